/**
 * Follows every link of every page, feed and JSON document that stays on the site: its file must be there,
 * and its anchor.
 */
import { existsSync, statSync } from "node:fs";
import path from "node:path";
import { noteProblems, type Recorder } from "./check.ts";
import { readAddresses } from "./machine-links.ts";
import { listPages, readText, unescapeMarkup } from "./pages.ts";

/** Start tags with their attributes; values may stand in quotes or without. */
const tag =
  /<[a-zA-Z][^\s/>]*((?:\s+[^\s=>/"']+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>"']+))?)+)\s*\/?>/g;
/** One attribute after another, so that nothing inside a value is taken for one. */
const attribute = /\s([^\s=>/"']+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+)))?/g;
/** A link that begins with a scheme or a host. */
const namesOrigin = /^(?:[a-z][a-z\d+.-]*:|\/\/)/i;
const addressAttributes = new Set(["href", "src", "action", "data-hunks"]);

interface Wanted {
  readonly anchor: string;
  readonly from: string;
}

/** Where a site lies, and where it is served. */
export interface SiteFolder {
  readonly out: string;
  /** `https://example.org`, as feeds name it. */
  readonly origin: string;
  readonly basePath: string;
}

/**
 * Checks `files` of the site: pages and documents for programs. A file counts as one thing. Gives the
 * number of links that were followed.
 */
export function checkLinks(
  { out, origin, basePath }: SiteFolder,
  files: readonly string[],
  recorder: Recorder,
  onFile: () => void,
): number {
  let followed = 0;
  const problems = new Map<string, string[]>(files.map((file) => [file, []]));
  const wanted = new Map<string, Wanted[]>();
  const fileOf = createResolver(out, basePath);
  for (const from of files) {
    const own = addressOf(from, basePath);
    for (const link of new Set(readLinks(path.join(out, from)))) {
      const target = URL.parse(link, origin + own);
      if (target?.origin !== origin) continue;
      // Documents may live on the same host, beside the folder of their archive.
      if (namesOrigin.test(link) && !target.pathname.startsWith(basePath)) continue;
      followed += 1;
      const file = fileOf(target.pathname);
      if (file === null) problems.get(from)?.push(`leads nowhere with ${link}`);
      else if (target.hash !== "" && file.endsWith(".html")) {
        const list = wanted.get(file) ?? [];
        list.push({ anchor: decode(target.hash.slice(1)), from });
        wanted.set(file, list);
      }
    }
    onFile();
  }
  for (const [file, list] of wanted) {
    const hasAnchor = createAnchorTest(path.join(out, file));
    for (const { anchor, from } of list) {
      if (!hasAnchor(anchor)) problems.get(from)?.push(`finds no #${anchor} in ${file}`);
    }
  }
  for (const [file, list] of problems) noteProblems(recorder, `${file}: its links`, list);
  return followed;
}

function readLinks(file: string): readonly string[] {
  return file.endsWith(".html") ? readPage(file).links : readAddresses(file);
}

interface PageParts {
  readonly links: readonly string[];
  readonly ids: readonly string[];
  /** Changes whose lines stand on other pages. */
  readonly elsewhere: readonly string[];
}

function readPage(file: string): PageParts {
  const parts = { links: [] as string[], ids: [] as string[], elsewhere: [] as string[] };
  for (const [, attributes = ""] of readText(file).matchAll(tag)) {
    for (const [, name = "", double, single, bare] of attributes.matchAll(attribute)) {
      const value = unescapeMarkup(double ?? single ?? bare ?? "");
      if (name === "id") parts.ids.push(value);
      else if (name === "data-anchor") parts.elsewhere.push(value);
      else if (addressAttributes.has(name)) parts.links.push(value);
    }
  }
  return parts;
}

/**
 * Whether an anchor is on the page. A line's may stand on a further page of the day instead, where the
 * page says so of its change: its script leads on, and without scripts its list does.
 */
function createAnchorTest(file: string): (anchor: string) => boolean {
  const { ids, elsewhere } = readPage(file);
  const here = new Set(ids);
  const apart = new Set(elsewhere);
  let onOtherPages: ReadonlySet<string> | null = null;
  return (anchor) => {
    if (here.has(anchor)) return true;
    const [, change = ""] = /^(c[0-9a-f]{10})v?[LR]\d+$/.exec(anchor) ?? [];
    if (!apart.has(change)) return false;
    onOtherPages ??= collectIds(path.dirname(file));
    return onOtherPages.has(anchor);
  };
}

function collectIds(folder: string): ReadonlySet<string> {
  return new Set(listPages(folder).flatMap((page) => readPage(path.join(folder, page)).ids));
}

function addressOf(file: string, basePath: string): string {
  const address = file.split(path.sep).map(encodeURIComponent).join("/");
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
