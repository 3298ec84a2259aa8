/** Every page, for search engines. */
import { readArchive } from "../archive/facts.ts";
import { listPages, writeSitemap } from "../site/pages/sitemap.ts";
import { localOrigin } from "../site/addresses/urls.ts";

export function GET(): Response {
  const archive = readArchive();
  return new Response(writeSitemap(listPages(archive), archive.siteUrl ?? localOrigin), {
    headers: { "content-type": "application/xml; charset=utf-8" },
  });
}
