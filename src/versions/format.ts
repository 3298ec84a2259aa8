/**
 * The shape of the version store, as its JSON holds it. It is small by what it leaves out: a line stands
 * once in a volume, however many versions have it, and a version is what it changes in the one before.
 *
 * Snapshots are numbered from 0 in the order of the index; versions of a path from 1, oldest first, and
 * never again; lines from 0. Lines stand without their LF (a CR stays).
 */
import type { ContentHash, FileMode, NoiseRule, Path, Stamp } from "../model.ts";

/** `/<source>/versions/index.json`: which version each file had in each snapshot. */
export interface VersionIndex {
  readonly version: 1;
  readonly source: string;
  /** Whether the texts are there, or sizes and hashes only (the keeper left them out). */
  readonly texts: boolean;
  /** The keeper's rules: whoever compares versions needs them to tell lines that are noise. */
  readonly noise?: readonly NoiseRule[];
  /** Oldest first. */
  readonly snapshots: readonly Stamp[];
  /** Every path ever seen, in the order in which they were first seen. */
  readonly files: readonly IndexedFile[];
}

export interface IndexedFile {
  readonly path: Path;
  /** Its volumes are `<name>.json`, `<name>-2.json`, …. */
  readonly name: string;
  /** The number of the first version in each volume; left out where there is one volume. */
  readonly volumes?: readonly number[];
  /**
   * What befell the path, oldest first, a letter each: `v` it has its next version, `r` it is removed, `n` it
   * has a new name, `m` it is missing in a collection gap, `b` it is back as it was.
   */
  readonly states: string;
  /** For each letter the snapshot that is the first to have it so, counted from the letter before (the first from 0). */
  readonly starts: readonly number[];
  /** Versions that are equal to an earlier one of this path in bytes and mode: theirs and that one's number. */
  readonly same?: readonly (readonly [version: number, earlier: number])[];
  /** Versions that came by a new name: their number, and the file (its place in the index) and version before. */
  readonly from?: readonly (readonly [version: number, file: number, before: number])[];
}

/** `/<source>/versions/<name>.json`, as it is written: versions of one path, in the order of time. */
export interface VersionVolume extends Omit<OpenVolume, "lines"> {
  readonly lines: readonly StoredLine[];
}

/**
 * A line, or where most of it stands already: in the line of that place, which it begins like (so many
 * UTF-16 code units of it) and ends like, with another text between.
 */
export type StoredLine =
  string | readonly [like: number, head: number, tail: number, between: string];

/** A volume, opened: all its lines as they are. */
export interface OpenVolume {
  readonly version: 1;
  readonly source: string;
  readonly path: Path;
  /** Its number, from 1. */
  readonly volume: number;
  /** The number of its first version. */
  readonly first: number;
  /** Each line of its versions, mostly once. */
  readonly lines: readonly string[];
  readonly entries: readonly VersionEntry[];
}

/** What befell the path with the snapshot `at`. */
export type VersionEntry = StoredVersion | Absence | Return;

interface Entry {
  /** The first snapshot that has it so. */
  readonly at: Stamp;
  /** Of the change on its day's page; left out where the day tells of none. */
  readonly anchor?: string;
}

export interface Absence extends Entry {
  /** `missing`: in a collection gap, so perhaps not captured only. */
  readonly state: "removed" | "renamed" | "missing";
  /** Where it went. */
  readonly to?: Path;
}

/** After a gap, as it was before. */
export interface Return extends Entry {
  readonly state: "back";
}

export interface StoredVersion extends Entry {
  readonly state: "version";
  readonly git: ContentHash;
  readonly sha256: string;
  /** Bytes. */
  readonly size: number;
  readonly mode: FileMode;
  /** The name and version before, where the file had another name. */
  readonly from?: { readonly path: Path; readonly version: number };
  readonly text: StoredText | NoText;
}

/** Why a version has no text here. */
export type NoText = "binary" | "not UTF-8" | "left out";

/** A text, by the line numbers (`lines`) of its volume. */
export interface StoredText {
  /**
   * What it changes in the version before, which stands in this volume too: each the first line, how many
   * lines are deleted, and runs of lines that are inserted (the first, and how many), ascending.
   */
  readonly edits?: readonly (readonly number[])[];
  /** Or the whole text as runs (the first, and how many), where it does not follow on a text in this volume. */
  readonly whole?: readonly number[];
  /** Of a whole text what stayed of the version before, in another volume or under another name. */
  readonly kept?: readonly LineRun[];
  /** Of its other lines those that are not new to a reader: moved in the file or laid out in another way. */
  readonly alike?: readonly LineRun[];
  /** And those that were moved here from other files. */
  readonly moved?: readonly MovedLines[];
  /** Only where the last line has no LF. */
  readonly open?: true;
}

/** Lines that another file lost to this one with the same snapshot; `before` is their place in its text before. */
export interface MovedLines {
  /** Of that file, which may have another name since that snapshot: the new one. */
  readonly path: Path;
  readonly runs: readonly LineRun[];
}

/** Lines from `line` on are those of the version before from `before` on. */
export type LineRun = readonly [line: number, before: number, count: number];
