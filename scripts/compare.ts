/** `npm run compare`: any two snapshots as a patch, or as one page. */
import { existsSync } from "node:fs";
import path from "node:path";
import { deflateSync } from "node:zlib";
import { openContentReader } from "../src/archive/content.ts";
import { openArchive, type OpenSource, type ReadSnapshots } from "../src/archive/open-archive.ts";
import { toDisplay } from "../src/bytes.ts";
import { formatPatch } from "../src/diff/patch/patch.ts";
import { compareRemoved } from "../src/diff/trees/renames.ts";
import { compareTrees } from "../src/diff/trees/trees.ts";
import type { FileChange, Path, Snapshot } from "../src/model.ts";
import {
  compareChange,
  type ComparedChange,
  describeContent,
} from "../src/pipeline/pairs/compare-change.ts";
import { createReader } from "../src/pipeline/pairs/contents.ts";
import { choosePlaces, hashesOf } from "../src/pipeline/pairs/plan-pairs.ts";
import { findSnapshot } from "../src/versions/read-index.ts";
import { folderOptions, readArguments, refuseArguments } from "./arguments.ts";
import { writeComparisonPage } from "./compare/page.ts";
import { runCommand } from "./run-command.ts";

const usage = `npm run compare -- SOURCE FROM TO [FILE] [--html] [--snapshots DIR --cache DIR]

  SOURCE       the id of a source, a folder of snapshots
  FROM, TO     dates or stamps, in any order: the last snapshot of a date, else the one before it
  FILE         a path, by its name in either snapshot; by default every file that differs
  --html       one page that shows the changes, instead of a patch that git apply takes
  --snapshots  the folder of the sources; by default snapshots
  --cache      where clones of repositories are kept; by default .cache

To write into a file: npm run --silent compare -- … > changes.patch
`;

await runCommand(async () => {
  const order = readOrder(process.argv.slice(2));
  const { config, ...read } = await readSource(order);
  const [from, to] = [order.from, order.to].map((text) => chooseSnapshot(read.snapshots, text));
  if (!from || !to) return;
  const compared = await compareSnapshots(from, to, read, order.file);
  const output = order.html
    ? await writeComparisonPage(
        order.source,
        { from: from.stamp, to: to.stamp },
        compared,
        config.noise,
      )
    : formatPatch(
        compared.map((item) => ({ change: item.change, content: describeContent(item) })),
        deflateSync,
      );
  await new Promise((resolve) => process.stdout.write(output, resolve));
});

interface Order {
  readonly source: string;
  readonly from: string;
  readonly to: string;
  readonly file: string | null;
  readonly html: boolean;
  readonly snapshots: string;
  readonly cache: string;
}

function readOrder(args: readonly string[]): Order {
  const { values, positionals } = readArguments(usage, {
    args: [...args],
    allowPositionals: true,
    options: {
      html: { type: "boolean", default: false },
      snapshots: folderOptions.snapshots,
      cache: folderOptions.cache,
    },
  });
  const [source, from, to, file = null, ...more] = positionals;
  if (source === undefined || from === undefined || to === undefined || more.length > 0) {
    throw refuseArguments("a source, two dates and at most one file are needed", usage);
  }
  return {
    ...{ source, from, to, file, html: values.html },
    snapshots: path.resolve(values.snapshots),
    cache: path.resolve(values.cache),
  };
}

async function readSource({
  source,
  snapshots,
  cache,
}: Order): Promise<ReadSnapshots & Pick<OpenSource, "config">> {
  if (!existsSync(path.join(snapshots, source))) {
    throw refuseArguments(`“${source}” is no source`, `the name of a folder in ${snapshots}.`);
  }
  const options = { only: [source], cache, now: Date.now(), until: null };
  const archive = await openArchive(snapshots, options);
  const [opened] = archive.sources;
  if (!opened) throw refuseArguments(`“${source}” is no source`, usage);
  return { config: opened.config, ...(await opened.readSnapshots(() => undefined)) };
}

function chooseSnapshot(snapshots: readonly Snapshot[], text: string): Snapshot {
  const stamps = snapshots.map(({ stamp }) => stamp);
  const found = snapshots[findSnapshot({ snapshots: stamps }, text) ?? -1];
  if (found) return found;
  const [first, last] = [stamps[0], stamps.at(-1)];
  throw refuseArguments(
    `“${text}” names no snapshot, and there is none before it`,
    first === undefined || last === undefined
      ? "nothing yet: this source has no snapshot."
      : `a date or a stamp from ${first} to ${last}, such as ${last}.`,
  );
}

/** What differs between two snapshots; of one file where `file` is its path in one of them. */
async function compareSnapshots(
  from: Snapshot,
  to: Snapshot,
  { places }: ReadSnapshots,
  file: string | null,
): Promise<ComparedChange[]> {
  const trees = compareTrees(from.tree, to.tree);
  if (file !== null && !findPath(from, file) && !findPath(to, file)) {
    throw refuseArguments(
      `“${file}” is in neither of the two snapshots`,
      "the path of a file as the archive shows it, such as guide/index.md.",
    );
  }
  const reader = openContentReader();
  try {
    const contents = await reader.readAll(choosePlaces(trees.flatMap(hashesOf), places));
    const { bytes, text } = createReader(contents);
    return compareRemoved(trees, text)
      .changes.filter((change) => file === null || listPaths(change).some(isNamed(file)))
      .map((change) => compareChange(change, bytes));
  } finally {
    reader.close();
  }
}

function findPath({ tree }: Snapshot, file: string): boolean {
  return [...tree.keys()].some(isNamed(file));
}

function isNamed(file: string): (path: Path) => boolean {
  return (path) => path === file || toDisplay(path) === file;
}

function listPaths(change: FileChange): Path[] {
  return [
    ...("from" in change ? [change.from.path] : []),
    ...("to" in change ? [change.to.path] : []),
  ];
}
