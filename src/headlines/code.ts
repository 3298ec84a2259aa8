/** What is said of lines of code: the name that they define, else what stands there. */
import type { Draft } from "./draft.ts";
import { findEdits, toWords } from "./edits.ts";
import { isSameButForSigns, type MarkedPair } from "./prose.ts";
import { isLabel, readVersionPair } from "./versions.ts";
import { tidy, toCode } from "./visible-text.ts";

const declaration =
  /^\s*(?:(?:export|default|declare|async|abstract|public|private|protected|static|readonly|pub|final)\s+)*(?:function\*?|class|interface|type|enum|const|let|var|def|fn|func|struct|trait|module|namespace|package|record)\s+([A-Za-z_$][\w$]*)/;
const key = /^\s*(?:-\s+)?["']?([A-Za-z_$@][\w$./@-]{0,60})["']?\??\s*(?:=(?![=>])|:(?!:)|\()/;
const flag = /(?:^|\s)(--[a-z][\w-]+)/;
const onlySigns = /^[^\p{L}\p{N}]*$/u;
const onlyKeywords =
  /^[\s})\]]*(?:(?:try|else|do|finally|begin|end|then|fi|done|esac|pass|break|continue|return)\b|catch\s*(?:\(\w*\))?)?[\s{:;(]*$/;
const comment = /^\s*(?:\/\/|#(?!\w)|\/\*|\*|<!--|--\s|`{3}|~{3})/;
const opening = /^\s*(?:import|from|export default|return|const \{|\} from)\b.*$/;

/** Items of lists that begin with their name, as parameters and steps do; keys that are a status. */
const named = /^\s*-\s+["']?(?:name|id)["']?\s*:\s*["']?([\p{L}_$][^"'`:]{0,60}?)["']?\s*$/u;
const status = /^\s*["']?(\d{3})["']?\s*:/;

/** The name that a line gives to what it stands in: `- name: cursor`, `'429':`; or null. */
export function readNamed(line: string): string | null {
  return named.exec(line)?.[1] ?? status.exec(line)?.[1] ?? null;
}

/** The name that a line of code defines, or null. */
export function findDefinedName(line: string): string | null {
  const name = readNamed(line);
  if (name !== null) return name;
  return declaration.exec(line)?.[1] ?? flag.exec(line)?.[1] ?? key.exec(line)?.[1] ?? null;
}

/** Whether a line of code says something by itself: no bracket, no `try {`, no comment. */
export function saysSomething(line: string): boolean {
  return !onlySigns.test(line) && !onlyKeywords.test(line) && !comment.test(line);
}

/** Whether it only opens or brings in what others define. */
export function isOpening(line: string): boolean {
  return opening.test(line);
}

/** Characters of a line of code that is shown whole. */
const longestLine = 44;
/** Characters before a version in which its name is looked for: npm takes no longer one. */
const longestName = 214;

/** What is said of two lines of code. */
export function describeCodePair(pair: MarkedPair): Draft[] {
  const { oldLine, newLine, lineKind, line, section } = pair;
  const base = { kind: "code-changed" as const, lineKind, line, section };
  const [old, new_] = [tidy(oldLine), tidy(newLine)];
  if (old === new_ || (onlySigns.test(old) && onlySigns.test(new_))) return [];
  const isTrifle = isSameButForSigns(old, new_) && old.toLowerCase() !== new_.toLowerCase();
  const more = isTrifle ? { isTrifle } : {};
  const edits = (findEdits(oldLine, newLine, pair.oldMarks, pair.newMarks) ?? []).map((edit) =>
    toWords(edit, oldLine, newLine),
  );
  const [edit] = edits;
  if (edit && edits.length === 1) {
    const [from, to] = dropCommonSigns(
      oldLine.slice(edit.old.start, edit.old.end),
      newLine.slice(edit.new.start, edit.new.end),
    );
    const isShort = Math.max(from.length, to.length) <= longestLine;
    const isTellingAlone = /[\p{L}\p{N}]{3}/u.test(from) && /[\p{L}\p{N}]{3}/u.test(to);
    const name = findDefinedName(newLine) ?? "";
    const before = newLine.slice(Math.max(0, edit.new.start - longestName), edit.new.start);
    const [range = ""] = /[\^~<>=]+$/.exec(before) ?? [];
    const version = readVersionPair(`${range}${from}`, `${range}${to}`, name || before);
    if (version !== null) {
      const packageName = /([@\w][@\w./-]*)@[\^~v]*$/.exec(before)?.[1] ?? name;
      return [{ ...base, ...version, ...(isLabel(packageName) ? {} : { name: packageName }) }];
    }
    if (isShort && isTellingAlone) {
      return [
        { ...base, old: toCode(from), new: toCode(to), ...nameOf(newLine, from, to), ...more },
      ];
    }
  }
  if (Math.max(old.length, new_.length) <= longestLine) {
    return [{ ...base, old: toCode(old), new: toCode(new_), ...more }];
  }
  return [{ ...base, new: toCode(new_), ...more }];
}

function nameOf(line: string, old: string, new_: string): { name?: string } {
  const name = findDefinedName(line);
  return name === null || old.includes(name) || new_.includes(name) ? {} : { name: toCode(name) };
}

/** Signs that both begin or end with say nothing. */
function dropCommonSigns(old: string, new_: string): [string, string] {
  let [start, end] = [0, 0];
  const most = Math.min(old.length, new_.length);
  const isSign = (sign: string | undefined) => sign !== undefined && !/[\p{L}\p{N}_$-]/u.test(sign);
  while (start < most && old[start] === new_[start] && isSign(old[start])) start += 1;
  while (end < most - start && old.at(-1 - end) === new_.at(-1 - end) && isSign(old.at(-1 - end))) {
    end += 1;
  }
  return [old.slice(start, old.length - end).trim(), new_.slice(start, new_.length - end).trim()];
}
