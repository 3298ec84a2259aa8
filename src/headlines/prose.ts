/** What is said of a pair of lines whose words differ: one value for another, or the sentence around. */
import type { Range } from "../model.ts";
import type { SeenAt } from "./changed-lines.ts";
import type { Draft } from "./draft.ts";
import { type Edit, findEdits, toWords } from "./edits.ts";
import { describeLinkEdit } from "./links.ts";
import { dropMarkers } from "./line-roles.ts";
import { countSigns } from "./ranking.ts";
import { datesInside, isDate, readName, readVersionPair } from "./versions.ts";
import { firstSentence, toVisible } from "./visible-text.ts";

export interface MarkedPair extends SeenAt {
  readonly oldLine: string;
  readonly newLine: string;
  readonly oldMarks: readonly Range[];
  readonly newMarks: readonly Range[];
}

/** Characters and words of what counts as a value. */
const longestValue = 40;
const mostValueWords = 4;
/** A line with more edits is told by its weightiest. */
const mostValues = 3;
/** Characters of an edit that says as much as any. */
const muchToSay = 50;

/** What is said of two lines of prose. */
export function describeProsePair(pair: MarkedPair): Draft[] {
  const { oldLine, newLine, section, line, lineKind } = pair;
  const base = { section, line, lineKind };
  const all = findEdits(oldLine, newLine, pair.oldMarks, pair.newMarks);
  if (isReadAlike(oldLine, newLine)) {
    const link = (all ?? []).flatMap((edit) => describeLinkEdit(edit, oldLine, newLine) ?? [])[0];
    return link ? [{ ...link, ...base }] : [];
  }
  if (all === null || all.length === 0) {
    const old = firstSentence(toVisible(dropMarkers(oldLine)));
    const new_ = firstSentence(toVisible(dropMarkers(newLine)));
    if (new_ === "" && old === "") return [];
    const whole = pair.newMarks[0] ?? { start: 0, end: 0 };
    if (all === null && whole.end > whole.start) {
      return [{ kind: "text-changed", ...base, ...showAround(newLine, whole, "new") }];
    }
    return [{ kind: "text-changed", ...base, old, new: new_ }];
  }
  const links = all.flatMap((edit) => describeLinkEdit(edit, oldLine, newLine) ?? []);
  const edits = takeDates(
    dropOrdinals(
      all
        .filter((edit) => describeLinkEdit(edit, oldLine, newLine) === null)
        .map((edit) => toWords(edit, oldLine, newLine)),
      oldLine,
      newLine,
    ),
    oldLine,
    newLine,
  ).filter((edit) =>
    /\S/.test(
      oldLine.slice(edit.old.start, edit.old.end) + newLine.slice(edit.new.start, edit.new.end),
    ),
  );
  const told: Draft[] = links.slice(0, 1).map((link) => ({ ...link, ...base }));
  if (edits.length === 0) return told;
  const values = edits.map((edit) => readValue(edit, oldLine, newLine));
  if (edits.length <= mostValues && values.every((value) => value !== null)) {
    return [...values.map((value) => ({ ...base, ...value })), ...told];
  }
  // Of two that say much the first: what follows is read with it. A "must" says as much as many words.
  const weigh = (edit: Edit) =>
    Math.min(weightOf(edit, oldLine, newLine), muchToSay) +
    (countSigns(newLine.slice(edit.new.start, edit.new.end)) > 0 ? muchToSay / 2 : 0);
  const [best] = edits.toSorted((a, b) => weigh(b) - weigh(a));
  if (!best) return told;
  return [{ ...base, ...describeEdit(best, edits, oldLine, newLine) }, ...told];
}

const ordinal = /^\s*(?:§\s*)?(?:\d+(?:\.\d+)+\.?|\d+[.)]|\([a-z\d]{1,4}\))\s+/i;

/** Edits without the number of a clause at the front, unless nothing else changed. */
function dropOrdinals(edits: readonly Edit[], oldLine: string, newLine: string): readonly Edit[] {
  const [oldEnd = 0, newEnd = 0] = [oldLine, newLine].map(
    (line) => ordinal.exec(line)?.[0].length ?? 0,
  );
  if (oldEnd === 0 || newEnd === 0) return edits;
  const cut = ({ start, end }: Range, from: number) => ({
    start: Math.max(start, from),
    end: Math.max(end, from),
  });
  const left = edits
    .map((edit) => ({ old: cut(edit.old, oldEnd), new: cut(edit.new, newEnd) }))
    .map((edit) => dropSharedWords(edit, oldLine, newLine))
    .filter(({ old, new: new_ }) => old.end > old.start || new_.end > new_.start);
  return left.length > 0 ? left : edits;
}

/** Without the words that both begin with: the numbers before them had joined them. */
function dropSharedWords({ old, new: new_ }: Edit, oldLine: string, newLine: string): Edit {
  const read = (line: string, { start, end }: Range) => line.slice(start, end).split(/(?<=\s)/);
  const [from, to] = [read(oldLine, old), read(newLine, new_)];
  let shared = 0;
  for (const [index, word] of from.entries()) {
    if (word !== to[index] || !word.endsWith(" ")) break;
    shared += word.length;
  }
  return {
    old: { start: old.start + shared, end: old.end },
    new: { start: new_.start + shared, end: new_.end },
  };
}

/** Of a part of a date the whole date. */
function takeDates(edits: readonly Edit[], oldLine: string, newLine: string): Edit[] {
  const find = (line: string): Range[] =>
    [...line.slice(0, longestDated).matchAll(datesInside)].map(({ index, 0: { length } }) => ({
      start: index,
      end: index + length,
    }));
  const [olds, news] = [find(oldLine), find(newLine)];
  const around = (dates: readonly Range[], { start, end }: Range) =>
    dates.find((date) => date.start <= start && end <= date.end);
  const widened: Edit[] = [];
  for (const edit of edits) {
    const [old, new_] = [around(olds, edit.old), around(news, edit.new)];
    const whole = old && new_ ? { old, new: new_ } : edit;
    if (widened.at(-1)?.new !== whole.new) widened.push(whole);
  }
  return widened;
}

/** Characters of a line in which dates are looked for. */
const longestDated = 4000;

/** Whether of two lines the same is read: tags, escapes, targets and blanks differ at most. */
function isReadAlike(old: string, new_: string): boolean {
  const dropTags = (line: string) => line.replace(/(?:<[^<>]*>|\s)+/g, " ").trim();
  if (dropTags(old) === dropTags(new_)) return true;
  if (Math.max(old.length, new_.length) > 3000) return false;
  return toVisible(dropMarkers(old)) === toVisible(dropMarkers(new_));
}

type Told = Omit<Draft, "lineKind">;
type Texts = Pick<Draft, "before" | "old" | "new" | "after">;

/** One short stretch for another. */
function readValue(edit: Edit, oldLine: string, newLine: string): Told | null {
  const [from, to] = [showStretch(oldLine, edit.old), showStretch(newLine, edit.new)];
  if (!from?.mid || !to?.mid) return null;
  const [old, new_] = [takeGlued(from), takeGlued(to)];
  if (!isValue(old.mid) || !isValue(new_.mid)) return null;
  if (old.mid === new_.mid) return null;
  const version = readVersion(old, new_);
  if (version) return version;
  const areNames = isName(old.mid) && isName(new_.mid) && !isDate(new_.mid);
  const context = areNames ? {} : nearWords(new_);
  const isTrifle = isSameButForSigns(old.mid, new_.mid);
  return {
    kind: "value",
    old: old.mid,
    new: new_.mid,
    ...context,
    ...(isTrifle ? { isTrifle } : {}),
  };
}

/** An edit with the sentence around it. */
function describeEdit(edit: Edit, edits: readonly Edit[], oldLine: string, newLine: string): Told {
  const old = oldLine.slice(edit.old.start, edit.old.end);
  const new_ = newLine.slice(edit.new.start, edit.new.end);
  const isTrifle = edits.every(({ old, new: new_ }) =>
    isSameButForSigns(oldLine.slice(old.start, old.end), newLine.slice(new_.start, new_.end)),
  );
  const words = edits.reduce((sum, each) => sum + weightOf(each, oldLine, newLine), 0) / 6;
  const more = { words, ...(isTrifle ? { isTrifle } : {}) };
  if (new_.trim() === "")
    return { kind: "text-changed", ...showAround(oldLine, edit.old, "old"), ...more };
  const around = showAround(newLine, edit.new, "new");
  const replaced = old.trim() === "" ? null : showStretch(oldLine, edit.old);
  // What is shown in front of it stood there before, or old and new do not make one sentence.
  const isAlone = edits.every(
    (other) =>
      other === edit ||
      isSameButForSigns(
        oldLine.slice(other.old.start, other.old.end),
        newLine.slice(other.new.start, other.new.end),
      ) ||
      other.new.end <= edit.new.start - room.before ||
      other.new.start >= edit.new.end,
  );
  if (isAlone && replaced && isValue(replaced.mid))
    return { kind: "text-changed", ...around, old: replaced.mid, ...more };
  return { kind: "text-changed", ...around, ...more };
}

function weightOf({ old, new: new_ }: Edit, oldLine: string, newLine: string): number {
  // Addresses are long and say little.
  const size = (line: string, { start, end }: Range) =>
    line.slice(start, end).replace(/\]\([^)]*\)|https?:\/\/\S+|<[^>]*>/g, "").length;
  return Math.max(size(oldLine, old) * 0.8, size(newLine, new_));
}

interface Stretch {
  readonly before: string;
  readonly mid: string;
  readonly after: string;
}

const open = "\uE002";
const close = "\uE003";

/** A stretch of a line and what stands around it, as readers see them; null where they see none of it. */
function showStretch(line: string, { start, end }: Range): Stretch | null {
  const from = Math.max(0, start - 1500);
  const marked = `${line.slice(from, start)}${open}${line.slice(start, end)}${close}${line.slice(end)}`;
  const shown = toVisible(from === 0 ? dropMarkers(marked) : marked);
  const first = shown.indexOf(open);
  const last = shown.indexOf(close);
  if (first < 0 || last < first) return null;
  const clean = (text: string) => text.replace(/[\uE002\uE003]/g, "");
  const mid = clean(shown.slice(first, last));
  const stretch = {
    before: clean(shown.slice(0, first)) + (/^\s/.test(mid) ? " " : ""),
    mid: mid.trim(),
    after: (/\s$/.test(mid) ? " " : "") + clean(shown.slice(last)),
  };
  return takeCode(stretch);
}

/** Of a part of a short code span the whole span, of a longer one the part as code. */
function takeCode({ before, mid, after }: Stretch): Stretch {
  const isInside = (before.split("`").length - 1) % 2 === 1;
  if (!isInside) return { before, mid: balance(mid), after };
  const start = before.lastIndexOf("`");
  const end = after.indexOf("`");
  const whole = before.slice(start) + mid + after.slice(0, end + 1);
  if (end >= 0 && whole.length <= longestValue) {
    return { before: before.slice(0, start), mid: whole, after: after.slice(end + 1) };
  }
  return { before: "", mid: balance(`\`${mid}\``.replace(/^``|``$/g, "`")), after: "" };
}

/** Without a lone backtick. */
function balance(text: string): string {
  return (text.split("`").length - 1) % 2 === 0 ? text : text.replaceAll("`", "");
}

function isValue(text: string): boolean {
  return text !== "" && text.length <= longestValue && text.split(/\s+/).length <= mostValueWords;
}

/** What stands for itself, without words around it: code, an identifier, a version with its name. */
function isName(text: string): boolean {
  return (
    text.startsWith("`") ||
    (/[._/@-]|\d|\p{Ll}\p{Lu}/u.test(text) && /\p{L}/u.test(text) && !/\s/.test(text))
  );
}

function readVersion(old: Stretch, new_: Stretch): Told | null {
  const version = readVersionPair(old.mid, new_.mid, new_.before);
  const name = readName(new_.before);
  return version && { ...version, ...(name === "" ? {} : { name }) };
}

/** A few words on both sides, within the sentence; signs that touch the value are no words. */
function nearWords({ before, after }: Stretch): { before?: string; after?: string } {
  const sentence = before.split(/[.!?](?=\s)|[。！？]/).at(-1) ?? "";
  const left = sentence.trim().split(/\s+/).slice(-4).join(" ");
  const rest = (after.split(/[.!?;:](?=\s|$)|[。！？]/)[0] ?? "").trim();
  const right = rest.length <= nearest ? rest : rest.split(/\s+/).slice(0, 4).join(" ");
  const keep = (text: string) => (/[\p{L}\p{N}]/u.test(text) ? balance(text) : "");
  const goesOn = /^\s/.test(after) || dense.test(after.charAt(0));
  return {
    before: keep(cutFront(left, nearest)),
    after: goesOn ? keep(right.slice(0, nearest)) : "",
  };
}

/** Characters of near words, for scripts without blanks. */
const nearest = 40;
const dense = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]/u;

function cutFront(text: string, most: number): string {
  return text.length <= most ? text : `…${text.slice(-most)}`;
}

const gluedBefore =
  /[^\s`。、，：；（「\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]{1,12}$/u;
const gluedAfter =
  /^[^\s`.,;:!?)\]"'”’。、，：；（「）」\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]{1,12}/u;

/** With what touches it on both sides: a currency, a unit, a bracket. */
function takeGlued({ before, mid, after }: Stretch): Stretch {
  if (mid.includes("`")) return { before, mid, after };
  const [head = ""] = gluedBefore.exec(before) ?? [];
  const [tail = ""] = gluedAfter.exec(after) ?? [];
  return {
    before: before.slice(0, before.length - head.length),
    mid: `${head}${mid}${tail}`.replace(/^[("'“‘[]+/, ""),
    after: after.slice(tail.length),
  };
}

/** Characters in front of a stretch and behind it that are shown with it. */
const room = { before: 36, after: 80 } as const;

/** The sentence around a stretch of a line: from its start, if that is near, to its end. */
function showAround(line: string, range: Range, side: "old" | "new"): Texts {
  const put = (text: string) => (side === "old" ? { old: text } : { new: text });
  const shown = showStretch(line, range);
  if (shown === null || shown.mid === "") return put(firstSentence(toVisible(dropMarkers(line))));
  const sentence = shown.before.split(/(?<=[.!?])\s+(?=\p{Lu})/u).at(-1) ?? "";
  let before = sentence;
  if (before.length > room.before) {
    const cut = before.slice(-room.before);
    const word = cut.indexOf(" ");
    before = `…${balance(word < 0 ? cut : cut.slice(word + 1))}`;
  }
  const after = firstSentence(shown.after).slice(0, room.after);
  return { before: balance(before.trimStart()), after: balance(after), ...put(shown.mid) };
}

const smallWords = new Set(
  "a an the of to in on at by for and or is are was were be been that which this these it its it's as with from can will".split(
    " ",
  ),
);

/** Whether two texts differ by capitals, signs and small words only. */
export function isSameButForSigns(old: string, new_: string): boolean {
  const words = (text: string) =>
    (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [])
      .filter((word) => !smallWords.has(word))
      .join("");
  return words(old) === words(new_);
}
