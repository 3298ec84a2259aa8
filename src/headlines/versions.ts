/** Versions and dates: what a pair of values is, and the name of what is in another version now. */
import type { TextChange } from "../model.ts";
import type { Draft } from "./draft.ts";

export interface VersionPair {
  readonly kind: "version" | "requirement";
  readonly old: string;
  readonly new: string;
  /** As many words as the step is worth: a first number says more than a last one. */
  readonly words: number;
}

const quoted = /^["'`(]+|["'`),;]+$/g;
const versionText = /^([\^~<>=\s]*)(v?)(\d+(?:\.\d+){1,3}(?:[-+][\w.+-]+|(?:a|b|rc)\d+)?)$/i;
/** One or more ranges: `^20.19.0 || >=22.12.0`. A blank is read in one way only, or it would take for ever. */
const rangeText =
  /^(?:(?:(?:[\^~]|[<>]=?|=)\s?)?v?\d+(?:\.(?:\d+|x|\*)){0,2}(?:-[\w.]+)?(?:\s*\|\|\s*|\s+-\s+|\s+|$))+$/;
const label =
  /^(?:(?:latest|current|new|stable|package|aktuelle|neueste)\s+)*(?:v|ver|versions?|version(?:s?nummer)?|releases?|tags?|latest|current|stable|lts|versión|versão|versione|versie|バージョン|版本|版本号)$/i;
const needs =
  /depend|requir|engine|\bpeer|range|compatib|minimum|abhängig|voraussetz|erforder|dépend|requis|prérequis|depende|requisit|依赖|依賴|依存|要求|必要/i;
const numbered =
  /(?:^|\s)(?:sections?|clauses?|articles?|chapters?|figures?|tables?|steps?|rules?|paragraphs?|§|abschnitt|ziffer|kapitel|artikel|absatz|paragraphe|chapitre|artículo|sección|条|章|節|节)$/iu;

/**
 * Two texts as versions, or null. Two numbers (1.5) are one only where the words before them, `around`, or
 * a sign say so; amounts in thousands, addresses of machines and numbers of sections are none. A range, and
 * what stands under a heading of what is needed, is a requirement.
 */
export function readVersionPair(old: string, new_: string, around: string): VersionPair | null {
  if (Math.max(old.length, new_.length) > longest) return null;
  const before = around.slice(-nearby);
  const ranges = [old, new_].map((text) => text.trim().replace(quoted, ""));
  if (ranges.every((text) => rangeText.test(text)) && ranges.some((text) => text.includes(" "))) {
    return {
      kind: "requirement",
      old: `\`${ranges[0] ?? ""}\``,
      new: `\`${ranges[1] ?? ""}\``,
      words: 6,
    };
  }
  const [from, to] = [old, new_].map((text) => versionText.exec(text.trim().replace(quoted, "")));
  const [, oldRange = "", oldSign = "", was] = from ?? [];
  const [, range = "", sign = "", is] = to ?? [];
  if (was === undefined || is === undefined || (was === is && oldRange === range)) return null;
  if (numbered.test(before.trim())) return null;
  const isSaid =
    range + oldRange !== "" || sign + oldSign !== "" || isLabel(before) || /[a-z]/i.test(is);
  if (!isSaid && [was, is].some(isOtherNumber)) return null;
  return {
    kind: range.trim() !== "" || needs.test(before) ? "requirement" : "version",
    old: `${oldRange.trim()}${was}`,
    new: `${range.trim()}${is}`,
    words: wordsOfStep(was, is),
  };
}

function isOtherNumber(text: string): boolean {
  const parts = text.split(".");
  const isAmount = parts.slice(1).every((part) => part.length === 3) && parts[0]?.length !== 4;
  const isMachine = parts.length === 4 && parts.every((part) => Number(part) < 256);
  return parts.length < 3 || isAmount || isMachine;
}

function wordsOfStep(old: string, new_: string): number {
  const [a, b] = [old.split("."), new_.split(".")];
  if (a[0] !== b[0]) return 24;
  return a[1] === b[1] ? 1 : 6;
}

/** Characters of a version or range, and of the words before one that say what it is of. */
const longest = 200;
const nearby = 60;

/** Whether the last of the words says that a version follows, and not of what. */
export function isLabel(words: string): boolean {
  const last = words.slice(-nearby).replace(trailingSigns, "");
  return label.test(last) || label.test(lastWord.exec(last)?.[0] ?? "");
}

const trailingSigns = /[\s:：=("'`*~^<>-]+$/u;
const lastWord = /[\p{L}\p{N}]+$/u;
const linking =
  /\s+(?:is|was|are|now|to|at|of|on|from|ist|auf|von|est|à|en|es|a|é|は|为|是)$|(?:は|为|是|が)$/iu;
const nameBefore = /([@\w][@\w./-]*\p{L}[\w.-]*|\p{L}[\p{L}\w.-]*)["'`:：=@\s^~v(*]*$/u;
const commonWord =
  /^(?:an?|the|and|or|is|was|are|be|to|from|than|with|of|on|in|at|by|for|since|until|before|after|via|using|use|see|needs?|requires?|supports?|least|minimum|ist|auf|von|bis|ab|seit|mit|und|oder|für|die|der|das|est|de|du|des|le|la|les|et|ou|à|avec|pour|el|los|y|o|con|para|por|desde)$/i;

/** The name that stands before a version in its line, with no more than a label (`Version:`) between; or "". */
export function readName(before: string): string {
  let words = before.slice(-nearby).replace(trailingSigns, "");
  const linked = words.replace(linking, "");
  if (isLabel(linked) || /\b(?:version|release)\s+(?:of|von|de|di)\s+\S+$/i.test(linked))
    words = linked;
  while (isLabel(words)) {
    const shorter = words.replace(lastWord, "").replace(trailingSigns, "");
    if (shorter === words) break;
    words = shorter;
  }
  const name = nameBefore.exec(words)?.[1] ?? "";
  return commonWord.test(name) || isLabel(name) ? "" : name;
}

const versionHeading =
  /^(v(?:ersion)?\.? ?)?\d+\.\d+(\.\d+)*(?:[-+.][\w.]+)?(?:$|(\s*[([,:/–—-]|\s)\s*(.*)$)/i;
const behindVersion =
  /^$|^\d|^(?:alpha|beta|rc|pre|preview|release[ds]?|stable|lts|latest|final|patch|hotfix|unreleased|yanked)(?![\p{L}\p{N}])/iu;

/** Whether a heading is that of a version, as in a log of changes, and not a numbered section (2.2 Roles). */
export function isVersionHeading(heading: string): boolean {
  const [whole, sign, third, separator = "", rest = ""] = versionHeading.exec(heading) ?? [];
  if (whole === undefined) return false;
  if (sign !== undefined || behindVersion.test(rest) || isDate(rest.replace(/\W+$/, "")))
    return true;
  return third !== undefined && separator.trim() !== "";
}

const dateText =
  /^["'`(]*(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?:[T ][\d:.+Z-]*)?|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}\s*年\s*\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?|(?:\d{1,2}(?:\.|er|st|nd|rd|th)?\s+)?(?:de\s+)?\p{L}{3,10}\.?\s+(?:de\s+)?(?:\d{1,2}(?:st|nd|rd|th)?,?\s+)?\d{4})["'`),.]*$/u;
/** Words before the date of a document, in a few languages. */
export const dateWords: string = [
  "last[\\s-]*(?:updated|modified|revised|reviewed|changed)|(?:date of )?last (?:update|revision)|updated(?: on)?|lastmod|effective(?:\\s+(?:date|as of|from))?|revised",
  "stand|zuletzt (?:aktualisiert|geändert)(?: am)?|letzte (?:aktualisierung|änderung)|gültig (?:ab|seit)(?: dem)?|in kraft (?:ab|seit)(?: dem)?",
  "(?:date de )?dernière (?:mise à jour|modification)|mis(?:e)? à jour(?: le)?|en vigueur (?:depuis|à compter du|au)",
  "(?:fecha de )?última (?:actualización|modificación)|última atualização|vigente (?:desde|a partir de)",
  "最終更新日?|更新日|改定日|施行日|発効日|最后更新(?:日期|时间)?|最後更新|更新日期|生效日期|更新于|최종 수정일?|시행일",
].join("|");
const dateLabel = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:${dateWords}|^(?:(?:latest )?(?:release|publication|publish|build)\\s*)?(?:date|datum|fecha|data|日付|日期|发布日期)|released?|published|modified|veröffentlicht|publié|publicado)(?:\\s*(?:on|at|am|le|el))?$`,
  "iu",
);
const deadline =
  /\b(?:end|eol|retir|deprecat|sunset|expir|until|deadline|due|support|remov|valid|ende|bis|frist|fin|hasta|jusqu)|終了|期限|截止|终止/i;

/** Dates inside a text. */
export const datesInside =
  /\d{4}\s?年\s?\d{1,2}\s?月(?:\s?\d{1,2}\s?日)?|\d{4}-\d\d-\d\d|(?<![\p{L}\p{N}])(?:\d{1,2}(?:\.|er|st|nd|rd|th)? (?:de )?\p{L}{3,10}\.?|\p{Lu}\p{L}{2,9}\.? \d{1,2}(?:st|nd|rd|th)?,?) (?:de )?\d{4}(?!\p{N})/gu;

/** Whether a column or the words before a date name a day that readers wait for. */
export function isDeadline(words: string): boolean {
  return deadline.test(words);
}

/** Whether a text is a date and nothing else. */
export function isDate(text: string): boolean {
  return dateText.test(text.trim());
}

/**
 * Dates that go with a version, or whose name says no more than "date", apart from those that a reader waits
 * for. `drafts`: what is said of neighbours.
 */
export function tellDates(drafts: readonly Draft[]): Draft[] {
  const hasVersion = drafts.some(({ kind }) => kind === "version");
  return drafts.map((draft) => {
    const { kind, old = "", new: new_ = "" } = draft;
    if (!["cell", "value", "front-matter"].includes(kind) || !isDate(old) || !isDate(new_))
      return draft;
    const said = draft.column ?? (kind === "front-matter" ? draft.name : draft.before) ?? "";
    const words = said.slice(-nearby);
    const goesWithVersion = hasVersion && kind !== "cell";
    const isPlain = goesWithVersion || dateLabel.test(words.replace(/[\s:：*_(]+$/, ""));
    if (!isPlain || isDeadline(words)) return draft;
    const { line, section, lineKind } = draft;
    const name = kind === "cell" ? (draft.name ?? "") : "";
    return {
      kind: "date",
      ...(name === "" ? {} : { name }),
      old,
      new: new_,
      lineKind,
      ...(line === undefined ? {} : { line }),
      ...(section === undefined ? {} : { section }),
    };
  });
}

const vague =
  /^(?:(?:get(?:ting)?[ -]started|set ?up|installation|install(?:ing)?|usage|overview|introduction|readme|index|change ?log|changes|history|releases?|release notes|news|docs|documentation|dependencies|(?:dev|peer|optional) ?dependencies|requirements|package|versions?|quick ?start|info|general|details|metadata|latest|current|stable)|\d[\d.]*)$/i;

/**
 * Versions, and headings that are one, with the name of what they are of. Where their line says none it is
 * the nearest heading that is a name, else the document's title, else the file's name. What stands under a
 * heading or key of what is needed is a requirement.
 */
export function nameVersions(drafts: readonly Draft[], title: string, text: TextChange): Draft[] {
  return drafts.map((draft) => {
    const { kind, section = "", name = "" } = draft;
    if (kind === "section-added" && isVersionHeading(name)) {
      return { ...draft, section: findName("", title || readTitle(text.newLines), text.path) };
    }
    if (kind !== "version" && kind !== "requirement" && kind !== "date") return draft;
    if (name === "") {
      return { ...draft, name: findName(section, title || readTitle(text.newLines), text.path) };
    }
    const under = section || readKey(text.newLines, Number(draft.line?.slice(1) ?? 0) - 1);
    return kind === "version" && needs.test(under) ? { ...draft, kind: "requirement" } : draft;
  });
}

function findName(section: string, title: string, path: string): string {
  const isName = (text: string) => text !== "" && !vague.test(text) && !isLabel(text);
  if (isName(section) && !/\s/.test(section)) return section;
  if (isName(title)) return title;
  const segments = path.split("/");
  const file = (segments.pop() ?? "").replace(/\.\w+$/, "");
  return isName(file) ? file : (segments.at(-1) ?? "");
}

/** Lines of a file that are looked at for its name, and above a line for the key that it is under. */
const looked = { title: 40, key: 200 } as const;

function readTitle(lines: readonly string[]): string {
  for (const line of lines.slice(0, looked.title)) {
    const [, title] = /^\s*["']?(?:title|name)["']?\s*[:=]\s*["']?([^"',]+)/.exec(line) ?? [];
    if (title !== undefined) return title.trim();
  }
  return "";
}

/** The nearest line above that opens what is indented less: `"dependencies": {`, `[dependencies]`. */
function readKey(lines: readonly string[], index: number): string {
  const indent = (line: string) => line.search(/\S|$/);
  const own = indent(lines[index] ?? "");
  for (let at = index - 1; at >= 0 && index - at < looked.key; at -= 1) {
    const line = lines[at] ?? "";
    if (/^\s*\[[^\]]+\]\s*$/.test(line)) return line;
    if (indent(line) < own && /[{[:]\s*$/.test(line)) return line;
  }
  return "";
}
