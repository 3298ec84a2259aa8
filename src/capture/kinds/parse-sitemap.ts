import { SaxesParser } from "saxes";

export interface Sitemap {
  readonly kind: "pages" | "index";
  readonly addresses: readonly string[];
}

/** A text that is no whole sitemap. */
export class SitemapError extends Error {}

/**
 * Reads a sitemap (sitemaps.org: `urlset` or `sitemapindex`; or a plain list, one address a line). Strict, so that
 * half a sitemap is never taken for a whole one; entities that a file defines are not read.
 * @throws {SitemapError} with the place.
 */
export function parseSitemap(text: string): Sitemap {
  if (!/^\s*\uFEFF?\s*</.test(text)) return parseLines(text);
  const parser = new SaxesParser({ xmlns: false });
  const open: string[] = [];
  const addresses: string[] = [];
  let kind: Sitemap["kind"] | null = null;
  let location = "";
  parser.on("error", (error) => {
    throw new SitemapError(`is no whole sitemap: ${error.message}`);
  });
  parser.on("opentag", ({ name }) => {
    if (open.length === 0) kind = readKind(name.replace(/^.*:/, ""));
    open.push(name);
    location = "";
  });
  const append = (part: string) => {
    location += part;
  };
  parser.on("text", append);
  parser.on("cdata", append);
  parser.on("closetag", () => {
    const name = open.pop();
    // Two levels down; image:loc and video:loc lie deeper and are no pages.
    if (open.length === 2 && name?.replace(/^.*:/, "") === "loc") addresses.push(location.trim());
  });
  parser.write(text.replace(/^\s*\uFEFF?\s*/, "")).close();
  if (kind === null) throw new SitemapError("is no sitemap");
  return { kind, addresses: addresses.filter((address) => address !== "") };
}

function readKind(root: string): Sitemap["kind"] {
  if (root === "urlset") return "pages";
  if (root === "sitemapindex") return "index";
  throw new SitemapError(`is no sitemap: its outermost element is <${root}>`);
}

function parseLines(text: string): Sitemap {
  const lines = text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== "");
  if (lines.length === 0 || lines.some((line) => !/^https?:\/\/\S+$/.test(line))) {
    throw new SitemapError("is no sitemap: neither XML nor a list of addresses");
  }
  return { kind: "pages", addresses: lines };
}
