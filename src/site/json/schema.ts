/**
 * The published shapes of `/archive.json`, `/<source>/<date>.json` and `/<source>/captures/captures.json`, the
 * types that follow from them, and the schemas of these and of the version store as JSON Schema.
 */
import { z } from "zod";
import { captureOutcomes } from "../../capture-log.ts";
import { headlineKinds, lineKinds } from "../../model.ts";
import { count, jsonVersion, type Shape, stamp, version } from "../../json-values.ts";
import { versionIndexSchema, versionVolumeSchema } from "../../versions/format.ts";

const date = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .describe("A date, UTC.");
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
  .enum(captureOutcomes)
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

export type CapturesJson = Shape<typeof capturesJsonSchema>;
export type DayJson = Shape<typeof dayJsonSchema>;
export type ArchiveJson = Shape<typeof archiveJsonSchema>;
export type SourceJson = ArchiveJson["sources"][number];
export type HeadlineJson = DayJson["headlines"][number];
export type ChangeJson = Shape<typeof changeSchema>;

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
