/** What an answer becomes in a snapshot. */
import type { Path } from "../../model.ts";
import { decodeText, toUtf8 } from "./decode-text.ts";
import type { Excerpt } from "./find-content.ts";
import { toMarkdown } from "./to-markdown.ts";
import { messageOf } from "../../errors.ts";

export interface WantedDocument extends Excerpt {
  /** What was asked for; redirects may lead elsewhere. */
  readonly address: string;
  readonly path: Path;
  /** Lay JSON out with its keys in order. */
  readonly sortKeys: boolean;
}

/** An answer that came, but is not what was asked for. */
export class UnfitAnswer extends Error {}

/**
 * HTML becomes Markdown; JSON is laid out where that is wished; texts become UTF-8; the rest stays as it is.
 * @throws {UnfitAnswer} with the reason, for pages without content and the like.
 */
export function makeDocument(
  { url, contentType, body }: { url: URL; contentType: string; body: Buffer },
  wanted: WantedDocument,
): Uint8Array {
  const type = readType(contentType);
  if (isPage(type, body)) {
    if (wanted.selector === undefined && isDocument(wanted.address)) {
      // A server that answers everything with its start page must not overwrite documents.
      throw new UnfitAnswer("is a web page where a document was expected");
    }
    return makePage(decodeText(body, contentType), url, wanted);
  }
  if (wanted.selector !== undefined) throw new UnfitAnswer("is no web page");
  if (wanted.sortKeys) return new TextEncoder().encode(layOutJson(decodeText(body, contentType)));
  return isText(type) ? toUtf8(body, contentType) : body;
}

/**
 * What a web page says of itself at its head: its title, blanks collapsed, and the address that it calls its
 * own (`rel=canonical`), whole; each empty where there is none.
 */
export function readHead({
  url,
  contentType,
  body,
}: {
  url: URL;
  contentType: string;
  body: Buffer;
}): { title: string; canonical: string } {
  if (!isPage(readType(contentType), body)) return { title: "", canonical: "" };
  const head = decodeText(body.subarray(0, 65_536), contentType);
  const title = /<title[^>]*>([^<]*)</i.exec(head)?.[1] ?? "";
  const link = /<link\b[^>]*\brel=["']?canonical\b[^>]*>/i.exec(head)?.[0] ?? "";
  const href = /\bhref=(?:"([^"]*)"|'([^']*)'|([^\s>]+))/i.exec(link)?.slice(1).find(Boolean);
  const canonical = href === undefined ? null : URL.parse(href, url);
  return { title: title.replaceAll(/\s+/g, " ").trim(), canonical: canonical?.href ?? "" };
}

function makePage(html: string, url: URL, wanted: WantedDocument): Uint8Array {
  const markdown = convert(html, url, wanted);
  const hasScripts = /<script\b/i.test(html);
  const lack = findLack(markdown, hasScripts, wanted);
  if (lack === null) return new TextEncoder().encode(markdown);
  const whole = { ...wanted, selector: undefined };
  const isShell = hasScripts && findLack(convert(html, url, whole), true, whole) !== null;
  throw new UnfitAnswer(
    isShell
      ? `${lack} before its scripts run (browser: true runs them, in captures of urls and sitemap)`
      : lack,
  );
}

/** What keeps the text from being one; a page of scripts is often a picture, or a word that it loads. */
function findLack(
  markdown: string,
  hasScripts: boolean,
  { selector }: WantedDocument,
): string | null {
  const text = hasScripts
    ? markdown.replaceAll(/!\[[^\]]*\]\([^)]*\)/g, "").trim()
    : markdown.trim();
  if (text === "") return selector === undefined ? "has no text" : `has nothing at ${selector}`;
  const isNotice = text.length < 150 && /^\W*loading\b|\benable javascript\b/i.test(text);
  return hasScripts && isNotice ? "has no text but a word that it loads" : null;
}

function convert(html: string, url: URL, wanted: WantedDocument): string {
  try {
    return toMarkdown(html, url.href, wanted);
  } catch (error) {
    // Pages may be nested deeper than a stack; nothing of a page may end the capture.
    const reason = messageOf(error);
    throw new UnfitAnswer(`cannot be turned into Markdown: ${reason}`);
  }
}

function layOutJson(text: string): string {
  try {
    return `${JSON.stringify(sortKeys(JSON.parse(text)), null, 2)}\n`;
  } catch (error) {
    throw new UnfitAnswer(`is no JSON: ${messageOf(error)}`);
  }
}

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, sortKeys(inner)]));
}

function isPage(type: string, body: Buffer): boolean {
  if (type === "text/html" || type === "application/xhtml+xml") return true;
  if (type !== "" && type !== "text/plain" && type !== "application/octet-stream") return false;
  return /^\s*(?:<!doctype html|<html[\s>])/i.test(body.toString("latin1", 0, 512));
}

function readType(contentType: string): string {
  return contentType.split(";")[0]?.trim().toLowerCase() ?? "";
}

function isDocument(address: string): boolean {
  return /\.(?:mdx?|markdown|txt|json|ya?ml|xml|csv)$/i.test(new URL(address).pathname);
}

function isText(type: string): boolean {
  return type.startsWith("text/") || /[/+](?:json|xml|yaml)$/.test(type);
}
