/** Archive documents of the feeds of files. */
import type { APIContext } from "astro";
import { readArchive, readFeedHtml } from "../../../../../archive/facts.ts";
import { planPages } from "../../../../../archive/page-plan.ts";
import type { ArchiveFacts } from "../../../../../model.ts";
import { fileFeed } from "../../../../../site/feeds/feeds.ts";
import { planDocuments } from "../../../../../site/feeds/plan.ts";
import { createFeedUrls, typeOfFormat } from "../../../../../site/feeds/urls.ts";
import { writeFeed } from "../../../../../site/feeds/write.ts";
import { findFile, findSource } from "../../../../../site/pages/lookups.ts";
import { filePageData } from "../../../../../site/pages/page-data.ts";

export function getStaticPaths() {
  const archive = readArchive();
  const urls = createFeedUrls(archive.basePath);
  const pages = archive.sources.flatMap((source) =>
    source.files.flatMap((file) => {
      const { archives } = planDocuments(fileFeed(archive, source, file));
      if (archives.length === 0) return [];
      const props = { archive: filePageData(archive, source, file) };
      return archives.map((_, index) => ({
        params: { source: source.id, path: file.address, part: String(index + 1) },
        props,
        address: urls.fileArchive(source.id, file.address, index + 1),
      }));
    }),
  );
  return planPages(archive.basePath, pages);
}

export function GET({ params, props }: APIContext<{ archive: ArchiveFacts }>): Response {
  const { archive } = props;
  const source = findSource(archive, params["source"] ?? "");
  const feed = fileFeed(archive, source, findFile(source, params["path"] ?? ""));
  const document = planDocuments(feed).archives[Number(params["part"]) - 1];
  return new Response(writeFeed(archive, feed, "rss", readFeedHtml, document), {
    headers: { "content-type": typeOfFormat.rss },
  });
}
