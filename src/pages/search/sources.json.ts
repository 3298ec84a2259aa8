/** Where the search indexes are. */
import { readArchive } from "../../archive/facts.ts";
import { listSearchSources } from "../../site/search/volumes.ts";

export function GET(): Response {
  return Response.json(listSearchSources(readArchive()));
}
