/** Follows every link of every page that stays on the site: its file must be there, and its anchor. */
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import type { Recorder } from "./check.ts";

/** Start tags with their attributes; values may stand in quotes or without. */
const tag =
  /<[a-zA-Z][^\s/>]*((?:\s+[^\s=>/"']+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>"']+))?)+)\s*\/?>/g;
const attribute = /\s(href|src|action|id)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+))/g;
const origin = "http://site.invalid";

interface Wanted {
  readonly anchor: string;
  readonly from: string;
}

/** Checks the pages of the site in `out`, which is served at `basePath`. A page counts as one thing. */
export function checkLinks(
  out: string,
  basePath: string,
  recorder: Recorder,
  onPage: () => void,
): void {
  const pages = readdirSync(out, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".html"))
    .toSorted();
  const problems = new Map<string, string[]>(pages.map((page) => [page, []]));
  const wanted = new Map<string, Wanted[]>();
  const fileOf = createResolver(out, basePath);
  for (const page of pages) {
    const { links } = readPage(path.join(out, page));
    const own = addressOf(page, basePath);
    for (const link of new Set(links)) {
      const target = URL.parse(link, origin + own);
      if (target?.origin !== origin) continue;
      const file = fileOf(target.pathname);
      if (file === null) problems.get(page)?.push(`leads nowhere with ${link}`);
      else if (target.hash !== "" && file.endsWith(".html")) {
        const list = wanted.get(file) ?? [];
        list.push({ anchor: decode(target.hash.slice(1)), from: page });
        wanted.set(file, list);
      }
    }
    onPage();
  }
  for (const [file, list] of wanted) {
    const ids = new Set(readPage(path.join(out, file)).ids);
    for (const { anchor, from } of list) {
      if (!ids.has(anchor)) problems.get(from)?.push(`finds no #${anchor} in ${file}`);
    }
  }
  for (const [page, list] of problems) {
    const more = list.length > 3 ? ` and ${String(list.length - 3)} more` : "";
    recorder.note(page, list.length === 0 ? null : list.slice(0, 3).join("; ") + more);
  }
}

function readPage(file: string): { links: string[]; ids: string[] } {
  const links: string[] = [];
  const ids: string[] = [];
  for (const [, attributes = ""] of readFileSync(file, "utf8").matchAll(tag)) {
    for (const [, name, double, single, bare] of attributes.matchAll(attribute)) {
      const value = unescape(double ?? single ?? bare ?? "");
      if (name === "id") ids.push(value);
      else links.push(value);
    }
  }
  return { links, ids };
}

function addressOf(page: string, basePath: string): string {
  const address = page.split(path.sep).map(encodeURIComponent).join("/");
  return basePath + address.replace(/(^|\/)index\.html$/, "$1");
}

/** From an address to the file that a plain host serves there, or null. */
function createResolver(out: string, basePath: string): (address: string) => string | null {
  const known = new Map<string, string | null>();
  const find = (address: string): string | null => {
    if (!address.startsWith(basePath)) return null;
    const name = decode(address.slice(basePath.length));
    const file = name === "" || name.endsWith("/") ? `${name}index.html` : name;
    const place = path.join(out, file);
    return existsSync(place) && statSync(place).isFile() ? file : null;
  };
  return (address) => {
    const file = known.has(address) ? (known.get(address) ?? null) : find(address);
    known.set(address, file);
    return file;
  };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function unescape(text: string): string {
  return text
    .replaceAll("&quot;", '"')
    .replaceAll(/&#(?:34|x22);/g, '"')
    .replaceAll(/&#(?:39|x27);/g, "'")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll(/&amp;|&#38;/g, "&");
}
