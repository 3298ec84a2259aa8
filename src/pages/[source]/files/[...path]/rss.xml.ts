/** The feed of every file. */
import type { APIContext } from "astro";
import { readArchive, readFeedHtml } from "../../../../archive/facts.ts";
import { planPages } from "../../../../archive/page-plan.ts";
import type { ArchiveFacts } from "../../../../model.ts";
import { fileFeed } from "../../../../site/feeds/feeds.ts";
import { createFeedUrls, typeOfFormat } from "../../../../site/feeds/urls.ts";
import { writeFeed } from "../../../../site/feeds/write.ts";
import { findFile, findSource } from "../../../../site/pages/lookups.ts";
import { filePageData } from "../../../../site/pages/page-data.ts";

export function getStaticPaths() {
  const archive = readArchive();
  const urls = createFeedUrls(archive.basePath);
  const pages = archive.sources.flatMap((source) =>
    source.files.map((file) => ({
      params: { source: source.id, path: file.address },
      props: { archive: filePageData(archive, source, file) },
      address: urls.file(source.id, file.address),
    })),
  );
  return planPages(archive.basePath, pages);
}

export function GET({ params, props }: APIContext<{ archive: ArchiveFacts }>): Response {
  const { archive } = props;
  const source = findSource(archive, params["source"] ?? "");
  const feed = fileFeed(archive, source, findFile(source, params["path"] ?? ""));
  return new Response(writeFeed(archive, feed, "rss", readFeedHtml), {
    headers: { "content-type": typeOfFormat.rss },
  });
}
