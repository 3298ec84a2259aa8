/** Every page, for search engines. */
import { readArchive } from "../archive/facts.ts";
import { localOrigin } from "../site/feeds/urls.ts";
import { listPages, writeSitemap } from "../site/pages/sitemap.ts";

export function GET(): Response {
  const archive = readArchive();
  return new Response(writeSitemap(listPages(archive), archive.siteUrl ?? localOrigin), {
    headers: { "content-type": "application/xml; charset=utf-8" },
  });
}
