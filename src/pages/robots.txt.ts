/** Everything may be read; where all pages are listed. */
import { readArchive } from "../archive/facts.ts";
import { createUrls, localOrigin } from "../site/addresses/urls.ts";

export function GET(): Response {
  const archive = readArchive();
  const address = createUrls(archive.basePath).asset("sitemap.xml");
  const sitemap = new URL(address, archive.siteUrl ?? localOrigin).href;
  return new Response(`User-agent: *\nAllow: /\n\nSitemap: ${sitemap}\n`, {
    headers: { "content-type": "text/plain; charset=utf-8" },
  });
}
