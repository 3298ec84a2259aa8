/** Lines that are equal but for what a keeper's rules match. */
import picomatch from "picomatch";
import { RE2JS } from "re2js";
import type { LineBlock, NoiseRule, Path } from "../model.ts";
import { matchElements } from "../sequences/match-elements.ts";

/** By line (0-based) the names of the rules by which it is noise, joined by commas. */
export interface NoiseLines {
  readonly old: ReadonlyMap<number, string>;
  readonly new: ReadonlyMap<number, string>;
}

/** The two sides of a file, and where they changed. */
export interface NoiseInput {
  readonly path: Path;
  readonly oldLines: readonly string[];
  readonly newLines: readonly string[];
  readonly blocks: readonly LineBlock[];
}

export type FindNoise = (input: NoiseInput) => NoiseLines;

const noLines: NoiseLines = { old: new Map(), new: new Map() };

/**
 * Makes the search for noise of a source. In each changed block the lines of both sides are matched in
 * order by what is left of them where the rules' matches are taken out and blanks collapsed; two that
 * differ, and match that way, are noise. A line that has no such partner is none, whatever it holds: it
 * came, or went.
 */
export function createNoiseFinder(rules: readonly NoiseRule[]): FindNoise {
  const compiled = rules.map(({ name, pattern, files }) => ({
    name,
    expression: RE2JS.compile(pattern),
    isFor: picomatch([...files], { dot: true, flags: "s" }),
  }));
  return ({ path, oldLines, newLines, blocks }) => {
    const own = compiled.filter(({ isFor }) => isFor(path));
    if (own.length === 0) return noLines;
    const found = { old: new Map<number, string>(), new: new Map<number, string>() };
    for (const block of blocks) {
      const old = readSide(oldLines, block.old, own);
      const new_ = readSide(newLines, block.new, own);
      if (!old.some(({ names }) => names.size > 0) && !new_.some(({ names }) => names.size > 0)) {
        continue;
      }
      for (const [index, partner] of matchInOrder(old, new_).entries()) {
        const [one, other] = [old[index], new_[partner]];
        if (!one || !other || collapse(one.line) === collapse(other.line)) continue;
        const names = [...one.names.union(other.names)].sort().join(", ");
        if (names === "") continue;
        found.old.set(block.old.start + index, names);
        found.new.set(block.new.start + partner, names);
      }
    }
    return found;
  };
}

interface Rule {
  readonly name: string;
  readonly expression: RE2JS;
}

interface ReadLine {
  readonly line: string;
  /** The line without its noise. */
  readonly rest: string;
  /** Of the rules that match in it. */
  readonly names: ReadonlySet<string>;
}

function readSide(
  lines: readonly string[],
  { start, end }: LineBlock["old"],
  rules: readonly Rule[],
): ReadLine[] {
  return lines.slice(start, end).map((line) => {
    const names = new Set<string>();
    const rest = rules.reduce((text, { name, expression }) => {
      const { rest, isNoisy } = takeOut(text, expression);
      if (isNoisy) names.add(name);
      return rest;
    }, line);
    // Where a number grew, a table was padded anew.
    return { line, rest: rest === line ? line : collapse(rest), names };
  });
}

/** Operations that one block may cost; beyond them lines stay what they were. */
const mostOperations = 4_000_000;

/** For each old line the index of the new line that says the same, or -1. */
function matchInOrder(old: readonly ReadLine[], new_: readonly ReadLine[]): Int32Array {
  const numbers = new Map<string, number>();
  const weights: number[] = [];
  const number = ({ rest }: ReadLine) => {
    const known = numbers.get(rest) ?? numbers.size;
    numbers.set(rest, known);
    weights[known] = rest.trim() === "" ? 1 : 8;
    return known;
  };
  const sides = [old.map(number), new_.map(number)] as const;
  return matchElements(...sides, weights, { left: mostOperations }).partners;
}

/** Stands where noise stood. */
const gap = "\u0007";

/**
 * Puts one sign in the place of every match, or of its group that took part. Where the group matched nothing
 * the other side may have something: a sign stands there too, and the line is not noisy for it.
 */
function takeOut(text: string, expression: RE2JS): { rest: string; isNoisy: boolean } {
  const matcher = expression.matcher(text);
  let rest = "";
  let at = 0;
  let isNoisy = false;
  while (matcher.find()) {
    let group = 0;
    for (let index = matcher.groupCount(); index > 0; index -= 1) {
      if (matcher.start(index) >= 0) group = index;
    }
    const [start, end] = [matcher.start(group), matcher.end(group)];
    if (start < at) continue;
    isNoisy ||= end > start;
    rest += text.slice(at, start) + gap;
    at = end;
  }
  return { rest: rest + text.slice(at), isNoisy };
}

function collapse(text: string): string {
  return text
    .trimEnd()
    .replaceAll(/(?<=\S)[ \t]{2,}/g, " ")
    .replaceAll(/(?<=\|\s*:?)-{2,}/g, "-");
}
