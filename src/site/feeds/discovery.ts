/** Which feeds a page announces to browsers and feed readers: the nearest first. */
import { toDisplay } from "../../bytes.ts";
import type { ArchiveFacts, FileFacts, SourceFacts } from "../../model.ts";
import { type FeedFormat, typeOfFormat } from "./formats.ts";
import { createUrls } from "../addresses/urls.ts";

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
  const { feeds } = createUrls(archive.basePath);
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
      rss(`${toDisplay(file.path)} in ${source.title}`, feeds.file(source.id, file.address)),
    );
  }
  if (source) {
    links.push(
      ...inAllFormats(source.title, (format) => feeds.source(source.id, format)),
      rss(`${source.title}: content only`, feeds.selective(source.id, "content")),
      rss(`${source.title}: removals only`, feeds.selective(source.id, "removals")),
    );
    if (source.captures) {
      links.push({
        type: typeOfFormat.atom,
        title: `${source.title}: captures`,
        href: feeds.captures(source.id),
      });
    }
  }
  return [...links, ...inAllFormats(archive.title, feeds.site)];
}
