import {
  parse,
  type AlternativeElementNode,
  type AlternativeNode,
  type Node,
} from "oniguruma-parser/parser";

/** To look for more than these would cost more than to try the pattern. */
const maxAlternatives = 8;
/** Of `-{20}` three are enough to look for. */
const maxRepeats = 3;

/** As Shiki's engine reads it; that checks the rest. */
const parseOptions = {
  rules: { captureGroup: true, singleline: true },
  skipBackrefValidation: true,
  skipLookbehindValidation: true,
  skipPropertyNameValidation: true,
};

/**
 * What any match of a pattern contains, read off its syntax: of each list one text at least stands in what
 * matches, or in what the pattern looks ahead at. So a line that has none of a list, from where the search
 * begins, cannot match. An empty answer says nothing. (`grep` and RE2 pass over texts in this way.)
 *
 * @param pattern in Oniguruma's syntax; throws Error where it is not
 */
export function findRequiredTexts(pattern: string): readonly (readonly string[])[] {
  const { body } = parse(pattern, parseOptions);
  return requiredByAny(body, /\(\?[a-z]*i/.test(pattern));
}

/** One of the alternatives matches; `ignoresCase` is whether some part of the pattern does. */
function requiredByAny(alternatives: readonly AlternativeNode[], ignoresCase: boolean): string[][] {
  const each = alternatives.map(({ body }) => requiredByAll(body, ignoresCase));
  if (each.length === 1) return each.flat();
  const bests = each.map((lists) => lists.toSorted(compareLists)[0] ?? []);
  const texts = [...new Set(bests.flat())];
  return bests.some(({ length }) => length === 0) || texts.length > maxAlternatives ? [] : [texts];
}

/** The rarer list comes first, as far as one can tell: the shorter one, or that of longer texts. */
function compareLists(one: readonly string[], other: readonly string[]): number {
  const shortest = (texts: readonly string[]) => Math.min(...texts.map(({ length }) => length));
  return one.length - other.length || shortest(other) - shortest(one);
}

/** All of the elements match, one behind the other. */
function requiredByAll(
  elements: readonly AlternativeElementNode[],
  ignoresCase: boolean,
): string[][] {
  const lists: string[][] = [];
  let text = "";
  for (const element of elements) {
    const sign = readSign(element, ignoresCase);
    if (sign !== null) {
      text += sign;
      continue;
    }
    if (text !== "") lists.push([text]);
    text = "";
    lists.push(...requiredByOne(element, ignoresCase));
  }
  if (text !== "") lists.push([text]);
  return lists;
}

function requiredByOne(element: AlternativeElementNode, ignoresCase: boolean): string[][] {
  switch (element.type) {
    case "Quantifier": {
      if (element.min === 0) return [];
      const sign = readSign(element.body, ignoresCase);
      if (sign !== null) return [[sign.repeat(Math.min(element.min, maxRepeats))]];
      return requiredByOne(element.body, ignoresCase);
    }
    case "CapturingGroup":
    case "Group":
      return requiredByAny(element.body, ignoresCase);
    case "LookaroundAssertion": {
      const isAhead = element.kind === "lookahead" && !element.negate;
      return isAhead ? requiredByAny(element.body, ignoresCase) : [];
    }
    case "CharacterClass": {
      const signs = element.body.map((one) => readSign(one, ignoresCase) ?? "");
      const isList = !element.negate && element.kind === "union" && !signs.includes("");
      return isList && signs.length <= maxAlternatives ? [signs] : [];
    }
    default:
      return [];
  }
}

/** A character that stands for nothing but itself, or null. */
function readSign(node: Node, ignoresCase: boolean): string | null {
  if (node.type !== "Character") return null;
  const sign = String.fromCodePoint(node.value);
  return ignoresCase && sign.toLowerCase() !== sign.toUpperCase() ? null : sign;
}
