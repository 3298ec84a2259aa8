/** The feed of every file, and its archive documents. */
import type { APIContext } from "astro";
import { readFeedHtml } from "../../../../archive/facts.ts";
import { planPages } from "../../../../archive/page-plan.ts";
import type { ArchiveFacts } from "../../../../model.ts";
import { fileFeed } from "../../../../site/feeds/feeds.ts";
import { answerFeed } from "../../../../site/feeds/formats.ts";
import { planDocuments } from "../../../../site/feeds/plan.ts";
import { writeFeed } from "../../../../site/feeds/write.ts";
import { findFile, findSource } from "../../../../site/pages/lookups.ts";
import { filePageData } from "../../../../site/pages/page-data.ts";
import { createUrls } from "../../../../site/addresses/urls.ts";

export const getStaticPaths = () =>
  planPages((archive) => {
    const { feeds } = createUrls(archive.basePath);
    return archive.sources.flatMap((source) =>
      source.files.flatMap((file) => {
        const { archives } = planDocuments(fileFeed(archive, source, file));
        const data = filePageData(archive, source, file);
        return [null, ...archives.map(({ number }) => number)].map((number) => ({
          params: {
            source: source.id,
            path: number === null ? file.address : `${file.address}/${String(number)}`,
          },
          props: { archive: data, file: file.address, number },
          address:
            number === null
              ? feeds.file(source.id, file.address)
              : feeds.fileArchive(source.id, file.address, number),
        }));
      }),
    );
  });

interface Props {
  archive: ArchiveFacts;
  /** Its address. */
  file: string;
  /** Of the archive document; null for the feed's own. */
  number: number | null;
}

export function GET({ params, props }: APIContext<Props>): Response {
  const { archive, number } = props;
  const source = findSource(archive, params["source"] ?? "");
  const feed = fileFeed(archive, source, findFile(source, props.file));
  const { current, archives } = planDocuments(feed);
  const document = number === null ? current : archives[number - 1];
  return answerFeed(writeFeed(archive, feed, "rss", readFeedHtml, document), "rss");
}
