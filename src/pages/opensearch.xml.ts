import type { APIRoute } from "astro";
import { readArchive } from "../archive/facts.ts";
import { writeOpenSearch } from "../site/search/opensearch.ts";

export const GET: APIRoute = () =>
  new Response(writeOpenSearch(readArchive()), {
    headers: { "content-type": "application/opensearchdescription+xml" },
  });
