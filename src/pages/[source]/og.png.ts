/** The picture for shared links to a source and its pages. */
import type { APIContext } from "astro";
import sharp from "sharp";
import { readArchive } from "../../archive/facts.ts";
import { findSource } from "../../site/lookups.ts";
import { drawSharePicture, pictureOfSource } from "../../site/share-picture.ts";

export function getStaticPaths() {
  return readArchive().sources.map(({ id }) => ({ params: { source: id } }));
}

export async function GET({ params }: APIContext): Promise<Response> {
  const source = findSource(readArchive(), params["source"] ?? "");
  const drawing = drawSharePicture(pictureOfSource(source));
  const picture = await sharp(Buffer.from(drawing)).png({ palette: true }).toBuffer();
  return new Response(new Uint8Array(picture), { headers: { "content-type": "image/png" } });
}
