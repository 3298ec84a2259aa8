/** Parts of an archive, built one source here and one there, become the site that one build gives. */
import path from "node:path";
import { openCache } from "../../archive/cache.ts";
import { copyFolder } from "../../archive/copy-folder.ts";
import type { BuildOptions } from "../../config.ts";
import { InputError, type InputProblem } from "../../errors.ts";
import type { ArchiveFacts } from "../../model.ts";
import { isWithin } from "../publish/check-folders.ts";
import { createPagesProcess } from "../pages/lay-out-pages.ts";
import { hashComparingCode } from "../code-hash.ts";
import { makeSite, prepareFolders } from "../pages/make-site.ts";
import { importFeeds, type Part, readPart } from "./part.ts";
import type { Reporter } from "../reporter.ts";
import { createStageClock } from "../stage-clock.ts";
import type { BuildSummary } from "../summary.ts";

interface FoundPart {
  readonly folder: string;
  readonly part: Part;
}

/**
 * Joins the parts in `folders` into `options.out`: pages of sources and their search indexes are taken as
 * they are, pages about all sources are laid out. Throws InputError with every problem of the parts.
 */
export async function joinParts(
  folders: readonly string[],
  options: Pick<BuildOptions, "out" | "cache">,
  projectFolder: string,
  reporter: Reporter,
): Promise<BuildSummary> {
  const clock = createStageClock();
  refuseInside(folders, options.out);
  const parts = readParts(folders, hashComparingCode(projectFolder));
  const published = prepareFolders(options);
  const cache = openCache(options.cache);
  for (const { folder, part } of parts) importFeeds(folder, part, cache);
  const archive = joinFacts(parts);
  const pages = createPagesProcess();
  return makeSite({
    archive,
    options,
    projectFolder,
    clock,
    reporter,
    pages,
    published,
    kind: "",
    readySources: archive.sources.map(({ id }) => id),
    makeExtras: () =>
      Promise.resolve({
        records: parts.reduce((sum, { part }) => sum + part.records, 0),
        place(siteFolder) {
          for (const { folder, part } of parts) {
            for (const { id } of part.archive.sources) {
              copyFolder(path.join(folder, id), path.join(siteFolder, id));
            }
          }
        },
      }),
  }).finally(pages.end);
}

/** A part in the output would be lost when the joined site takes its place. */
function refuseInside(folders: readonly string[], out: string): void {
  const problems = folders
    .filter((folder) => isWithin(folder, out))
    .map((folder) => ({
      where: folder,
      what: `is inside the output, ${out}, and would be lost when the joined site takes its place`,
      remedy: "Name another folder with --out.",
    }));
  if (problems.length > 0) throw new InputError(problems);
}

/** Finds every problem at once. */
function readParts(folders: readonly string[], codeHash: string): FoundPart[] {
  const problems: InputProblem[] = [];
  const parts = folders.flatMap((folder): FoundPart[] => {
    const part = readPart(folder);
    if (part?.codeHash === codeHash) return [{ folder, part }];
    problems.push({
      where: folder,
      what: part ? "was built by another version of the code" : "holds no part of an archive",
      remedy: "Build it again with: npm run build -- --only SOURCE --out DIR.",
    });
    return [];
  });
  for (const { folder, part } of parts.slice(1)) {
    if (describeFrame(part) === describeFrame(parts[0]?.part)) continue;
    problems.push({
      where: folder,
      what: `is of another archive than ${parts[0]?.folder ?? ""}, or was built with other settings`,
      remedy: "Build all parts from the same snapshots, with the same archive.yaml and SITE_URL.",
    });
  }
  const owners = Map.groupBy(
    parts.flatMap(({ folder, part }) => part.archive.sources.map(({ id }) => ({ id, folder }))),
    ({ id }) => id,
  );
  for (const [id, [first, second]] of owners) {
    if (!first || !second) continue;
    problems.push({
      where: second.folder,
      what: `holds the source “${id}”, as ${first.folder} does`,
      remedy: "Name only one of the two.",
    });
  }
  const missing =
    problems.length > 0 ? [] : (parts[0]?.part.ids ?? []).filter((id) => !owners.has(id));
  problems.push(
    ...missing.map((id) => ({
      where: "command line",
      what: `no part holds the source “${id}”`,
      remedy: `Build it with: npm run build -- --only ${id} --out DIR, and name that folder too.`,
    })),
  );
  if (problems.length > 0) throw new InputError(problems);
  return parts;
}

/** What all parts have in common. */
function describeFrame(part: Part | undefined): string {
  return JSON.stringify({ ...part?.archive, ids: part?.ids, sources: null });
}

/** Sources stand in the order of a build. */
function joinFacts(parts: readonly FoundPart[]): ArchiveFacts {
  const [first] = parts;
  if (!first) throw new RangeError("There is at least one part.");
  const sources = parts.flatMap(({ part }) => part.archive.sources);
  return {
    ...first.part.archive,
    sources: sources.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
  };
}
