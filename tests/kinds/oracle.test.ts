import fc from "fast-check";
import { expect, test } from "vitest";
import type { Path } from "../../src/model.ts";
import { type Files, type TracedLine, traceKinds } from "./trace-kinds.ts";

/**
 * Where every line's words have been, by sets of words, as the design says it and by no code of ours: what is
 * new or gone stands nowhere that its kind excludes, all else stands, or stood, where it is said to.
 */
function judge(snapshots: readonly Files[], pairs: readonly (readonly TracedLine[])[]): string[] {
  const faults: string[] = [];
  pairs.forEach((lines, index) => {
    const [from, to] = [snapshots[index] ?? {}, snapshots[index + 1] ?? {}];
    const earlier = snapshots.slice(0, index);
    const stands = (files: Files, words: string) => listWords(files).has(words);
    for (const line of lines) {
      const words = readWords(line.text);
      if (words === "") continue;
      const [here, there] = line.side === "+" ? [to, from] : [from, to];
      const wasThere = earlier.some((files) => stands(files, words));
      const wasGone = earlier.some(
        (files, at) =>
          stands(files, words) && earlier.slice(at).some((later) => !stands(later, words)),
      );
      const other = lines.some((one) => one.side !== line.side && readWords(one.text) === words);
      // A renamed file stood under another name.
      const holds = (files: Files, path: Path) =>
        stands(path in files ? { [path]: files[path] ?? "" } : files, words);
      const isRight = {
        cosmetic: () => other,
        noise: () => false,
        layout: () => holds(there, line.path),
        markup: () => holds(there, line.path),
        moved: () => other && readLines(there, line).some((one) => readWords(one) === words),
        copied: () =>
          line.side === "+" && line.link?.kind === "file" && holds(from, line.link.path),
        kept: () => line.side === "-" && line.link?.kind === "file" && holds(to, line.link.path),
        again: () =>
          !stands(there, words) &&
          (line.side === "+" ? wasThere : wasGone) &&
          undoes(line, pairs, index),
        new: () => line.side === "+" && !stands(from, words) && !wasThere,
        gone: () => line.side === "-" && !stands(to, words) && !wasGone,
      }[line.kind];
      if (!isRight() || !stands(here, words))
        faults.push(`${String(index)} ${JSON.stringify(line)}`);
    }
  });
  return faults;
}

function undoes(
  line: TracedLine,
  pairs: readonly (readonly TracedLine[])[],
  index: number,
): boolean {
  if (line.link?.kind !== "change") return false;
  const { date, anchor } = line.link;
  const change = pairs[Number(date) - 1]?.filter(({ path }) => path === anchor) ?? [];
  return (
    Number(date) <= index &&
    change.some((one) => one.side !== line.side && readWords(one.text) === readWords(line.text))
  );
}

/** The line that was moved; a renamed file's old lines stand under its new name, which no file had before. */
function readLines(files: Files, { path, move }: TracedLine): string[] {
  const named = files[move?.path ?? path];
  const texts = named === undefined ? Object.values(files) : [named];
  return texts.flatMap((text) => text.split("\n")[(move?.line ?? 0) - 1] ?? []);
}

function readWords(text: string): string {
  return text
    .replace(/<[^>]*>/g, "")
    .replace(/^[\s>]*(?:[-*]|\d+\.)?\s*/, "")
    .replaceAll(/[*_]/g, "")
    .trim();
}

function listWords(files: Files): Set<string> {
  return new Set(Object.values(files).flatMap((text) => text.split("\n").map(readWords)));
}

const subjects = ["office", "pier", "gauge", "rope", "anchor", "buoy", "chart", "crane"];
const sentences = subjects.flatMap((subject) => [
  `The ${subject} is looked after twice a day.`,
  `Nobody may move the ${subject} without being asked.`,
]);
const forms = [
  (text: string) => `${text}\n\n`,
  (text: string) => `- ${text}\n`,
  (text: string) => `* ${text}\n`,
  (text: string) => `> ${text}\n\n`,
  (text: string) => `  ${text}\n\n`,
  (text: string) => `${text.replace("the ", "the *").replace(/(\*\w+)/, "$1*")}\n\n`,
];
const file = fc
  .array(fc.tuple(fc.nat(sentences.length - 1), fc.nat(forms.length - 1)), { maxLength: 9 })
  .map((lines) =>
    lines.map(([sentence, form]) => forms[form]?.(sentences[sentence] ?? "") ?? "").join(""),
  );
const files = fc.dictionary(fc.constantFrom("a.md", "b.md", "c.mdx"), file, { maxKeys: 3 });

test("of made-up histories every line has the kind that sets of words give it", () => {
  fc.assert(
    fc.property(fc.array(files, { minLength: 2, maxLength: 6 }), (snapshots) => {
      expect(judge(snapshots, traceKinds(snapshots))).toEqual([]);
    }),
    { numRuns: 300 },
  );
});
