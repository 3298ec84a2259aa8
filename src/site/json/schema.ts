/**
 * The published shapes of `/archive.json`, `/<source>/<date>.json`,
 * `/<source>/captures/captures.json` and the version store, and the types that follow from them. A change of shape, a new field included, is a new version with a schema of its own.
 */
import { z } from "zod";
import { headlineKinds, lineKinds } from "../../model.ts";
import type { VersionVolume, VersionIndex } from "../../versions/format.ts";

export const jsonVersion = 1;

const version = z.literal(jsonVersion).describe("The version of this shape.");
const date = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .describe("A date, UTC.");
const stamp = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}(T\d{4}(\d{2})?Z)?$/)
  .describe("The moment of a snapshot, UTC: 2026-05-21T0636Z, or a bare date.");
const count = z.int().nonnegative();
const size = count.nullable().describe("Bytes, or null where there was no file.");
const path = z.string().describe("A file's path; bytes that are no UTF-8 became U+FFFD.");
const address = z
  .string()
  .regex(/^\//)
  .describe("An address on this site, base path included; resolve it against the document's own.");
const counts = { additions: count, deletions: count };

const byKind = z
  .partialRecord(z.enum(lineKinds), z.strictObject(counts))
  .describe("The counts by kinds of lines; kinds of none are left out. They add up to the counts.");

const headlines = z
  .array(
    z.strictObject({
      kind: z.enum(headlineKinds).describe("What it says has happened."),
      text: z.string().describe("The sentence, at most 90 characters; code between backticks."),
      path: path.describe("The file, of an edit in several the first one."),
      address: address.describe("The line at which it is seen, or the change."),
    }),
  )
  .describe("What changed, in words: the best first. The same edit in many places is one.");

const changeSchema = z.strictObject({
  path,
  previousPath: path.optional().describe("Of a renamed file."),
  kind: z.enum(["added", "removed", "modified", "renamed"]),
  textFrom: path
    .optional()
    .describe("The file whose whole text stands here now; it has another text itself."),
  textTo: path.optional().describe("The file in which the whole text that stood here stands now."),
  ...counts,
  cosmetic: z.strictObject(counts).describe("The part of the counts that is formatting only."),
  byKind,
  noise: z
    .record(z.string(), z.strictObject(counts))
    .optional()
    .describe("Of its noise, the counts by the rules of the keeper that it is noise by."),
  sections: z
    .array(z.array(z.string()))
    .describe("The Markdown sections that changed, each as its headings, outermost first."),
  headlines,
  moved: count.describe("Lines, both ends counted, that moved."),
  revertOf: stamp
    .optional()
    .describe(
      "The snapshot whose text is brought back: at most half as many lines differ from it.",
    ),
  revert: z
    .strictObject({
      times: count.describe("How often in a row this befell the file, this change included."),
      ...counts,
      byKind,
    })
    .optional()
    .describe("With revertOf: the lines that differ from that snapshot's text."),
  binary: z.boolean(),
  oldSize: size,
  newSize: size,
  anchor: z
    .string()
    .regex(/^c[0-9a-f]{10}$/)
    .describe("The change's id on its day's page."),
  url: address,
});

const pairSchema = z.strictObject({
  from: stamp,
  to: stamp,
  patch: address.describe("A git patch that turns the one snapshot into the other."),
  files: count.describe("Files changed."),
  ...counts,
  cosmetic: z.strictObject(counts),
  byKind,
  silent: z
    .literal(true)
    .optional()
    .describe("Only where feeds have no item of it: it is noise by the keeper's rules."),
  missing: z
    .array(path)
    .describe("Files that a failed capture probably missed; they are in no count and no change."),
  returned: z
    .array(path)
    .describe(
      "Files that are back from such a gap; a change compares with the text before it, the patch adds them.",
    ),
  notBack: z
    .array(path)
    .describe(
      "Files of such a gap that are not back and count as removed now: in counts and changes, not in the patch.",
    ),
  changes: z
    .array(changeSchema)
    .describe("Most new and gone lines first, formatting-only ones last."),
});

const dayTotals = {
  files: count.describe("Files changed; one that changed twice counts once."),
  ...counts,
  byKind,
};

export const dayJsonSchema = z
  .strictObject({
    version,
    source: z.string(),
    date,
    ...dayTotals,
    headlines,
    pairs: z.array(pairSchema),
  })
  .describe("What changed in one source on one day: /<source>/<date>.json.");

export const archiveJsonSchema = z
  .strictObject({
    version,
    title: z.string(),
    sources: z.array(
      z.strictObject({
        id: z.string().regex(/^[a-z0-9][a-z0-9-]*$/),
        title: z.string(),
        homepage: z.string().nullable(),
        url: address,
        snapshots: z.array(stamp).describe("Oldest first."),
        days: z
          .array(
            z.strictObject({
              date,
              url: address,
              json: address,
              ...dayTotals,
            }),
          )
          .describe("Days on which something changed, oldest first."),
      }),
    ),
  })
  .describe("The archive: its sources, their snapshots and days: /archive.json.");

const moment = z.iso.datetime().describe("When a capture began, UTC.");
const problems = z
  .array(
    z.strictObject({
      reason: z.string(),
      count,
      addresses: z.array(z.string()).describe("The first few of them, as text."),
    }),
  )
  .describe("By reason.");
const outcome = z
  .enum(["captured", "unchanged", "partial", "refused", "failed"])
  .describe(
    "A snapshot was written; nothing had changed; something could not be had; too much would have vanished; nothing came.",
  );

export const capturesJsonSchema = z
  .strictObject({
    version,
    source: z.string(),
    url: address,
    health: z
      .enum(["well", "partial", "refused", "failed"])
      .nullable()
      .describe("What the newest capture came to, or null where there is none."),
    healthSince: moment.nullable().describe("The first capture in a row of that health."),
    lastAttempt: moment.nullable(),
    lastSuccess: moment.nullable().describe("The newest capture that got all there was."),
    recent: z
      .strictObject({
        from: date,
        to: date,
        captures: count,
        failures: problems,
        changedLines: count,
        formattingLines: count.describe("Changed lines that are formatting only."),
      })
      .nullable()
      .describe("The thirty days up to the newest capture."),
    days: z
      .array(z.strictObject({ date, outcome: z.enum([...outcome.options, "none"]) }))
      .describe("Every day of the year up to the newest capture, from the first one on."),
    captures: z
      .array(
        z.strictObject({
          at: moment,
          outcome,
          exit: count.describe("The exit code of the command for this source."),
          snapshot: stamp.nullable(),
          added: count,
          modified: count,
          removed: count,
          kept: count.describe("Files that keep their last text because nothing better came."),
          failures: problems,
          redirects: problems,
          suspected: problems.describe("Answers that look like error pages."),
          seconds: z.number().nonnegative(),
        }),
      )
      .describe("The newest hundred, oldest first."),
    damagedLines: count.describe("Lines of captures.jsonl that could not be read."),
  })
  .describe("The health of a source's captures: /<source>/captures/captures.json.");

export type CapturesJson = z.infer<typeof capturesJsonSchema>;
export type DayJson = z.infer<typeof dayJsonSchema>;
export type ArchiveJson = z.infer<typeof archiveJsonSchema>;
export type SourceJson = ArchiveJson["sources"][number];
export type HeadlineJson = DayJson["headlines"][number];
export type ChangeJson = z.infer<typeof changeSchema>;

const exactPath = z
  .string()
  .describe("A file's path; a byte that is no UTF-8 is the lone surrogate U+DC00 plus the byte.");
const volumeName = z
  .string()
  .regex(/^[0-9a-f]{10,}$/)
  .describe("Its volumes are <name>.json, <name>-2.json, and so on, beside the index.");
const lineRun = z.tuple([count, count, count]);
const anchor = z.string().regex(/^c[0-9a-f]{10}$/);

export const versionIndexSchema: z.ZodType<VersionIndex> = z
  .strictObject({
    version,
    source: z.string(),
    texts: z.boolean().describe("Whether texts are there, or sizes and hashes only."),
    noise: z
      .array(
        z.strictObject({
          name: z.string(),
          pattern: z
            .string()
            .describe(
              "A regular expression of RE2. Where it has a group, that is noise, else all of it.",
            ),
          files: z.array(z.string()).describe("Globs of the paths that it is for."),
        }),
      )
      .exactOptional()
      .describe("The keeper's rules for what changes in a line without meaning anything."),
    snapshots: z.array(stamp).describe("Oldest first; numbered from 0."),
    files: z
      .array(
        z.strictObject({
          path: exactPath,
          name: volumeName,
          volumes: z
            .array(count)
            .exactOptional()
            .describe("The number of the first version in each volume, where there are several."),
          states: z
            .string()
            .regex(/^[vrnmb]+$/)
            .describe(
              "What befell the path, oldest first: v it has its next version (numbered from 1), r it is removed, n it has a new name, m it is missing in a collection gap, b it is back as it was.",
            ),
          starts: z
            .array(count)
            .describe(
              "For each letter of states the number of the first snapshot that has it so, less that of the letter before.",
            ),
          same: z
            .array(z.tuple([count, count]))
            .exactOptional()
            .describe("Versions that equal an earlier one in bytes and mode, and that one."),
          from: z
            .array(z.tuple([count, count, count]))
            .exactOptional()
            .describe(
              "Versions that came by a new name: version, place in files of the former name (from 0), its version.",
            ),
        }),
      )
      .describe("Every path ever seen, in the order in which they were first seen."),
  })
  .describe(
    "Which version each file had in each snapshot of a source: /<source>/versions/index.json.",
  );

const storedText = z
  .strictObject({
    edits: z
      .array(z.array(count))
      .exactOptional()
      .describe(
        "What changed in the version before: for each edit its first line there, how many are deleted, then runs of lines that are inserted: a place in lines, and how many.",
      ),
    whole: z
      .array(count)
      .exactOptional()
      .describe("Or the whole text as runs: a place in lines, and how many."),
    kept: z
      .array(lineRun)
      .exactOptional()
      .describe(
        "Of a whole text what stayed of the version before (of the former name, or in the volume before): line, line there, how many.",
      ),
    alike: z
      .array(lineRun)
      .exactOptional()
      .describe("Of its other lines those that were moved or laid out in another way, likewise."),
    moved: z
      .array(z.strictObject({ path: exactPath, runs: z.array(lineRun) }))
      .exactOptional()
      .describe(
        "And those that another file (by its name from then on) lost to this one with the same snapshot: line, line in the text before of that file, how many.",
      ),
    open: z.literal(true).exactOptional().describe("The last line has no line feed."),
  })
  .describe("A text. Lines are numbered from 0; each ends with a line feed that is not written.");

const event = {
  at: stamp.describe("The first snapshot that has it so."),
  anchor: anchor.exactOptional().describe("The change's id on its day's page."),
};

export const versionVolumeSchema: z.ZodType<VersionVolume> = z
  .strictObject({
    version,
    source: z.string(),
    path: exactPath,
    volume: count.describe("Its number, from 1."),
    first: count.describe("The number of its first version."),
    lines: z
      .array(z.union([z.string(), z.tuple([count, count, count, z.string()])]))
      .describe(
        "The lines of its versions, without their line feeds. Some are told by an earlier one: its place in lines, how many UTF-16 code units they share with its beginning, how many with its end, and what stands between.",
      ),
    entries: z
      .array(
        z.discriminatedUnion("state", [
          z.strictObject({
            ...event,
            state: z.literal("version"),
            git: z
              .string()
              .regex(/^[0-9a-f]{40}$/)
              .describe("Git's id of the bytes as a blob."),
            sha256: z
              .string()
              .regex(/^[0-9a-f]{64}$/)
              .describe("Of the bytes."),
            size: count.describe("Bytes."),
            mode: z.enum(["100644", "100755", "120000"]).describe("As git writes them."),
            from: z.strictObject({ path: exactPath, version: count }).exactOptional(),
            text: z.union([storedText, z.enum(["binary", "not UTF-8", "left out"])]),
          }),
          z.strictObject({
            ...event,
            state: z.enum(["removed", "renamed", "missing"]),
            to: exactPath.exactOptional(),
          }),
          z.strictObject({ ...event, state: z.literal("back") }),
        ]),
      )
      .describe("What befell the path, oldest first."),
  })
  .describe("Versions of one path: /<source>/versions/<name>.json.");

const published = {
  archive: archiveJsonSchema,
  day: dayJsonSchema,
  captures: capturesJsonSchema,
  versions: versionIndexSchema,
  volume: versionVolumeSchema,
} as const;

export type PublishedSchema = keyof typeof published;

export const publishedSchemas = Object.keys(published) as PublishedSchema[];

/** Where a schema stands; its version is part of the address. */
export function addressOfSchema(base: string, name: PublishedSchema): string {
  return `${base}-/schema/${String(jsonVersion)}/${name}.json`;
}

/** The schema as JSON Schema, draft 2020-12. `id` is its address. */
export function writeSchema(name: PublishedSchema, id: string): object {
  const { $schema, ...schema } = z.toJSONSchema(published[name]);
  return { $schema, $id: id, title: `Tidemark ${name}`, ...schema };
}
