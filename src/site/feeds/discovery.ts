/** Which feeds a page announces to browsers and feed readers: the nearest first. */
import { toDisplay } from "../../bytes.ts";
import type { ArchiveFacts, FileFacts, SourceFacts } from "../../model.ts";
import { createFeedUrls, type FeedFormat, typeOfFormat } from "./urls.ts";

export interface FeedLink {
  readonly type: string;
  readonly title: string;
  readonly href: string;
}

const formats: readonly (readonly [format: FeedFormat, name: string])[] = [
  ["rss", "RSS"],
  ["atom", "Atom"],
  ["json", "JSON Feed"],
];

/** The feeds of the file, of the source and of the site, as far as the page is about them. */
export function listFeedLinks(
  archive: ArchiveFacts,
  source: SourceFacts | undefined,
  file: FileFacts | undefined,
): FeedLink[] {
  const urls = createFeedUrls(archive.basePath);
  const rss = (title: string, href: string) => ({ type: typeOfFormat.rss, title, href });
  const inAllFormats = (title: string, hrefOf: (format: FeedFormat) => string) =>
    formats.map(([format, name]) => ({
      type: typeOfFormat[format],
      title: `${title} (${name})`,
      href: hrefOf(format),
    }));
  const links: FeedLink[] = [];
  if (source && file) {
    links.push(
      rss(`${toDisplay(file.path)} in ${source.title}`, urls.file(source.id, file.address)),
    );
  }
  if (source) {
    links.push(
      ...inAllFormats(source.title, (format) => urls.source(source.id, format)),
      rss(`${source.title}: content only`, urls.selective(source.id, "content")),
      rss(`${source.title}: removals only`, urls.selective(source.id, "removals")),
    );
    if (source.captures) {
      links.push({
        type: typeOfFormat.atom,
        title: `${source.title}: captures`,
        href: urls.captures(source.id),
      });
    }
  }
  return [...links, ...inAllFormats(archive.title, urls.site)];
}
