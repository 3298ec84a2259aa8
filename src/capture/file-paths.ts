/** Where the file of an address lies in a snapshot. Pure but for the hash. */
import { createHash } from "node:crypto";
import type { Path } from "../model.ts";

/**
 * Gives every address a path of its own, none of which can leave the snapshot or differ from another by
 * case or Unicode form only. `hosts`: those whose files stand at the top; another host's files
 * stand in a folder of its name. `taken`: paths that are there already and keep their spelling.
 */
export function planPaths(
  addresses: readonly string[],
  hosts: ReadonlySet<string>,
  taken: Iterable<Path>,
): Map<string, Path> {
  const spellings = new Map<string, string>();
  for (const path of taken) claim(spellings, path);
  const plan = new Map<string, Path>();
  const used = new Set<Path>();
  // The plainest address comes first: /a before /A before /a/ before /a.html.
  for (const address of addresses.toSorted((a, b) => a.length - b.length || (a < b ? 1 : -1))) {
    const plain = toPath(new URL(address), hosts);
    const isFree = !used.has(plain) && canClaim(spellings, plain);
    const path = isFree ? plain : addHash(respell(spellings, plain), address);
    claim(spellings, path);
    used.add(path);
    plan.set(address, path);
  }
  return plan;
}

/** The path of an address by itself. */
function toPath(url: URL, hosts: ReadonlySet<string>): Path {
  const names = url.pathname.split("/").slice(1).map(decodeAddress);
  const last = names.pop() ?? "";
  const file = nameFile(last);
  const parts = [...names.filter((name) => name !== ""), file].map(makeSafe);
  const path = [...(hosts.has(url.host) ? [] : [makeSafe(url.host)]), ...parts].join("/");
  if (Buffer.byteLength(path) > longestPath) return addHash("long.md", url.href);
  return url.search === "" ? path : addHash(path, url.search);
}

/** In bytes; file systems take 4,096 for the whole of it. */
const longestPath = 900;

/** Pages become Markdown; what is a document already keeps its name. */
function nameFile(last: string): string {
  if (last === "") return "index.md";
  const page = /^(.+)\.(?:html?|xhtml|php|aspx?)$/i.exec(last);
  if (page?.[1] !== undefined) return `${page[1]}.md`;
  return documentName.test(last) ? last : `${last}.md`;
}

/** Endings of documents; `v1.2` has none. */
const documentName =
  /\.(?:mdx?|markdown|txt|json|jsonl|ya?ml|toml|xml|csv|tsv|rst|adoc|pdf|svg|png|jpe?g|gif|webp|css|m?js|ts|sh|graphql|proto)$/i;

/** A name that file systems, git and shells take as it is; others get a hash of what they were. */
function makeSafe(name: string): string {
  const plain = name
    .replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\\/:*?"<>|]+/gu, "-")
    .replace(/^[-\s]+/, "")
    .replace(/[. ]+$/, "");
  const isReserved = /^(?:\.\.?|\.git|git~\d|con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i.test(plain);
  const short = cutBytes(plain, 150);
  if (short === name && !isReserved && name !== "") return name;
  const ending = /[^.](\.[A-Za-z0-9]{1,8})$/.exec(plain)?.[1] ?? "";
  return addHash(isReserved || short === "" ? `file${ending}` : short, name);
}

/** `docs/a.md` with ten hex digits of a hash: `docs/a~0123456789.md`. */
function addHash(path: string, of: string): string {
  const hash = createHash("sha256").update(of).digest("hex").slice(0, 10);
  const [, stem = path, ending = ""] = /^(.*[^/])(\.[A-Za-z0-9]+)$/.exec(path) ?? [];
  return `${stem}~${hash}${ending}`;
}

function cutBytes(text: string, most: number): string {
  if (Buffer.byteLength(text) <= most) return text;
  const ending = /\.[A-Za-z0-9]{1,8}$/.exec(text)?.[0] ?? "";
  const stem = Buffer.from(text)
    .subarray(0, most - ending.length)
    .toString("utf8");
  return stem.replace(/\uFFFD+$/, "") + ending;
}

/** An address or a part of one without its percent signs; as it is where they stand for nothing. */
export function decodeAddress(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

/** A folder and a file are told apart by the slash at the end of a folder's spelling. */
function listPlaces(path: Path): string[] {
  const names = path.split("/");
  return names.map((_, index) =>
    index === names.length - 1 ? path : `${names.slice(0, index + 1).join("/")}/`,
  );
}

function fold(place: string): string {
  return place.replace(/\/$/, "").normalize("NFC").toLowerCase();
}

function canClaim(spellings: ReadonlyMap<string, string>, path: Path): boolean {
  return listPlaces(path).every((place) => (spellings.get(fold(place)) ?? place) === place);
}

/** The path with its folders spelled as they are there already; none lies below a file. */
function respell(spellings: ReadonlyMap<string, string>, path: Path): Path {
  const names = path.split("/");
  const file = names.pop() ?? "";
  const folder = names.reduce((parent, name) => {
    const known = spellings.get(fold(`${parent}${name}/`)) ?? `${parent}${name}/`;
    return known.endsWith("/") ? known : `${parent}${addHash(name, known)}/`;
  }, "");
  return folder + file;
}

function claim(spellings: Map<string, string>, path: Path): void {
  for (const place of listPlaces(path)) {
    if (!spellings.has(fold(place))) spellings.set(fold(place), place);
  }
}
