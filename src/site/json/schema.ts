/**
 * The published shapes of `/archive.json` and `/<source>/<date>.json`, and the types that follow from
 * them. A change of shape, a new field included, is a new version with a schema of its own.
 */
import { z } from "zod";

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

const changeSchema = z.strictObject({
  path,
  previousPath: path.optional().describe("Of a renamed file."),
  kind: z.enum(["added", "removed", "modified", "renamed"]),
  ...counts,
  cosmetic: z.strictObject(counts).describe("The part of the counts that is formatting only."),
  sections: z
    .array(z.array(z.string()))
    .describe("The Markdown sections that changed, each as its headings, outermost first."),
  moved: count.describe("Lines, both ends counted, that moved."),
  revertOf: stamp.optional().describe("The snapshot whose text is brought back."),
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
  changes: z.array(changeSchema).describe("By weight, formatting-only ones last."),
});

export const dayJsonSchema = z
  .strictObject({ version, source: z.string(), date, pairs: z.array(pairSchema) })
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
              files: count.describe("Files changed; one that changed twice counts once."),
              ...counts,
            }),
          )
          .describe("Days on which something changed, oldest first."),
      }),
    ),
  })
  .describe("The archive: its sources, their snapshots and days: /archive.json.");

export type DayJson = z.infer<typeof dayJsonSchema>;
export type ArchiveJson = z.infer<typeof archiveJsonSchema>;
export type ChangeJson = z.infer<typeof changeSchema>;

const published = { archive: archiveJsonSchema, day: dayJsonSchema } as const;

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
