/**
 * The shape of the version store, as its JSON holds it, and the types that follow from it. It is small by what
 * it leaves out: a line stands once in a volume, however many versions have it, and a version is what it
 * changes in the one before.
 *
 * Snapshots are numbered from 0 in the order of the index; versions of a path from 1, oldest first, and
 * never again; lines from 0. Lines stand without their LF (a CR stays).
 */
import { z } from "zod";
import { count, type Shape, stamp, version } from "../json-values.ts";

const exactPath = z
  .string()
  .describe("A file's path; a byte that is no UTF-8 is the lone surrogate U+DC00 plus the byte.");
const volumeName = z
  .string()
  .regex(/^[0-9a-f]{10,}$/)
  .describe("Its volumes are <name>.json, <name>-2.json, and so on, beside the index.");
const lineRun = z.tuple([count, count, count]);
const anchor = z.string().regex(/^c[0-9a-f]{10}$/);

export const versionIndexSchema = z
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

export const versionVolumeSchema = z
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

/** `/<source>/versions/index.json`: which version each file had in each snapshot. */
export type VersionIndex = Shape<typeof versionIndexSchema>;
export type IndexedFile = VersionIndex["files"][number];

/** `/<source>/versions/<name>.json`, as it is written: versions of one path, in the order of time. */
export type VersionVolume = Shape<typeof versionVolumeSchema>;
export type StoredLine = VersionVolume["lines"][number];

/** A volume, opened: all its lines as they are. */
export interface OpenVolume extends Omit<VersionVolume, "lines"> {
  readonly lines: readonly string[];
}

/** What befell the path with the snapshot `at`. */
export type VersionEntry = VersionVolume["entries"][number];
export type StoredVersion = Extract<VersionEntry, { state: "version" }>;
export type Absence = Extract<VersionEntry, { state: "removed" | "renamed" | "missing" }>;
export type Return = Extract<VersionEntry, { state: "back" }>;

/** A text, by the line numbers (`lines`) of its volume; or why it is not here. */
export type StoredText = Exclude<StoredVersion["text"], string>;
export type NoText = Extract<StoredVersion["text"], string>;

/** Lines from the first number on are those of the version before from the second on, so many. */
export type LineRun = Shape<typeof lineRun>;
export type MovedLines = NonNullable<StoredText["moved"]>[number];
