/** The published JSON Schemas. */
import type { APIContext } from "astro";
import { readArchive } from "../../../../archive/facts.ts";
import { jsonVersion } from "../../../../json-values.ts";
import {
  addressOfSchema,
  type PublishedSchema,
  publishedSchemas,
  writeSchema,
} from "../../../../site/json/schema.ts";
import { createAbsolute } from "../../../../site/addresses/urls.ts";

export function getStaticPaths() {
  return publishedSchemas.map((name) => ({
    params: { version: String(jsonVersion), name },
    props: { name },
  }));
}

export function GET({ props }: APIContext<{ name: PublishedSchema }>): Response {
  const archive = readArchive();
  const address = createAbsolute(archive)(addressOfSchema(archive.basePath, props.name));
  return Response.json(writeSchema(props.name, address));
}
