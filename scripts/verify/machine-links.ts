/** The addresses that feeds, JSON documents, the sitemap and other documents for programs hold. */
import path from "node:path";
import { readText, unescapeMarkup } from "./pages.ts";
import { listFiles } from "../../src/archive/list-files.ts";

/**
 * Documents below `out` that hold addresses for programs, sorted. Pagefind's own files and grammars are none,
 * and neither is what a part carries for joining: its addresses are those of documents' own links.
 */
export function listDocuments(out: string): string[] {
  return listFiles(out)
    .filter((name) => /\.(xml|json|opml)$/.test(name))
    .filter((name) => !/(^|[\\/])pagefind[\\/]|^-[\\/](?:part|grammars)[\\/]/.test(name));
}

/** The addresses in a document. A JSON schema holds none: what looks like one describes addresses. */
export function readAddresses(file: string): string[] {
  const text = readText(file);
  if (!file.endsWith(".json")) return readMarkup(text);
  return isSchema(file) ? [] : readJson(JSON.parse(text));
}

function isSchema(file: string): boolean {
  return file.includes(`${path.sep}schema${path.sep}`);
}

/**
 * Attributes of tags (an item's HTML has them too), and elements that hold nothing but an address. Titles and
 * summaries are plain text: tags that a document speaks of are none there.
 */
function readMarkup(document: string): string[] {
  const text = document.replaceAll(/<(title|summary)\b[^>]*><!\[CDATA\[[\s\S]*?\]\]><\/\1>/g, "");
  const attributes = text.matchAll(/<[a-zA-Z][^<>]*?\s(?:href|htmlUrl|xmlUrl|src)="([^"]*)"/g);
  const elements = text.matchAll(/<(?:link|loc|comments|docs)>([^<]*)</g);
  return [...attributes, ...elements].map(([, address = ""]) => unescapeMarkup(address));
}

const keys = new Set(["url", "patch", "json", "home_page_url", "feed_url", "next_url"]);

function readJson(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(readJson);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]: [string, unknown]) =>
    typeof inner === "string" ? (keys.has(key) ? [inner] : []) : readJson(inner),
  );
}
