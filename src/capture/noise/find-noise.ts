/**
 * Finds what changes on nearly every page at every capture: the time of rendering, counters, numbers in
 * addresses. It is told and never taken out by itself: only the keeper knows what a reader wants. Pure.
 */

/** A file that is in both snapshots and changed, as texts. */
export interface ChangedText {
  readonly old: string;
  readonly new: string;
}

export interface Noise {
  /** What stood there and what stands there now, on one of the pages. */
  readonly old: string;
  readonly new: string;
  readonly files: number;
  /** A rewrite (the key `replace`) by which both are one text; null for words that no pattern tells from others. */
  readonly replace: { readonly pattern: string; readonly with: string } | null;
}

/** Of fewer files nothing can be said. */
const fewestFiles = 3;
const nearlyAll = 0.8;
const mostNoises = 5;

/** `compared`: how many files are in both snapshots. Empty unless nearly all of them changed. */
export function findNoise(changed: readonly ChangedText[], compared: number): Noise[] {
  if (compared < fewestFiles || changed.length < nearlyAll * compared) return [];
  const found = new Map<string, Noise>();
  for (const text of changed) {
    for (const [key, noise] of listDifferences(text)) {
      found.set(key, { ...(found.get(key) ?? noise), files: (found.get(key)?.files ?? 0) + 1 });
    }
  }
  return [...found.values()]
    .filter(({ files }) => files >= nearlyAll * compared)
    .toSorted((a, b) => b.files - a.files)
    .slice(0, mostNoises);
}

/** What changed in a text, by what it has in common with other pages' differences. */
export function listDifferences(text: ChangedText): Map<string, Noise> {
  const old = new Set(text.old.split("\n"));
  const new_ = new Set(text.new.split("\n"));
  const gone = [...old.difference(new_)].filter((line) => line.trim() !== "");
  const come = [...new_.difference(old)].filter((line) => line.trim() !== "");
  const differences = new Map<string, Noise>();
  const rest: string[] = [];
  const byShape = Map.groupBy(come, (line) => readParts(line).shape);
  for (const line of gone) {
    const partner = byShape.get(readParts(line).shape)?.shift();
    if (partner === undefined) rest.push(line);
    else for (const [key, noise] of compareParts(line, partner)) differences.set(key, noise);
  }
  const [line, other] = [rest[0], [...byShape.values()].flat()[0]];
  if (line !== undefined && other !== undefined) {
    differences.set(`words ${line}\n${other}`, { old: line, new: other, files: 0, replace: null });
  }
  return differences;
}

/** What a rendering fills in: values in addresses, days and months, ids, numbers. */
const variable = new RegExp(
  [
    String.raw`(?<=[?&][\w-]{1,40}=)[^&\s)"'<>\]]+`,
    "(?<![A-Za-z])(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?|[AaPp][Mm])(?![A-Za-z])",
    "(?<![A-Za-z])(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?)(?![A-Za-z])",
    "(?<![A-Za-z])(?:July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|(?:Nov|Dec)(?:ember)?)(?![A-Za-z])",
    String.raw`\b(?=[a-f]*\d)[0-9a-fA-F]{6,}\b|\d+`,
  ].join("|"),
  "g",
);

interface Parts {
  /** The line with its variable parts taken out. */
  readonly shape: string;
  /** Texts and, between each two of them, a variable part. */
  readonly fixed: readonly string[];
  readonly variables: readonly string[];
}

function readParts(line: string): Parts {
  const variables = line.match(variable) ?? [];
  const fixed = line.split(variable);
  return { shape: fixed.join("\0"), fixed, variables };
}

function compareParts(line: string, partner: string): [string, Noise][] {
  const [a, b] = [readParts(line), readParts(partner)];
  const differing = a.variables.flatMap((part, index) =>
    part === b.variables[index] ? [] : index,
  );
  const queries = differing.filter((index) => readQuery(a.fixed[index]) !== null);
  const plain = differing.filter((index) => readQuery(a.fixed[index]) === null);
  const first = plain[0];
  const last = plain.at(-1);
  return [
    ...queries.map((index): [string, Noise] => {
      const name = readQuery(a.fixed[index]) ?? "";
      const shown = (value: string | undefined) => `${name}=${value ?? ""}`;
      const pattern = `([?&]${name}=)[^&\\s)"'<>\\]]+`;
      const noise = { files: 0, replace: { pattern, with: "$1" } };
      return [
        `query ${name}`,
        { old: shown(a.variables[index]), new: shown(b.variables[index]), ...noise },
      ];
    }),
    ...(first === undefined || last === undefined ? [] : [describeStretch(a, b, first, last)]),
  ];
}

function readQuery(before: string | undefined): string | null {
  return /[?&]([\w-]{1,40})=$/.exec(before ?? "")?.[1] ?? null;
}

/** Lines may be a megabyte long; the words around are looked for no farther away. */
const farthest = 100;

/**
 * The stretch from the first to the last part that differs. It begins with a word that other texts are told
 * by: a pattern for “:59” would find every colon. Where there is none it is the whole line.
 */
function describeStretch(a: Parts, b: Parts, first: number, last: number): [string, Noise] {
  const wordsBefore = (index: number) =>
    /(?:\S+\s+){0,2}\S*$/.exec((a.fixed[index] ?? "").slice(-farthest))?.[0] ?? "";
  const start = a.fixed.findLastIndex(
    (_, index) => index <= first && /\p{L}{3}/u.test(wordsBefore(index)),
  );
  const isWhole = start === -1;
  const [from, to] = isWhole ? [0, a.variables.length - 1] : [start, last];
  const before = isWhole ? (a.fixed[0] ?? "") : wordsBefore(from);
  const rest = a.fixed[to + 1] ?? "";
  const after = isWhole ? rest : (/^\S*(?:\s+\S+)?/.exec(rest.slice(0, farthest))?.[0] ?? "");
  const texts = [before, ...a.fixed.slice(from + 1, to + 1), after];
  const join = (fill: (index: number) => string, write = (text: string) => text) =>
    texts
      .map((text, index) => write(text) + (index < texts.length - 1 ? fill(from + index) : ""))
      .join("");
  const inner = join(() => "[0-9A-Za-z]+", escapePattern);
  const pattern = isWhole ? `(?m)^${inner}$` : inner;
  const fresh = join(
    () => "…",
    (text) => text.replaceAll(/[\\$]/g, "\\$&"),
  );
  const old = join((index) => a.variables[index] ?? "");
  const new_ = join((index) => b.variables[index] ?? "");
  return [`stretch ${pattern}`, { old, new: new_, files: 0, replace: { pattern, with: fresh } }];
}

function escapePattern(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|]/g, "\\$&");
}
