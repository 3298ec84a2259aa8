/** All feeds as one outline. */
import { readArchive } from "../archive/facts.ts";
import { writeOpml } from "../site/feeds/opml.ts";

export function GET(): Response {
  return new Response(writeOpml(readArchive()), { headers: { "content-type": "text/x-opml" } });
}
