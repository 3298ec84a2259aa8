import fc from "fast-check";
import { encodeText } from "../../src/bytes.ts";
import type { FileMode, Path } from "../../src/model.ts";
import type { FileTree } from "../diff/file-trees.ts";

interface File {
  readonly mode: FileMode;
  readonly bytes: Uint8Array;
}

const names = fc.constantFrom(
  ...["a.md", "b.mdx", "c.txt", "d.ts", "e.json", "f.html", "g.yaml", "h.css", "README", "2"],
  ...[
    "two words.md",
    "Ümläut.md",
    "潮汐.md",
    "A.md",
    "line\nend",
    "\u2028first",
    "not-utf8-\udcff.md",
    "%2F",
    "a#b?",
  ],
);
const folders = fc.constantFrom("", "docs/", "docs/deep/", "a.md/", "con/", "ÿ/\udcfe/", "\rx\n/");

const path: fc.Arbitrary<Path> = fc.tuple(folders, names).map((parts) => parts.join(""));

/** What texts are made of: structure, signs that mean something, bytes that are no UTF-8. */
const pieces = fc.constantFrom(
  ...["# Tide", "## Low", "Setext", "=====", "---", "- item", "  1. nested", "> quote", "\tcode"],
  ...["```", "```ts", "~~~", "| a | b |", "|---|:-:|", "| 1 | `2` |", "[x]: y", "[^1]: note"],
  ...["<div>", "</details>", "<!--", "-->", "{expr}", "import x from 'y'", "const a = `b", "/* c"],
  ...["high at noon", "high at  noon", "high at six", "*high* at _noon_", "", "", "    ", "\\"],
  ...["\r", "a\rb", "\u0001\u001b[31m", "\u202e\u2066", "\ufeff", "\u2028\u0085", "e\u0301", "😀"],
  ...["\udcff\udc80", "\udced\udca0\udc80", "\udcf0\udc9f", "$& $1", "&lt;\u0000", "</script>"],
);

const text = fc
  .record({
    lines: fc.array(pieces, { maxLength: 30 }),
    ending: fc.constantFrom("\n", "\n", "\n", "\r\n", "\r"),
    last: fc.constantFrom("", "\n"),
  })
  .map(({ lines, ending, last }) => encodeText(lines.join(ending) + last));

const longLine = fc
  .tuple(
    fc.constantFrom("x", "high at noon ", "`", "[", "<a ", "潮"),
    fc.integer({ min: 1, max: 9000 }),
  )
  .map(([word, times]) => encodeText(`before\n${word.repeat(times)}\nafter\n`));

const bytes: fc.Arbitrary<Uint8Array> = fc.oneof(
  { weight: 6, arbitrary: text },
  { weight: 1, arbitrary: longLine },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 400 }) },
  { weight: 1, arbitrary: fc.uint8Array({ min: 128, maxLength: 60 }) },
  { weight: 1, arbitrary: fc.constantFrom(new Uint8Array(), Uint8Array.of(10), new Uint8Array(9)) },
);

/** What happens to one file in one snapshot. */
const event = fc.record({
  kind: fc.constantFrom(
    "write",
    "write",
    "splice",
    "splice",
    "splice",
    "remove",
    "move",
    "chmod",
    "link",
  ),
  path,
  to: path,
  bytes,
  at: fc.nat(2000),
  length: fc.nat(40),
});

type Event = typeof event extends fc.Arbitrary<infer Value> ? Value : never;

/** The trees of consecutive snapshots; the first has some files already. */
export const randomHistory: fc.Arbitrary<FileTree[]> = fc
  .tuple(
    fc.array(event, { minLength: 8, maxLength: 25 }),
    fc.array(fc.array(event, { maxLength: 12 }), { minLength: 1, maxLength: 5 }),
  )
  .map(([first, later]) => {
    let tree: FileTree = new Map();
    return [first.map((item) => ({ ...item, kind: "write" as const })), ...later].map((events) => {
      tree = events.reduce<FileTree>(applyEvent, tree);
      return tree;
    });
  });

function applyEvent(tree: FileTree, { kind, path, to, bytes, at, length }: Event): FileTree {
  // Most events need a file that is there: the nearest in order stands for one that is not.
  const there = [...tree.keys()].toSorted();
  const name = tree.has(path) ? path : (there[at % Math.max(there.length, 1)] ?? path);
  const file = tree.get(name);
  if (kind === "write" || !file) return place(tree, path, { mode: "100644", bytes });
  const rest = new Map([...tree].filter(([other]) => other !== name));
  if (kind === "remove") return rest;
  if (kind === "move") return place(rest, to, file);
  if (kind === "link") return place(rest, name, { mode: "120000", bytes: encodeText("no\nwhere") });
  if (file.mode === "120000") return rest;
  if (kind === "chmod") {
    const mode = file.mode === "100755" ? "100644" : "100755";
    return new Map([...rest, [name, { ...file, mode }]]);
  }
  const start = Math.min(at, file.bytes.length);
  const edited = [
    ...file.bytes.subarray(0, start),
    ...bytes.subarray(0, 60),
    ...file.bytes.subarray(start + length),
  ];
  return new Map([...rest, [name, { ...file, bytes: Uint8Array.from(edited) }]]);
}

/** Nothing happens where a file would need another file's name as its folder. */
function place(tree: FileTree, path: Path, file: File): FileTree {
  const isTaken = [...tree.keys()].some(
    (other) => other.startsWith(`${path}/`) || path.startsWith(`${other}/`),
  );
  return isTaken ? tree : new Map([...tree, [path, file]]);
}
