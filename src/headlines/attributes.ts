/** What is said of attributes of elements, as of cells: the element's name, the attribute, its values. */
import type { Draft } from "./draft.ts";
import { describeProsePair, type MarkedPair } from "./prose.ts";
import { tidy } from "./visible-text.ts";

const attribute = /^\s*(?:<[A-Za-z][\w.]*\s+)?([A-Za-z][\w:-]*)=["'{]+(.*?)["'}]*\s*\/?>?\s*$/;
const naming = /\b(?:name|title|label|heading|question)=["']([^"']+)["']/;
/** Lines around an attribute among which its element's name stands. */
const near = 6;

/** What is said of two lines of tags; of one attribute, by its name. */
export function describeAttribute(
  pair: MarkedPair,
  lines: readonly string[],
  index: number,
): Draft[] {
  const [, name = "", value = ""] = attribute.exec(pair.newLine) ?? [];
  const [, oldName, oldValue = ""] = attribute.exec(pair.oldLine) ?? [];
  const isLink = /^(?:href|src|url|link|homepage|instructions|icon)$/.test(name);
  if (name === "" || name !== oldName || isLink) {
    return describeProsePair(pair).filter(({ kind }) => kind === "link" || name === "");
  }
  const { line, section, lineKind } = pair;
  const [old, new_] = compareLists(oldValue, value);
  if (old === new_) return [];
  const element = findElementName(lines, index, name);
  return [{ kind: "cell", name: element, column: name, old, new: new_, line, section, lineKind }];
}

/** Of two lists the entries that only one has; of other values the values. */
function compareLists(old: string, new_: string): [string, string] {
  const [from, to] = [old, new_].map((value) => value.split(/\s*,\s*/).map(tidy));
  if (!from || !to || from.length + to.length < 3) return [tidy(old), tidy(new_)];
  const [was, is] = [new Set(from), new Set(to)];
  const only = (entries: readonly string[], other: ReadonlySet<string>) =>
    entries.filter((entry) => !other.has(entry)).join(", ");
  return [only(from, is), only(to, was)];
}

function findElementName(lines: readonly string[], index: number, attributeName: string): string {
  if (naming.test(`${attributeName}="x"`)) return "";
  for (let at = index; at >= 0 && index - at < near; at -= 1) {
    const found = naming.exec(lines[at] ?? "")?.[1];
    if (found !== undefined) return tidy(found);
  }
  return "";
}
