/** Looks through a history for what changes again and again without meaning anything. Pure. */
import { listDifferences } from "../../src/capture/noise/find-noise.ts";
import { readyRules } from "../../src/config-noise.ts";
import { createNoiseFinder, type NoiseInput } from "../../src/kinds/noise.ts";
import type { NoiseRule, Stamp } from "../../src/model.ts";

/** A modified file of a pair. */
export interface SeenChange extends NoiseInput {
  readonly to: Stamp;
}

/** A rule, and what it would fold. */
export interface ProposedRule {
  readonly rule: NoiseRule;
  /** A ready one, which its name is enough for. */
  readonly ready: boolean;
  /** Changed lines, both sides counted. */
  readonly lines: number;
  /** Pairs, and those of them in which nothing else changed. */
  readonly pairs: number;
  readonly emptyPairs: number;
  /** The first few pairs of lines. */
  readonly examples: readonly Example[];
}

interface Example {
  readonly to: Stamp;
  readonly path: string;
  readonly old: string;
  readonly new: string;
}

/** So often a difference of one form comes back in one file before it looks like noise. */
const fewestPairs = 5;
const mostCandidates = 8;
const mostExamples = 3;

/** The patterns of differences that came back in the most pairs, as rules for all files. */
export function findCandidates(): {
  readonly see: (change: SeenChange) => void;
  readonly candidates: () => NoiseRule[];
} {
  /** By pattern, then by file. */
  const seen = new Map<string, Map<string, Set<Stamp>>>();
  return {
    see({ path, oldLines, newLines, blocks, to }) {
      const side = (lines: readonly string[], name: "old" | "new") =>
        blocks.map((block) => lines.slice(block[name].start, block[name].end).join("")).join("");
      const text = { old: side(oldLines, "old"), new: side(newLines, "new") };
      for (const { replace } of listDifferences(text).values()) {
        // What stands behind `?` has a ready rule.
        if (replace === null || replace.pattern.startsWith("([?&]")) continue;
        const files = seen.get(replace.pattern) ?? new Map<string, Set<Stamp>>();
        seen.set(replace.pattern, files);
        files.set(path, (files.get(path) ?? new Set()).add(to));
      }
    },
    candidates: () =>
      [...seen]
        .map(([pattern, files]) => [pattern, mostOften(files)] as const)
        .filter(([, pairs]) => pairs >= fewestPairs)
        .toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
        .slice(0, mostCandidates)
        .map(([pattern], index) => ({
          name: `rule-${String(index + 1)}`,
          pattern,
          files: ["**"],
        })),
  };
}

function mostOften(files: ReadonlyMap<string, ReadonlySet<Stamp>>): number {
  return Math.max(...[...files.values()].map(({ size }) => size));
}

/** All rules that are ready, as if a keeper had named them. */
export const everyReadyRule: readonly NoiseRule[] = Object.entries(readyRules).map(
  ([name, pattern]) => ({ name, pattern, files: ["**"] }),
);

/** Counts what each rule alone would fold; `seeRest` is told of pairs in which something else changed. */
export function tryRules(rules: readonly NoiseRule[]): {
  readonly see: (change: SeenChange) => void;
  /** A file that was added, removed or is no text: more than noise. */
  readonly seeOther: (to: Stamp) => void;
  readonly proposals: () => ProposedRule[];
} {
  const tried = rules.map((rule) => ({
    rule,
    find: createNoiseFinder([rule]),
    lines: 0,
    pairs: new Set<Stamp>(),
    filled: new Set<Stamp>(),
    examples: [] as Example[],
  }));
  return {
    see(change) {
      const changed = change.blocks.reduce(
        (sum, { old, new: new_ }) => sum + old.end - old.start + new_.end - new_.start,
        0,
      );
      for (const one of tried) {
        const found = one.find(change);
        const lines = found.old.size + found.new.size;
        if (lines < changed) one.filled.add(change.to);
        if (lines === 0) continue;
        one.lines += lines;
        if (one.examples.length < mostExamples && !one.pairs.has(change.to)) {
          const [[old = 0] = [], [new_ = 0] = []] = [[...found.old.keys()], [...found.new.keys()]];
          one.examples.push({
            to: change.to,
            path: change.path,
            old: change.oldLines[old] ?? "",
            new: change.newLines[new_] ?? "",
          });
        }
        one.pairs.add(change.to);
      }
    },
    seeOther(to) {
      for (const { filled } of tried) filled.add(to);
    },
    proposals: () =>
      tried
        .filter(({ lines }) => lines > 0)
        .map(({ rule, lines, pairs, filled, examples }) => ({
          rule,
          ready: readyRules[rule.name] === rule.pattern,
          lines,
          pairs: pairs.size,
          emptyPairs: [...pairs].filter((to) => !filled.has(to)).length,
          examples,
        }))
        .toSorted((a, b) => b.lines - a.lines),
  };
}
