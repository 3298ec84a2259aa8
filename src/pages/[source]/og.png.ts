/** The picture for shared links to a source and its pages. */
import type { APIContext } from "astro";
import sharp from "sharp";
import { planPages } from "../../archive/page-plan.ts";
import type { ArchiveFacts } from "../../model.ts";
import { findSource } from "../../site/pages/lookups.ts";
import { listSourcePages } from "../../site/pages/page-lists.ts";
import { drawSharePicture, pictureOfSource } from "../../site/charts/share-picture.ts";
import { createUrls } from "../../site/addresses/urls.ts";

export const getStaticPaths = () =>
  planPages((archive) => listSourcePages(archive, createUrls(archive.basePath).sharePicture));

export async function GET({ params, props }: APIContext<{ archive: ArchiveFacts }>) {
  const source = findSource(props.archive, params["source"] ?? "");
  const drawing = drawSharePicture(pictureOfSource(source));
  const picture = await sharp(Buffer.from(drawing)).png({ palette: true }).toBuffer();
  return new Response(new Uint8Array(picture), { headers: { "content-type": "image/png" } });
}
