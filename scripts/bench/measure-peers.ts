/** The peers on the same pairs in the same run, each as its own documentation sets it up for a server. */
import { existsSync } from "node:fs";
import path from "node:path";
import { createTwoFilesPatch } from "diff";
import { InputError } from "../../src/errors.ts";
import { colourLine } from "./colour-line.ts";
import { type BenchLine, measure } from "./measure.ts";
import type { BenchPair } from "./pairs.ts";
import { warmUpChange } from "./warm-up.ts";

/** The grammars of fences that documentation has; loaded before the clock starts. */
const fences = [
  "markdown",
  "mdx",
  "bash",
  "css",
  "diff",
  "html",
  "javascript",
  "json",
  "jsx",
  "python",
  "toml",
  "tsx",
  "typescript",
  "vue",
  "yaml",
] as const;

interface Diffs {
  readonly preloadHighlighter: (options: object) => Promise<void>;
}

interface DiffsServer {
  readonly preloadDiffHTML: (options: object) => Promise<string>;
}

interface Highlight {
  readonly default: {
    readonly highlight: (text: string, options: object) => { readonly value: string };
    readonly getLanguage: (name: string) => unknown;
  };
}

interface Diff2Html {
  readonly html: (patch: string, options: object) => string;
}

/** What we render ourselves before the clock starts, so that the peers are compiled as well as we are. */
const encode = (text: string) => new TextEncoder().encode(text);
const warmUpPair: BenchPair = {
  id: "warm-up",
  path: "warm-up.md",
  oldBytes: encode(warmUpChange.before),
  newBytes: encode(warmUpChange.after),
};

/** Measures @pierre/diffs (split) and diff2html (side by side with highlight.js). */
export async function measurePeers(pairs: readonly BenchPair[]): Promise<BenchLine[]> {
  if (!existsSync(path.join(import.meta.dirname, "node_modules"))) {
    throw new InputError({
      where: "scripts/bench",
      what: "the peers are not installed",
      remedy: "Run: npm ci --prefix scripts/bench",
    });
  }
  return [
    await measurePierre(pairs),
    await measureDiff2Html(pairs, "side-by-side"),
    await measureDiff2Html(pairs, "line-by-line"),
  ];
}

async function measurePierre(pairs: readonly BenchPair[]): Promise<BenchLine> {
  return measure("@pierre/diffs split", pairs, async () => {
    const diffs = await load<Diffs>("@pierre/diffs");
    const server = await load<DiffsServer>("@pierre/diffs/ssr");
    const themes = { dark: "github-dark", light: "github-light" };
    await diffs.preloadHighlighter({ themes: Object.values(themes), langs: [...fences] });
    const render = async (pair: BenchPair) => {
      const { oldFile, newFile } = readTexts(pair);
      const options = { theme: themes, diffStyle: "split" };
      const html = await server.preloadDiffHTML({ oldFile, newFile, options });
      return { htmlBytes: Buffer.byteLength(html), patchBytes: () => 0 };
    };
    await renderBoth(render);
    return render;
  });
}

async function measureDiff2Html(
  pairs: readonly BenchPair[],
  outputFormat: "side-by-side" | "line-by-line",
): Promise<BenchLine> {
  return measure(`diff2html ${outputFormat}`, pairs, async () => {
    const { html: render } = await load<Diff2Html>("diff2html");
    const { default: highlight } = await load<Highlight>("highlight.js");
    const renderPair = (pair: BenchPair) => {
      const { oldFile, newFile } = readTexts(pair);
      const patch = createTwoFilesPatch(
        pair.path,
        pair.path,
        oldFile.contents,
        newFile.contents,
        "",
        "",
        { context: 3 },
      );
      const html = render(patch, { outputFormat, drawFileList: false, matching: "lines" });
      const coloured = colourLines(html, highlight);
      return { htmlBytes: Buffer.byteLength(coloured), patchBytes: () => Buffer.byteLength(patch) };
    };
    await renderBoth(renderPair);
    return renderPair;
  });
}

/** As Markdown and as MDX. */
async function renderBoth(render: (pair: BenchPair) => unknown): Promise<void> {
  for (const file of ["warm-up.md", "warm-up.mdx"]) await render({ ...warmUpPair, path: file });
}

/** All lines of a rendered diff; MDX is coloured as Markdown. */
function colourLines(html: string, highlight: Highlight["default"]): string {
  const colour = (text: string) => highlight.highlight(text, { language: "markdown" }).value;
  return html.replaceAll(
    /(<span class="d2h-code-line-ctn">)([\s\S]*?)(<\/span>\s*<\/div>)/g,
    (_, open: string, content: string, close: string) =>
      `${open}${colourLine(content, colour)}${close}`,
  );
}

function readTexts(pair: BenchPair) {
  const read = (bytes: Uint8Array) => ({
    name: pair.path,
    contents: new TextDecoder().decode(bytes),
  });
  return { oldFile: read(pair.oldBytes), newFile: read(pair.newBytes) };
}

/** Imports a package that is installed in this folder; a plain import would not type-check without it. */
async function load<Module>(name: string): Promise<Module> {
  return (await import(name)) as Module;
}
