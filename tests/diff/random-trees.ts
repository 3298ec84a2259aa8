import fc from "fast-check";

import { encodeText } from "../../src/bytes.ts";
import type { FileMode, Path } from "../../src/model.ts";
import { editedLines } from "./edited-lines.ts";
import type { FileTree } from "./file-trees.ts";

interface File {
  readonly mode: FileMode;
  readonly bytes: Uint8Array;
}

const segment = fc.constantFrom(
  "a",
  "b",
  "two words",
  " ends in space ",
  "tab\there",
  "line\nend",
  'quo"te',
  "back\\slash",
  "ümlaut",
  "潮汐",
  "😀",
  "not-utf8-\udcff\udc80",
  "-dash",
  "\u0001\u007f",
  "b b",
  "dev",
);

const path: fc.Arbitrary<Path> = fc
  .array(segment, { minLength: 1, maxLength: 3 })
  .map((segments) => segments.join("/"));

/** Links lead nowhere: git looks through a link when a folder takes its place, and gives up on a loop. */
const link: fc.Arbitrary<File> = fc
  .constantFrom("nowhere", "../nowhere/b", "no where", "ümlaut\udcfe", "no\nwhere")
  .map((target) => ({ mode: "120000", bytes: encodeText(target) }));

const mode = fc.constantFrom<FileMode>("100644", "100755");

/** Two versions of one file's content: edited text, CRLF, broken UTF-8, binary, empty. */
const contents: fc.Arbitrary<[Uint8Array, Uint8Array]> = fc.oneof(
  editedLines.map(({ oldLines, newLines }): [Uint8Array, Uint8Array] => [
    encodeText(oldLines.join("")),
    encodeText(newLines.join("")),
  ]),
  editedLines.map(({ oldLines, newLines }): [Uint8Array, Uint8Array] => [
    encodeText(oldLines.join("").replaceAll("\n", "\r\n")),
    encodeText(newLines.join("").replaceAll("a\n", "\udcc3\udcff\r\n")),
  ]),
  fc.tuple(fc.uint8Array({ maxLength: 200 }), fc.uint8Array({ maxLength: 200 })),
  fc.constant<[Uint8Array, Uint8Array]>([new Uint8Array(300), Uint8Array.of(0)]),
  editedLines.map(({ newLines }): [Uint8Array, Uint8Array] => [
    Uint8Array.of(0, 1, 2),
    encodeText(newLines.join("")),
  ]),
);

/** What becomes of one file: its versions, and where it goes. */
const fate = fc.record({
  path,
  to: fc.option(path, { nil: undefined }),
  contents,
  modes: fc.tuple(mode, mode),
  links: fc.tuple(
    fc.option(link, { freq: 6, nil: undefined }),
    fc.option(link, { freq: 6, nil: undefined }),
  ),
  kind: fc.constantFrom("added", "removed", "edited", "same", "mode"),
});

/** Two trees that follow one another. */
export const treePairs: fc.Arbitrary<{ from: FileTree; to: FileTree }> = fc
  .array(fate, { maxLength: 12 })
  .map((fates) => {
    const from = new Map<Path, File>();
    const to = new Map<Path, File>();
    for (const { path: start, to: end, contents: versions, modes, links, kind } of fates) {
      const old = links[0] ?? { mode: modes[0], bytes: versions[0] };
      const edited = links[1] ?? { mode: modes[1], bytes: versions[1] };
      const chmod = old.mode === "120000" ? old : { ...old, mode: modes[1] };
      const next = { added: edited, removed: null, edited, same: old, mode: chmod }[kind];
      if (kind !== "added") place(from, start, old);
      if (next !== null) place(to, end ?? start, next);
    }
    return { from, to };
  });

/** Leaves out a file that would need another file's name as its folder. */
function place(files: Map<Path, File>, path: Path, file: File): void {
  const collides = [...files.keys()].some(
    (other) => other === path || other.startsWith(`${path}/`) || path.startsWith(`${other}/`),
  );
  if (!collides) files.set(path, file);
}
