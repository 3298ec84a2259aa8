import type { ArchiveFacts } from "../../model.ts";
import { dropControls, escapeMarkup } from "../text/escape.ts";
import { createAbsolute, createUrls } from "../addresses/urls.ts";

/** The archive as a search engine that browsers can offer (OpenSearch 1.1), as XML. */
export function writeOpenSearch(archive: ArchiveFacts): string {
  const urls = createUrls(archive.basePath);
  const absolute = createAbsolute(archive);
  const text = (value: string) => escapeMarkup(dropControls(value));
  return `<?xml version="1.0" encoding="utf-8"?>
<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">
  <ShortName>${text([...archive.title].slice(0, 16).join(""))}</ShortName>
  <Description>${text(archive.description)}</Description>
  <InputEncoding>UTF-8</InputEncoding>
  <Image width="16" height="16" type="image/svg+xml">${text(absolute(urls.asset("favicon.svg")))}</Image>
  <Url type="text/html" template="${text(absolute(urls.search()))}?q={searchTerms}"/>
</OpenSearchDescription>
`;
}
