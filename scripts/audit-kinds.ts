/**
 * `npm run audit:kinds -- --snapshots DIR [--dir dist]`: judges the kind of every changed line that a built
 * archive shows, by sets of words made from the snapshots as the design says it, and by no code that tells
 * kinds. What is new or gone must stand nowhere that its kind excludes; what moved, was copied or kept, is
 * back or gone again must have been where that can be. Lines of under four words are not judged. Exits 1
 * where a line is not what it should be.
 */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { openContentReader } from "../src/archive/content.ts";
import { openArchive } from "../src/archive/open-archive.ts";
import { decodeBytes } from "../src/bytes.ts";
import { dayJsonSchema, type DayJson } from "../src/site/json/schema.ts";
import { folderOptions, readArguments } from "./arguments.ts";
import { runCommand } from "./run-command.ts";

type PairJson = DayJson["pairs"][number];

/** How often words, or whole lines, stand in the files of now, and which were gone. */
interface Stand {
  readonly now: Map<string, number>;
  readonly seen: Set<string>;
  readonly gone: Set<string>;
}

interface ShownLine {
  readonly side: "L" | "R";
  readonly line: number;
  readonly kind: string;
}

const kindOfClass: Readonly<Record<string, string>> = {
  ...{ c: "cosmetic", z: "noise", l: "layout", u: "markup", m: "moved" },
  ...{ p: "copied", k: "kept", a: "again" },
};

await runCommand(async () => {
  const { values } = readArguments("npm run audit:kinds -- --snapshots DIR [--dir dist]", {
    options: {
      snapshots: folderOptions.snapshots,
      dir: folderOptions.out,
    },
  });
  const archive = await openArchive(path.resolve(values.snapshots), {
    ...{ only: null, cache: folderOptions.cache.default, now: Date.now(), until: null },
  });
  for (const source of archive.sources) {
    const { snapshots, places } = await source.readSnapshots(() => undefined);
    const trees = new Map(snapshots.map(({ stamp, tree }) => [stamp, tree]));
    const reader = openContentReader();
    const readText = async (tree: (typeof snapshots)[number]["tree"] | undefined, file: string) => {
      const hash = [...(tree ?? [])].find(([name]) => name.toWellFormed() === file)?.[1].hash ?? "";
      const place = places.get(hash);
      const bytes = place && (await reader.readAll(new Map([[hash, place]]))).get(hash);
      return bytes && !bytes.includes(0) ? decodeBytes(bytes) : "";
    };
    const files = new Map<string, string>();
    for (const name of snapshots[0]?.tree.keys() ?? [])
      files.set(name, await readText(snapshots[0]?.tree, name));
    const judge = createJudge(files);
    const folder = path.resolve(values.dir, source.id);
    for (const name of readdirSync(folder)
      .filter((file) => /^\d{4}-\d\d-\d\d\.json$/.test(file))
      .sort()) {
      const day = dayJsonSchema.parse(JSON.parse(readFileSync(path.join(folder, name), "utf8")));
      const shown = readShown(path.join(folder, day.date));
      for (const pair of day.pairs) {
        const texts = new Map<string, string>();
        for (const change of pair.changes) {
          texts.set(
            change.path,
            change.kind === "removed" ? "" : await readText(trees.get(pair.to), change.path),
          );
        }
        judge.goOn(pair, texts, shown);
      }
    }
    reader.close();
    judge.report(source.id);
  }
});

function createJudge(files: Map<string, string>) {
  const words: Stand = { now: new Map(), seen: new Set(), gone: new Set() };
  const lines: Stand = { now: new Map(), seen: new Set(), gone: new Set() };
  const put = (text: string, by: 1 | -1) => {
    for (const line of text.split("\n")) {
      for (const [stand, key] of [
        [words, readWords(line)],
        [lines, line.trimEnd()],
      ] as const) {
        stand.now.set(key, (stand.now.get(key) ?? 0) + by);
        if (by > 0) stand.seen.add(key);
      }
    }
  };
  for (const text of files.values()) put(text, 1);
  const counts = new Map<string, number>();
  const faults = new Map<string, string[]>();
  const stood = (stand: Stand, key: string) => (stand.now.get(key) ?? 0) > 0;

  return {
    goOn(
      pair: PairJson,
      texts: ReadonlyMap<string, string>,
      shown: ReadonlyMap<string, readonly ShownLine[]>,
    ) {
      const rows = pair.changes.flatMap((change) => {
        const old = (files.get(change.previousPath ?? change.path) ?? "").split("\n");
        const new_ = (texts.get(change.path) ?? "").split("\n");
        return (shown.get(change.anchor) ?? []).map((row) => {
          const text = (row.side === "L" ? old : new_)[row.line - 1] ?? "";
          return { ...row, text: text.trimEnd(), words: readWords(text), path: change.path };
        });
      });
      const sides = { L: new Set<string>(), R: new Set<string>() };
      for (const row of rows) sides[row.side].add(row.words);
      const before = new Map(
        rows.map(({ words: key, text }) => [
          text,
          {
            words: stood(words, key),
            line: stood(lines, text),
            seenWords: words.seen.has(key),
            seenLine: lines.seen.has(text),
            goneWords: words.gone.has(key),
            goneLine: lines.gone.has(text),
          },
        ]),
      );
      const from = [...files.values()];
      const touched = [...pair.changes].flatMap(({ path: file, previousPath }) => [
        previousPath ?? file,
      ]);
      for (const file of touched) put(files.get(file) ?? "", -1);
      for (const file of touched) files.delete(file);
      for (const [file, text] of texts) {
        put(text, 1);
        if (text !== "") files.set(file, text);
      }
      for (const stand of [words, lines]) {
        for (const [key, count] of stand.now) {
          if (count > 0) continue;
          stand.gone.add(key);
          stand.now.delete(key);
        }
      }
      for (const row of rows) {
        counts.set(row.kind, (counts.get(row.kind) ?? 0) + 1);
        const said = row.text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word));
        if (Math.min(said.length, row.words.split(" ").length) < 4) continue;
        const was = before.get(row.text);
        if (!was) continue;
        const other = sides[row.side === "L" ? "R" : "L"].has(row.words);
        const isRight: Readonly<Record<string, boolean>> = {
          // By whole lines: that their words stand elsewhere in other markup, or code, is no fault.
          new: !was.line && !was.seenLine,
          gone: !stood(lines, row.text) && !was.goneLine,
          moved: other,
          copied: was.words,
          kept: stood(words, row.words),
          again: row.side === "R" ? was.seenWords : was.goneWords || was.goneLine,
        };
        if (isRight[row.kind] ?? true) continue;
        // A paragraph may have been wrapped elsewhere.
        const texts = { copied: from, kept: [...files.values()] }[row.kind];
        const others = texts ?? rows.flatMap(({ side, text }) => (side === row.side ? [] : [text]));
        const isWrapped = ["moved", "copied", "kept"].includes(row.kind);
        if (isWrapped && readWords(others.join(" ")).includes(row.words)) continue;
        const told = faults.get(row.kind) ?? [];
        told.push(
          `${pair.to} ${row.path} ${row.side}${String(row.line)}: ${row.text.slice(0, 100)}`,
        );
        faults.set(row.kind, told);
      }
    },
    report(id: string) {
      console.log(
        `${id}: ${[...counts].map(([kind, count]) => `${kind} ${String(count)}`).join(", ")}`,
      );
      for (const [kind, told] of faults) {
        console.log(`  ${String(told.length)} lines should not be “${kind}”, such as:`);
        for (const fault of told.slice(0, 5)) console.log(`    ${fault}`);
        process.exitCode = 1;
      }
    },
  };
}

/** Visible text of a line, roughly: no markers, tags, targets, emphasis, escapes; blanks collapsed. */
function readWords(line: string): string {
  return line
    .replaceAll(/<\/?[A-Za-z][^>]*>/g, " ")
    .replaceAll(/\]\([^)]*\)|\]\[[^\]]*\]/g, "")
    .replaceAll(/&(?:amp|lt|gt|quot);/g, " ")
    .replace(/^[\s>]*(?:[-+*]|\d+[.)])\s+/, "")
    .replaceAll(/[\\*_`~[\]#>!]/g, "")
    .replaceAll("|", " ")
    .replaceAll(/\s+/g, " ")
    .trim();
}

/** The changed lines on all pages of a day, by the anchor of their change. */
function readShown(folder: string): Map<string, ShownLine[]> {
  const shown = new Map<string, Map<string, ShownLine>>();
  for (const page of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    if (!page.endsWith("index.html")) continue;
    const html = readFileSync(path.join(folder, page), "utf8");
    for (const [, anchor = "", side = "", line = "", name] of html.matchAll(
      /<li id=(c[0-9a-f]{10})([LR])(\d+)[^>]*?(?: class=(\w+))?>/g,
    )) {
      const kind = kindOfClass[name ?? ""] ?? (side === "L" ? "gone" : "new");
      const own = shown.get(anchor) ?? new Map<string, ShownLine>();
      own.set(side + line, { side: side === "L" ? "L" : "R", line: Number(line), kind });
      shown.set(anchor, own);
    }
  }
  return new Map([...shown].map(([anchor, lines]) => [anchor, [...lines.values()]]));
}
