/** What the facts say in words: notes of a change, titles and descriptions of pages. */
import type {
  ChangeFacts,
  ChangeKind,
  Approximation,
  DayFacts,
  FileMode,
  LineKind,
  PairFacts,
  Path,
} from "../../model.ts";
import { dateOf, showStamp } from "../../stamp.ts";
import { showDate } from "./dates.ts";
import { beginWithHeadlines, findHeadlinesOfDay } from "./headlines.ts";
import { showPlain } from "./escape.ts";
import { countNoun, showAmount, showNumber, showOrdinal, showSize } from "./numbers.ts";
import { countContentLines, countLines, sumKinds, totalDay, type Amount } from "../pages/totals.ts";

/** The sign that stands for a kind, and its name for those who do not see it. */
export const kindSigns: Record<ChangeKind, { readonly sign: string; readonly name: string }> = {
  added: { sign: "+", name: "Added" },
  removed: { sign: "−", name: "Removed" },
  modified: { sign: "±", name: "Modified" },
  renamed: { sign: "→", name: "Renamed" },
};

const approximationNotes: Record<Approximation, string> = {
  lines: "Too different to compare finely: blocks of lines are larger than necessary.",
  marks: "Changed words are not marked in some lines.",
  cosmetic: "Not all formatting-only lines were looked for in this file.",
  definitions:
    "Some link definitions were not read: lines that refer to them may be wrongly told as content or formatting.",
  colours: "Some long lines are shown without colours.",
  sections: "Headings were not looked for in this file.",
};

const modeNames: Record<FileMode, string> = {
  "100644": "a plain file",
  "100755": "an executable file",
  "120000": "a symbolic link",
};

/** `3 files changed in Vite documentation, 21 May 2026`: a day page's title. */
export function titleDay(day: DayFacts, sourceTitle: string): string {
  return `${countNoun(totalDay(day).files, "file")} changed in ${sourceTitle}, ${showDate(day.date)}`;
}

/** A sentence or two for search engines and shared links: the best headline, and counts. */
export function describeDay(day: DayFacts): string {
  const { files, ...amount } = totalDay(day);
  const headlines = findHeadlinesOfDay(day).map(({ headline }) => headline);
  return `${beginWithHeadlines(headlines, 1)}${showAmount(amount)} lines in ${countNoun(files, "file")}.`;
}

/** What is said of lines that are neither new nor gone, by their kind, in the order of their weight. */
const kindNotes: Record<Exclude<LineKind, "new" | "gone">, string> = {
  moved: "moved",
  copied: "copied from elsewhere",
  kept: "still standing elsewhere",
  again: "back, or gone, again",
  markup: "same words, but for links, emphasis or code marks",
  layout: "same words in another layout",
  noise: "noise by the keeper’s rules",
  cosmetic: "formatting only",
};

/**
 * What the lines are that are neither new nor gone: `40 lines moved; 62 formatting only`, or `formatting
 * only` where all of them are. Null where every line is new or gone.
 */
export function describeRest(amount: Amount): string | null {
  const notes = Object.entries(kindNotes).flatMap(([kind, note]) => {
    const lines = countLines(sumKinds(amount.byKind, [kind as LineKind]));
    return lines === 0 ? [] : [{ lines, note }];
  });
  const [first, ...others] = notes;
  if (!first) return null;
  if (first.lines === countLines(amount)) return first.note;
  const listed = [
    `${countNoun(first.lines, "line")} ${first.note}`,
    ...others.map(({ lines, note }) => `${showNumber(lines)} ${note}`),
  ];
  return listed.join("; ");
}

/** How a pair is shown coarser than usual, in a sentence; null where it is not. */
export function describeApproximatePair({ approximateRenames }: PairFacts): string | null {
  return approximateRenames
    ? "Not all removed files were compared with all added ones: some may have been renamed."
    : null;
}

/** How a change is shown coarser than usual; each a sentence. */
export function describeApproximations(change: ChangeFacts): string[] {
  return change.approximate.map((approximation) => approximationNotes[approximation]);
}

/** What a reader should know of a change besides its counts; each a short sentence. */
export function listNotes(change: ChangeFacts): string[] {
  const notes = [
    describeRename(change),
    describeElsewhere(change),
    describeBytes(change),
    describeModes(change),
    describeRevert(change),
    describeInvalidBytes(change),
  ];
  return notes.filter((note): note is string => Boolean(note));
}

function describeElsewhere({ kind, textFrom, textTo }: ChangeFacts): string | null {
  if (textFrom && textFrom.path === textTo?.path)
    return `Swapped with ${showPlain(textFrom.path)}.`;
  const from =
    textFrom &&
    `${kind === "added" ? "Copied from" : "Has the text of"} ${showPlain(textFrom.path)}.`;
  const done = textTo?.rewritten === true ? "Rewritten" : "Edited";
  const to = textTo && `${done}; the old text is now ${showPlain(textTo.path)}.`;
  return [from, to].filter(Boolean).join(" ");
}

function describeRevert({ revert }: ChangeFacts): string | null {
  if (revert === null) return null;
  const lines = countNoun(countLines(revert), "line");
  const formatting = countContentLines(revert) === 0 ? " of formatting" : "";
  const but = countLines(revert) === 0 ? "" : `, but for ${lines}${formatting}`;
  const often = revert.times === 1 ? "" : `; ${showOrdinal(revert.times)} time in a row`;
  return `Back as on ${showStamp(revert.stamp)}${but}${often}.`;
}

/** In a list, `back again, 9th time`; null where a change brings no earlier version back. */
export function nameRevert({ revert }: ChangeFacts): string | null {
  if (revert === null) return null;
  return revert.times === 1
    ? `back as on ${dateOf(revert.stamp)}`
    : `back again, ${showOrdinal(revert.times)} time`;
}

/** The different sections of a change's hunks, outermost heading first, in order. */
export function listSections(change: ChangeFacts): string[] {
  const sections = change.hunks
    .map((hunk) => hunk.section.at(-1))
    .filter((section): section is string => section !== undefined && section !== "");
  return [...new Set(sections)];
}

function describeRename(change: ChangeFacts): string | null {
  if (change.kind !== "renamed") return null;
  if (countLines(change) === 0 && !change.binary) return "Renamed, not edited.";
  if (change.similarity === null) return null;
  return `Renamed and edited; ${String(Math.floor(change.similarity * 100))}% stayed the same.`;
}

function describeBytes(change: ChangeFacts): string | null {
  const { oldSize, newSize } = change;
  if (change.binary) {
    const sizes = [oldSize, newSize].filter((size) => size !== null).map(showSize);
    return `Binary file, not compared line by line: ${sizes.join(" → ")}.`;
  }
  if (change.kind === "added" && newSize === 0) return "An empty file.";
  if (change.kind === "removed" && oldSize === 0) return "It was empty.";
  return null;
}

function describeModes({ kind, oldMode, newMode }: ChangeFacts): string | null {
  if (oldMode !== null && newMode !== null && oldMode !== newMode) {
    return `Was ${modeNames[oldMode]}, is ${modeNames[newMode]}.`;
  }
  const mode = kind === "removed" ? oldMode : newMode;
  return mode === "120000" ? "A symbolic link; its text is its target." : null;
}

function describeInvalidBytes({ invalidBytes }: ChangeFacts): string | null {
  if (invalidBytes === 0) return null;
  return invalidBytes === 1
    ? "1 byte that is no UTF-8 is shown as \uFFFD; the patch keeps it."
    : `${countNoun(invalidBytes, "byte")} that are no UTF-8 are shown as \uFFFD; the patch keeps them.`;
}

/** What the pair has of collection gaps: files missing, back, and given up, each with its files. */
export function describeGap(
  pair: PairFacts,
): { readonly paths: readonly Path[]; readonly text: string }[] {
  const { missing, returned, notBack } = pair;
  return [
    {
      paths: missing,
      text: `${countNoun(missing.length, "file")} missing: removed or not captured`,
    },
    { paths: returned, text: `${countNoun(returned.length, "file")} back from an earlier gap` },
    {
      paths: notBack,
      text: `${countNoun(notBack.length, "file")} not back from an earlier gap: counted as gone now, an earlier patch removes them`,
    },
  ].filter(({ paths }) => paths.length > 0);
}
