/** The feed of every file, and its archive documents. */
import type { APIContext } from "astro";
import { readFeedHtml } from "../../../../archive/facts.ts";
import { planPages } from "../../../../archive/page-plan.ts";
import type { ArchiveFacts } from "../../../../model.ts";
import { fileFeed } from "../../../../site/feeds/feeds.ts";
import { createFeedUrls, typeOfFormat } from "../../../../site/feeds/urls.ts";
import { planDocuments } from "../../../../site/feeds/plan.ts";
import { writeFeed } from "../../../../site/feeds/write.ts";
import { findFile, findSource } from "../../../../site/pages/lookups.ts";
import { filePageData } from "../../../../site/pages/page-data.ts";

export const getStaticPaths = () =>
  planPages((archive) => {
    const urls = createFeedUrls(archive.basePath);
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
              ? urls.file(source.id, file.address)
              : urls.fileArchive(source.id, file.address, number),
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
  return new Response(writeFeed(archive, feed, "rss", readFeedHtml, document), {
    headers: { "content-type": typeOfFormat.rss },
  });
}
