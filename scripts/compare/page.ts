/** A comparison as one page that needs nothing else: the hunks as the site shows them, its style with them. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { toDisplay } from "../../src/bytes.ts";
import {
  type AnalysedFile,
  analyseFile,
  tellKinds,
} from "../../src/client/compare/compare-files.ts";
import { createNoiseFinder } from "../../src/kinds/noise.ts";
import type { ChangeFacts, NoiseRule, Stamp } from "../../src/model.ts";
import { hashText } from "../../src/pipeline/hash.ts";
import type { ComparedChange } from "../../src/pipeline/pairs/compare-change.ts";
import { splitVersions } from "../../src/pipeline/pairs/split-versions.ts";
import { createHighlighter } from "../../src/render/highlight/highlight.ts";
import { anchorOf } from "../../src/site/addresses/assign-addresses.ts";
import { joinChunks, type LinkTarget } from "../../src/site/addresses/change-location.ts";
import { escapeMarkup } from "../../src/site/text/escape.ts";
import { countNoun, showCounts } from "../../src/site/text/numbers.ts";
import { showStamp } from "../../src/stamp.ts";
import { projectFolder } from "../arguments.ts";

interface Pair {
  readonly from: Stamp;
  readonly to: Stamp;
}

/** Writes the page. */
export async function writeComparisonPage(
  source: string,
  { from, to }: Pair,
  compared: readonly ComparedChange[],
  noise: readonly NoiseRule[],
): Promise<string> {
  const highlighter = await createHighlighter();
  const findNoise = createNoiseFinder(noise);
  const files = compared.map(({ change, path, binary, oldBytes, newBytes }) => {
    const lines = binary ? { oldLines: null, newLines: null } : splitVersions(oldBytes, newBytes);
    return analyseFile({ change, anchor: anchorOf(to, path, hashText), ...lines }, findNoise);
  });
  const render = tellKinds(files);
  const sections = files.map((file) => {
    const { anchor } = file;
    const { facts, chunks } = render(file, highlighter);
    // Two snapshots that need not follow each other tell of no file besides, and of no other day.
    const hrefOf = (target: LinkTarget) =>
      target.kind === "line"
        ? `#${target.path === "" ? anchor : anchorOf(to, target.path, hashText)}${target.line}`
        : `#${anchor}`;
    const head = `<h2>${escapeMarkup(nameChange(file))} <small>${describe(facts)}</small></h2>`;
    return `<section class="change" id="${anchor}">${head}<div class="hunks">${joinChunks(chunks, anchor, hrefOf)}</div></section>`;
  });
  const title = `${source}: ${showStamp(from)} to ${showStamp(to)}`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapeMarkup(title)}</title>
<style>${readStyles("site.css")}
h2 { font-size: 1rem; margin-block: 2rem 0.5rem; overflow-wrap: anywhere; }</style>
</head>
<body class="diff">
<main class="shell">
<h1>${escapeMarkup(title)}</h1>
<p>${countNoun(compared.length, "file")} changed</p>
${sections.join("\n")}
</main>
</body>
</html>
`;
}

function nameChange({ change, path }: AnalysedFile): string {
  const from = change.kind === "renamed" ? `${toDisplay(change.from.path)} → ` : "";
  return from + toDisplay(path);
}

function describe(facts: ChangeFacts): string {
  return `${facts.kind} ${facts.binary ? "no text" : showCounts(facts)}`;
}

/** A style sheet of the site with what it imports. */
function readStyles(name: string): string {
  const file = path.join(projectFolder, "src", "styles", name);
  return readFileSync(file, "utf8").replaceAll(/@import "\.\/([^"]+)";/g, (_, part: string) =>
    readStyles(part),
  );
}
