/** Files that were rewritten whole: every line has another form, and few of them say something else. */
import type { BenchPair } from "./pairs.ts";
import { createRandom } from "./random.ts";

/** One thing that a document says: its text without any markup, in two versions. */
interface Statement {
  readonly name: string;
  readonly kind: string;
  readonly old: string;
  readonly new: string;
}

interface Section {
  readonly title: string;
  readonly number: number;
  readonly items: readonly Statement[];
}

/** How one side writes the sections down, line by line. */
type Form = (section: Section, side: "old" | "new") => readonly string[];

const itemsInSection = 12;
/** Items that say something else in the new version. */
const changedItems = 20;

const list: Form = ({ title, items }, side) => [
  `## ${title}`,
  "",
  ...items.map((item) => `- ${item[side]}`),
  "",
];

const elements: Form = ({ title, number, items }, side) => [
  `<Update label="${title}" description="Day ${String(number)}">`,
  ...items.map((item) => `  * ${item[side].replaceAll("_", "\\_").replaceAll("~", "\\~")}`),
  "</Update>",
  "",
];

const table: Form = ({ title, items }, side) => [
  `## ${title}`,
  "",
  "| Name | Kind | Text |",
  "| ---- | ---- | ---- |",
  ...items.map((item) => `| ${item.name} | ${item.kind} | ${item[side]} |`),
  "",
];

const namedList: Form = ({ title, items }, side) => [
  `## ${title}`,
  "",
  ...items.map((item) => `- **${item.name}** (${item.kind}): ${item[side]}`),
  "",
];

const prose =
  (prefix: string, width: number): Form =>
  ({ title, items }, side) => [
    `${prefix}## ${title}`,
    prefix.trimEnd(),
    ...wrap(items.map((item) => `${item[side]}.`).join(" "), width).map((line) => prefix + line),
    prefix.trimEnd(),
  ];

/** Every item a heading of its own. */
const outline =
  (marks: string): Form =>
  ({ title, items }, side) => [
    `${marks} ${title}`,
    "",
    ...items.flatMap((item) => [`${marks}# ${item.name}`, "", item[side], ""]),
  ];

const definitions =
  (mark: string): Form =>
  ({ title, items }, side) => [
    `## ${title}`,
    "",
    ...items.flatMap((item) => [`${mark}${item.name}${mark}`, `: ${item[side]}`, ""]),
  ];

const endings =
  (form: Form, ending: string): Form =>
  (section, side) =>
    form(section, side).map((line) => line + ending);

const kinds: Readonly<Record<string, { readonly old: Form; readonly new: Form }>> = {
  "list to elements": { old: list, new: elements },
  "elements to list": { old: elements, new: list },
  "heading levels": { old: outline("#"), new: outline("##") },
  "table to list": { old: table, new: namedList },
  "list to table": { old: namedList, new: table },
  "prose indented": { old: prose("", 80), new: prose("  ", 80) },
  "prose quoted": { old: prose("", 80), new: prose("> ", 80) },
  "prose wrapped": { old: prose("", 80), new: prose("", 100) },
  "prose unwrapped": { old: prose("", 72), new: prose("", Infinity) },
  emphasis: { old: definitions("**"), new: definitions("_") },
  "line endings": { old: list, new: endings(list, "\r") },
  "prose to list": { old: prose("", 80), new: list },
};

/**
 * Makes a pair of files of each kind. The old one has `lines` lines, or as many as whole sections have;
 * 20 items differ. The same for the same number.
 */
export function makeRewrites(lines: number): BenchPair[] {
  return Object.entries(kinds).map(([kind, forms], index) => {
    const sections: Section[] = [];
    const random = createRandom(index + 1);
    for (let count = 0; count < lines;) {
      const section = makeSection(sections.length + 1, random);
      sections.push(section);
      count += forms.old(section, "old").length;
    }
    const changed = changeItems(sections, random);
    const write = (form: Form, side: "old" | "new") =>
      new TextEncoder().encode(changed.flatMap((section) => form(section, side)).join("\n") + "\n");
    return {
      id: `${String(lines)} ${kind}`,
      path: "rewritten.mdx",
      oldBytes: write(forms.old, "old"),
      newBytes: write(forms.new, "new"),
    };
  });
}

const verbs = "Added Fixed Improved Removed Changed Renamed Limited Moved".split(" ");
const nouns =
  "anchor berth buoy chart crew dock ferry gauge harbour keel lantern log mast mooring net pier rope sail slate tide".split(
    " ",
  );
const places = [
  "at low water",
  "behind the pier",
  "in the dark",
  "after a storm",
  "for large ships",
  "without a pilot",
  "with `--all`",
  "in ~64 m lines",
  "under _private_ flags",
];

function makeSection(number: number, random: () => number): Section {
  const pick = (words: readonly string[]) => words[Math.floor(random() * words.length)] ?? "";
  const items = Array.from({ length: itemsInSection }, (_, index) => {
    const name = `${pick(nouns)}-${String(number)}-${String(index)}`;
    const text = `${pick(verbs)} the ${pick(nouns)} of the ${pick(nouns)} ${pick(places)}, case ${String(number)}.${String(index)}`;
    return { name, kind: pick(nouns), old: text, new: text };
  });
  return { title: `Version 1.${String(number)}`, number, items };
}

function changeItems(sections: readonly Section[], random: () => number): Section[] {
  const all = sections.length * itemsInSection;
  const chosen = new Set<number>();
  while (chosen.size < Math.min(changedItems, all)) chosen.add(Math.floor(random() * all));
  return sections.map((section, at) => ({
    ...section,
    items: section.items.map((item, index) =>
      chosen.has(at * itemsInSection + index)
        ? { ...item, new: item.old.replace(" the ", " every ") }
        : item,
    ),
  }));
}

function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && line.length + 1 + word.length > width) {
      lines.push(line);
      line = "";
    }
    line += line === "" ? word : ` ${word}`;
  }
  return [...lines, line];
}
