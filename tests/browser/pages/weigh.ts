import { readFileSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";

export interface Weight {
  readonly raw: number;
  readonly gzip: number;
}

/** Bytes of a built file, as it is and compressed. */
export function weigh(file: string): Weight {
  const bytes = readFileSync(file);
  return { raw: bytes.length, gzip: gzipSync(bytes).length };
}

export interface PageAssets {
  readonly script: Weight;
  readonly style: Weight;
  /** How many style sheets there are. */
  readonly sheets: number;
}

/** Bytes of what a page loads at once: its scripts with what they import, and its style sheets. */
export function weighAssets(site: string, page: string): PageAssets {
  const html = readFileSync(path.join(site, page, "index.html"), "utf8");
  const sources = [...html.matchAll(/<script[^>]* src="\/([^"]+)"/g)].map(([, file = ""]) => file);
  const sheets = [...html.matchAll(/<link rel="stylesheet" href="\/([^"]+)"/g)];
  const scripts = new Set<string>();
  for (const source of sources) addWithImports(site, source, scripts);
  return {
    script: sum([...scripts].map((file) => weigh(path.join(site, file)))),
    sheets: sheets.length,
    style: sum(sheets.map(([, file = ""]) => weigh(path.join(site, file)))),
  };
}

function addWithImports(site: string, file: string, found: Set<string>): void {
  if (found.has(file)) return;
  found.add(file);
  const code = readFileSync(path.join(site, file), "utf8");
  for (const [, target = ""] of code.matchAll(/(?:import|from)\s*["'](\.[^"']+)["']/g)) {
    addWithImports(site, path.posix.join(path.posix.dirname(file), target), found);
  }
}

function sum(weights: readonly Weight[]): Weight {
  return {
    raw: weights.reduce((total, { raw }) => total + raw, 0),
    gzip: weights.reduce((total, { gzip }) => total + gzip, 0),
  };
}
