/**
 * The words of Tidemark as types, and the lists that some of them are made of.
 *
 * Units, everywhere: a *line* keeps its terminator (`"text\n"`; the last line may lack it), so joining
 * lines gives the text back; line numbers are 1-based, array indices and ranges are 0-based and
 * half-open; columns are UTF-16 code units; sizes are bytes; times are UTC.
 */
import type { CaptureLog } from "./capture-log.ts";
import type { IsoDate, Stamp } from "./stamp.ts";

export type { IsoDate, Stamp } from "./stamp.ts";

/**
 * A file's path inside a snapshot, with `/` between segments. Bytes that are not UTF-8 stand as lone
 * surrogates (see `bytes.ts`), so that a path never loses a byte.
 */
export type Path = string;

/** Git's object id of the bytes: SHA-1 of `blob <size>\0<bytes>`, 40 hex digits. */
export type ContentHash = string;

/** As git writes them: a file, an executable file, a symbolic link (its text is its target). */
export type FileMode = "100644" | "100755" | "120000";

export interface FileEntry {
  readonly hash: ContentHash;
  readonly size: number;
  readonly mode: FileMode;
}

export type Tree = ReadonlyMap<Path, FileEntry>;

export interface Snapshot {
  readonly stamp: Stamp;
  readonly tree: Tree;
}

export interface FileVersion extends FileEntry {
  readonly path: Path;
}

/** What happened to one file in one pair. `similarity` is 0 to 1; 1 means the same bytes. */
export type FileChange =
  | { readonly kind: "added"; readonly to: FileVersion }
  | { readonly kind: "removed"; readonly from: FileVersion }
  | { readonly kind: "modified"; readonly from: FileVersion; readonly to: FileVersion }
  | {
      readonly kind: "renamed";
      readonly from: FileVersion;
      readonly to: FileVersion;
      readonly similarity: number;
    };

/** A text that stood at `from`, where another stands now, and stands at `to` now. */
export interface RelocatedText {
  readonly from: Path;
  readonly to: Path;
  /** Whether less than half of the file at `from` stayed. */
  readonly rewritten: boolean;
}

export type ChangeKind = FileChange["kind"];

/** A half-open run: `start` is in, `end` is not. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** A changed run of lines: `old` lines were replaced by `new` lines; one of them may be empty. */
export interface LineBlock {
  readonly old: Range;
  readonly new: Range;
}

/** How a file's text is read. `mdx` is Markdown whose JSX is read as HTML. */
export type Dialect = "markdown" | "mdx" | "plain";

/** How its lines are compared: `prose` is a plain text whose paragraphs may be wrapped anew. */
export type LineDialect = Dialect | "prose";

/** What a changed line amounts to beside its partner, before it is asked where else its words have been. */
export type LineClass = "content" | "markup" | "cosmetic";

/** What a changed line amounts to: exactly one of these, the first that holds. */
export const lineKinds = [
  "cosmetic", // renders the same
  "noise", // equal but for what a keeper's rule matches
  "layout", // same words in the other side of this file, in another container, marker, indentation
  "markup", // the same with other targets, emphasis or code marks
  "moved", // deleted (inserted) elsewhere in this pair
  "copied", // an insertion that stood somewhere in *from*
  "kept", // a deletion that still stands somewhere in *to*
  "again", // back, or gone once more
  "new", // an insertion that is none of these
  "gone", // a deletion that is none of these
] as const;
export type LineKind = (typeof lineKinds)[number];

/** Kinds of lines that say what they said before and look like it: the only ones that are folded. */
export const foldedKinds: readonly LineKind[] = ["cosmetic", "noise", "layout"];

/** A rule of `noise:` in a `source.yaml`. */
export interface NoiseRule {
  readonly name: string;
  /** Of RE2. Where it has a group, what the group matches is the noise, else all that it matches. */
  readonly pattern: string;
  /** Globs of the files that it is for. */
  readonly files: readonly string[];
}

/** The other end of a moved block: line numbers of its first line, and its file where that differs. */
export interface MoveEnd {
  readonly path: Path | null;
  readonly line: number;
}

/** Where else the words of a line are: a file that holds them too, or the change that the line undoes. */
export type LineLink =
  | { readonly kind: "file"; readonly path: Path }
  | { readonly kind: "change"; readonly date: IsoDate; readonly anchor: string };

export interface ContextRow {
  readonly kind: "context";
  readonly old: number;
  readonly new: number;
}

/** A deleted (`line` counts in the old text) or inserted (in the new text) line. */
export interface ChangedRow {
  readonly kind: "deletion" | "insertion";
  readonly line: number;
  readonly lineKind: LineKind;
  /** Marks: the changed stretches of the line, ascending, never touching. */
  readonly marks: readonly Range[];
  /** Set on a deletion whose insertion is the very next row. */
  readonly paired: boolean;
  /** Where a moved line went or came from; a line that is new or gone may have been edited on its way. */
  readonly move: MoveEnd | null;
  /** Of lines that are copied or kept a file, of lines that are back, or gone, again a change. */
  readonly link: LineLink | null;
  /** Of noise: the names of the rules, joined by commas. */
  readonly noise?: string;
}

export type Row = ContextRow | ChangedRow;

/** Links, emphasis or code marks that changed around equal words. */
export interface MarkupEdit {
  readonly kind: "link" | "image" | "emphasis" | "code" | "html";
  readonly text: string;
  readonly from: string;
  readonly to: string;
}

/** What happened to a table's columns, by their names. */
export interface ColumnChange {
  readonly added: readonly string[];
  readonly removed: readonly string[];
  /** Columns that stayed stand in another order. */
  readonly reordered: boolean;
}

/** A run of changed lines with its context. Starts and counts are those of a patch's `@@` header. */
export interface Hunk {
  readonly oldStart: number;
  readonly oldCount: number;
  readonly newStart: number;
  readonly newCount: number;
  /** Headings above the first changed line, outermost first. */
  readonly section: readonly string[];
  /** In display order: a deletion stands right before the insertion it is paired with. */
  readonly rows: readonly Row[];
  readonly markupEdits: readonly MarkupEdit[];
  /** Of tables whose header is among the changed lines. */
  readonly columnChanges: readonly ColumnChange[];
}

/** Why a change is shown coarser than usual; every one is said on the page. */
export type Approximation =
  | "lines" // the line diff hit its budget: larger blocks than necessary
  | "marks" // no marks inside some lines
  | "cosmetic" // not all formatting-only lines were looked for
  | "definitions" // lines were judged without some link definitions that they may use
  | "colours" // some lines are shown without highlighting
  | "sections"; // headings were not looked for

/** One text file in one pair, ready to be rendered. */
export interface TextChange {
  readonly path: Path;
  readonly dialect: Dialect;
  readonly oldLines: readonly string[];
  readonly newLines: readonly string[];
  readonly hunks: readonly Hunk[];
  readonly approximate: readonly Approximation[];
}

export interface Counts {
  readonly additions: number;
  readonly deletions: number;
}

/** Counts of each kind of line; kinds of none are left out. Their sum is the raw counts. */
export type CountsByKind = Readonly<Partial<Record<LineKind, Counts>>>;

/** A line side: `L12` is line 12 of the old text, `R12` of the new one. */
export type LineSide = `L${number}` | `R${number}`;

/** A line of a change's own hunks, or of those against the earlier version that it brings back. */
export type LineName = LineSide | `v${LineSide}`;

export interface HunkFacts {
  /** Its first changed line; with the change's anchor in front it is the hunk's permanent id. */
  readonly line: LineSide;
  readonly section: readonly string[];
}

/** What a headline says has happened; `headlines/ranking.ts` says how much each is worth. */
export const headlineKinds = [
  "file-added",
  "file-removed",
  "file-renamed",
  "file-returned",
  "file-swapped", // `old` and `new` have each other's text
  "file-rewritten", // its text is at `new` now
  "file-emptied",
  "file-replaced", // by another binary file
  "section-added",
  "section-removed",
  "section-renamed",
  "section-moved",
  "table-added",
  "table-removed",
  "column-added",
  "column-removed",
  "row-added",
  "row-removed",
  "cell",
  "version",
  "requirement", // which version of another is needed
  "date", // that goes with a version, or is called no more than that
  "value", // one word or value for another
  "text-changed",
  "text-added",
  "text-removed",
  "text-moved",
  "item-added",
  "item-removed",
  "code-changed",
  "code-added",
  "code-removed",
  "link",
  "markup",
  "front-matter",
  "silent-edit", // its date stayed
  "date-only", // only its date changed
  "back", // as at an earlier snapshot (`new`), but for so many lines (`old`)
  "mode",
  "formatting",
] as const;
export type HeadlineKind = (typeof headlineKinds)[number];

/**
 * What changed, ready to be said by `headlines/phrases.ts`. Texts are visible words of the document in one
 * line, code between backticks; one that does not apply is left out.
 */
export interface Headline {
  readonly kind: HeadlineKind;
  /** What it is about: a heading, a row, a key, a name that code defines. */
  readonly name?: string;
  /** Names of more that are told in the same sentence: the first of them. */
  readonly names?: readonly string[];
  /** How many are told together, where that is more than one. */
  readonly count?: number;
  readonly column?: string;
  readonly old?: string;
  readonly new?: string;
  /** The words around a value that make it a sentence. */
  readonly before?: string;
  readonly after?: string;
  /** The innermost heading above it. */
  readonly section?: string;
  /** Files in which the same was done, where that is more than one. */
  readonly files?: number;
  /** The changed line at which it is seen; left out where it is said of the whole file. */
  readonly line?: LineName;
  readonly weight: number;
}

/** One of several files: `anchor` is its change's. */
export interface PlacedHeadline extends Headline {
  readonly anchor: string;
}

/** A part of a change's HTML that may be laid on a page of its own. */
export interface Chunk {
  /** Lines shown. */
  readonly lines: number;
  /** Bytes of text shown. */
  readonly bytes: number;
  /** Line numbers (1-based, half-open) whose changed lines have ids in this chunk. */
  readonly sides: { readonly old: Range; readonly new: Range };
}

/** Where HTML lies in the cache entry of its pair, in bytes. */
export interface StoredHtml {
  readonly offset: number;
  readonly length: number;
}

export interface StoredChunk extends Chunk, StoredHtml {}

/** The earlier version that a change brings back, and the lines in which its text differs from that. */
export interface RevertFacts extends Counts {
  /** The newest snapshot that had that version. */
  readonly stamp: Stamp;
  /** How often in a row this befell the file, this change included. */
  readonly times: number;
  /** The change that had put another text in its place. */
  readonly undoes: { readonly date: IsoDate; readonly anchor: string };
  readonly byKind: CountsByKind;
  readonly hunks: number;
  /** What is shown instead of its own hunks; none where those are shown. */
  readonly chunks: readonly StoredChunk[];
}

/** Another change of the pair, in whose file a whole text was or is. */
interface TextElsewhere {
  readonly path: Path;
  readonly anchor: string;
}

/** What pages, feeds and JSON need to know of one change. */
export interface ChangeFacts extends Counts {
  readonly kind: ChangeKind;
  readonly path: Path;
  readonly previousPath: Path | null;
  /** Of a rename, 0 to 1. */
  readonly similarity: number | null;
  /** Permanent: `c` and ten hex digits. */
  readonly anchor: string;
  /** Only where it holds the text that another file had, which has another text now. */
  readonly textFrom?: TextElsewhere;
  /** Only where another file holds the text that it had. */
  readonly textTo?: TextElsewhere & Pick<RelocatedText, "rewritten">;
  readonly byKind: CountsByKind;
  /** Of its noise, by the names of the rules that it takes to be that. */
  readonly noise?: Readonly<Record<string, Counts>>;
  /** Only where nothing is told of it in feeds: it is noise, by rules that are not announced. */
  readonly silent?: true;
  readonly hunks: readonly HunkFacts[];
  /** The best of what it says, best first. */
  readonly headlines: readonly Headline[];
  /** Lines (both ends counted) that moved. */
  readonly moved: number;
  readonly revert: RevertFacts | null;
  readonly binary: boolean;
  /** Invalid UTF-8 bytes, shown as replacement characters. */
  readonly invalidBytes: number;
  readonly oldSize: number | null;
  readonly newSize: number | null;
  readonly oldMode: FileMode | null;
  readonly newMode: FileMode | null;
  readonly approximate: readonly Approximation[];
  /**
   * About what its HTML takes in a feed, in bytes: all of it, and what it took away (null: no words). Noise
   * counts as if no rule named it, so that a rule which comes later moves no item to another document.
   */
  readonly feedBytes: {
    readonly all: number;
    readonly removed: number | null;
    /** All that it took away is noise. */
    readonly removedNoise?: true;
  };
  /** Key of the cache entry that holds its HTML. */
  readonly fragment: string;
  readonly chunks: readonly StoredChunk[];
  /** Its first lines that say something new, where it may be too long for a page that it shares. */
  readonly excerpt: StoredHtml | null;
}

export interface PairFacts extends Counts {
  readonly from: Stamp;
  readonly to: Stamp;
  readonly byKind: CountsByKind;
  /** Only where all its changes are silent. */
  readonly silent?: true;
  /** By weight, cosmetic-only changes last. */
  readonly changes: readonly ChangeFacts[];
  /** What it says, across files, best first. */
  readonly headlines: readonly PlacedHeadline[];
  /** Files that went missing in a collection gap: removed or not captured. In no total. */
  readonly missing: readonly Path[];
  /** Files that came back from an earlier gap; those that changed meanwhile are among the changes. */
  readonly returned: readonly Path[];
  /**
   * Files of an earlier gap that are not back and count as removed now. They are among the changes (as
   * removed, or renamed), and not in the patch: that of the pair in which they went missing removes them.
   */
  readonly notBack: readonly Path[];
  /** Only where some added and removed files were not compared that may be renames. */
  readonly approximateRenames?: true;
  /** Key of all that the cache holds of it, but for the patch. */
  readonly key: string;
  /** Key of the patch in the cache. */
  readonly patch: string;
}

/** All pairs whose *to* falls on one UTC date, oldest first. */
export interface DayFacts {
  readonly date: IsoDate;
  readonly pairs: readonly PairFacts[];
}

interface SnapshotFacts {
  readonly stamp: Stamp;
  readonly files: number;
  readonly bytes: number;
}

export interface SourceFacts {
  readonly id: string;
  readonly title: string;
  readonly description: string | null;
  readonly homepage: string | null;
  readonly lang: string;
  /** Template of a file's address on the live site. */
  readonly link: string | null;
  readonly rights: string | null;
  /** Oldest first. */
  readonly snapshots: readonly SnapshotFacts[];
  /** Days on which something changed, oldest first. */
  readonly days: readonly DayFacts[];
  /** Every path ever seen, sorted, and whether the newest snapshot has it. */
  readonly files: readonly FileFacts[];
  /** Only where captures of it are written down. */
  readonly captures?: CaptureLog | undefined;
  /** Left out of the data of pages that do not need it. */
  readonly versions?: VersionFacts | undefined;
}

/** The version store: where its parts are in the cache. */
export interface VersionFacts {
  /** Whether texts are there, or sizes and hashes only. */
  readonly texts: boolean;
  /** Key of the index. */
  readonly index: string;
  readonly files: readonly {
    /** Of its volumes: `<name>.json`, `<name>-2.json`. */
    readonly name: string;
    /** Key of each volume. */
    readonly volumes: readonly string[];
  }[];
}

export interface FileFacts {
  readonly path: Path;
  /** The segment(s) of its permanent address, without slashes at the ends. */
  readonly address: string;
  readonly firstSeen: Stamp;
  readonly present: boolean;
}

export interface ArchiveFacts {
  readonly title: string;
  readonly description: string;
  readonly lang: string;
  /** Absolute address of the site's origin, or null. */
  readonly siteUrl: string | null;
  /** `/` or `/base/`. */
  readonly basePath: string;
  /** Authority of permanent feed ids, such as `changes.example.org,2026`. */
  readonly id: string | null;
  readonly sources: readonly SourceFacts[];
}

/** So many changed lines of a page are laid out at once: about what a phone takes without a stutter. */
export const linesAtOnce = 100;
