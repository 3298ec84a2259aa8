/** `npm run noise`: reads a source's history and proposes rules for its `noise:`. Changes nothing. */
import path from "node:path";
import { openContentReader } from "../src/archive/content.ts";
import { openArchive } from "../src/archive/open-archive.ts";
import { isBinary } from "../src/diff/lines/text.ts";
import { compareTrees } from "../src/diff/trees/trees.ts";
import type { ContentHash, Stamp } from "../src/model.ts";
import { compareText } from "../src/pipeline/pairs/compare-change.ts";
import { countNoun } from "../src/site/text/numbers.ts";
import { folderOptions, readArguments, refuseArguments } from "./arguments.ts";
import {
  everyReadyRule,
  findCandidates,
  type ProposedRule,
  type SeenChange,
  tryRules,
} from "./noise/propose-rules.ts";
import { createProgress } from "./progress.ts";
import { runCommand } from "./run-command.ts";

const usage = `npm run noise -- SOURCE [--snapshots DIR --cache DIR]

  SOURCE       the id of the source, a folder of snapshots
  --snapshots  the folder of the sources; by default snapshots
  --cache      where clones of repositories are kept; by default .cache
`;

/** Characters of a line that are shown before and behind the first that differs. */
const around = 60;

await runCommand(async () => {
  const { values, positionals } = readArguments(usage, {
    allowPositionals: true,
    options: { snapshots: folderOptions.snapshots, cache: folderOptions.cache },
  });
  const [id] = positionals;
  if (id === undefined || positionals.length > 1) {
    throw refuseArguments("one source is needed", usage);
  }
  const { sources } = await openArchive(path.resolve(values.snapshots), {
    only: [id],
    cache: path.resolve(values.cache),
    now: Date.now(),
    until: null,
  });
  const read = await sources[0]?.readSnapshots(() => undefined);
  if (!read) throw new RangeError(`The source ${id} was not opened.`);

  const walk = async (
    label: string,
    see: (change: SeenChange) => void,
    seeOther: (to: Stamp) => void,
  ) => {
    const step = createProgress().step(label, read.snapshots.length);
    const reader = openContentReader();
    for (const [index, { stamp: to, tree }] of read.snapshots.entries()) {
      step.tick();
      const from = read.snapshots[index - 1];
      if (!from) continue;
      for (const change of compareTrees(from.tree, tree)) {
        if (change.kind !== "modified") {
          seeOther(to);
          continue;
        }
        const hashes = [change.from.hash, change.to.hash];
        const places = new Map(hashes.map((hash) => [hash, placeOf(hash)]));
        const contents = await reader.readAll(places);
        const [old, new_] = hashes.map((hash) => contents.get(hash));
        if (!old || !new_ || isBinary(old) || isBinary(new_)) seeOther(to);
        else see({ path: change.to.path, to, ...compareText(old, new_) });
      }
    }
    reader.close();
    step.done();
  };
  const placeOf = (hash: ContentHash) => {
    const place = read.places.get(hash);
    if (!place) throw new RangeError(`The content ${hash} has no place.`);
    return place;
  };

  const candidates = findCandidates();
  await walk("Looking for what comes back", candidates.see, () => undefined);
  const trial = tryRules([...everyReadyRule, ...candidates.candidates()]);
  await walk("Trying rules", trial.see, trial.seeOther);
  console.log(describeProposals(trial.proposals(), `snapshots/${id}/source.yaml`));
});

function describeProposals(proposals: readonly ProposedRule[], file: string): string {
  if (proposals.length === 0) return "Nothing in this history comes back often enough to be noise.";
  const rules = proposals.map((proposal) => {
    const { rule, ready, lines, pairs, emptyPairs, examples } = proposal;
    const setting = ready ? rule.name : `{ name: ${rule.name}, pattern: ${quote(rule.pattern)} }`;
    const amount = `${countNoun(lines, "changed line")} in ${countNoun(pairs, "pair")}`;
    const empty = emptyPairs === 0 ? "" : `; in ${String(emptyPairs)} of them nothing else changed`;
    const shown = examples.flatMap(({ to, path: name, ...sides }) => {
      const [old, new_] = cutAroundDifference(sides.old, sides.new);
      return [`    ${to} ${showSafely(name)}`, `      − ${old}`, `      + ${new_}`];
    });
    return [`- ${setting}`, `    would fold ${amount}${empty}`, ...shown].join("\n");
  });
  return [
    `Rules that could stand in ${file} under “noise:”. Only you know whether what they fold`,
    "means something to your readers: look at the examples, and narrow a rule with “files:”.",
    "",
    ...rules,
  ].join("\n");
}

/** As a YAML scalar. */
function quote(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** What differs, with some characters around it. */
function cutAroundDifference(old: string, new_: string): [string, string] {
  let start = 0;
  while (start < old.length && old[start] === new_[start]) start += 1;
  const from = Math.max(0, start - around);
  const cut = (text: string) =>
    `${from > 0 ? "…" : ""}${showSafely(text.trimEnd().slice(from, start + around))}${text.trimEnd().length > start + around ? "…" : ""}`;
  return [cut(old), cut(new_)];
}

/** A document's text cannot steer the terminal. */
function showSafely(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}\p{Cs}]/gu, "\u00b7");
}
