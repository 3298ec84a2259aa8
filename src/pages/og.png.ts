/** The picture for shared links to the archive. */
import sharp from "sharp";
import { readArchive } from "../archive/facts.ts";
import { drawSharePicture, pictureOfArchive } from "../site/charts/share-picture.ts";

export async function GET(): Promise<Response> {
  const drawing = drawSharePicture(pictureOfArchive(readArchive()));
  const picture = await sharp(Buffer.from(drawing)).png({ palette: true }).toBuffer();
  return new Response(new Uint8Array(picture), { headers: { "content-type": "image/png" } });
}
