/** Puts the kinds that were found into the hunks of a file. */
import {
  foldedKinds,
  type ChangedRow,
  type Hunk,
  type LineKind,
  type LineLink,
  type Row,
} from "../model.ts";
import type { ChangeName } from "./history.ts";
import type { FileKinds, KnownLine } from "./find-kinds.ts";
import { blank, type LineKeys, sign, worded } from "./line-keys.ts";

/** Numbers (from 1) of changed lines without letters or digits: blank ones, and others. */
export interface SilentLines {
  readonly blank: readonly number[];
  readonly sign: readonly number[];
}

/** Of one side the changed lines that say nothing by themselves; `lines` are 0-based. */
export function listSilent({ sort }: LineKeys, lines: readonly number[]): SilentLines {
  const list = (wanted: number) =>
    lines.filter((line) => sort[line] === wanted).map((line) => line + 1);
  return { blank: list(blank), sign: list(sign) };
}

interface KindsOfSide {
  readonly known: ReadonlyMap<number, KnownLine>;
  readonly sorts: ReadonlyMap<number, number>;
}

/**
 * The hunks with the kind of every line. A line without letters or digits takes the kind of the nearest
 * line of its side above in the hunk, else below, else of the other side; but not `cosmetic`, which it
 * would be by itself if it changed nothing. What shows something, such as a rule or a brace, is not folded
 * because its neighbour is.
 */
export function applyKinds(
  hunks: readonly Hunk[],
  kinds: FileKinds | undefined,
  silent: { readonly old: SilentLines; readonly new: SilentLines },
  linkTo: (change: ChangeName) => LineLink,
): Hunk[] {
  const sides = { deletion: indexSide("old"), insertion: indexSide("new") };
  function indexSide(side: "old" | "new"): KindsOfSide {
    return {
      known: new Map(kinds?.[side].map((known) => [known.line, known])),
      sorts: new Map([
        ...silent[side].blank.map((line) => [line, blank] as const),
        ...silent[side].sign.map((line) => [line, sign] as const),
      ]),
    };
  }
  const apply = (row: ChangedRow): ChangedRow => {
    const known = sides[row.kind].known.get(row.line);
    if (!known || !isOpen(row)) return row;
    const link = known.undoes ? linkTo(known.undoes) : nameFile(known);
    return { ...row, lineKind: known.kind, move: known.move ?? null, link };
  };
  return hunks.map((hunk) => {
    const rows = hunk.rows.map((row) => (row.kind === "context" ? row : apply(row)));
    const sortOf = (row: ChangedRow) =>
      isOpen(row) ? (sides[row.kind].sorts.get(row.line) ?? worded) : worded;
    return { ...hunk, rows: spreadKinds(rows, sortOf) };
  });
}

function nameFile({ file }: KnownLine): LineLink | null {
  return file === undefined ? null : { kind: "file", path: file };
}

function isOpen({ lineKind }: ChangedRow): boolean {
  return lineKind === "new" || lineKind === "gone";
}

function spreadKinds(rows: readonly Row[], sortOf: (row: ChangedRow) => number): Row[] {
  const changed = rows.filter((row) => row.kind !== "context");
  const nearest = new Map<ChangedRow, ChangedRow>();
  const note = (list: readonly ChangedRow[], isNear: (a: ChangedRow, b: ChangedRow) => boolean) => {
    const last: Partial<Record<ChangedRow["kind"], ChangedRow>> = {};
    let any: ChangedRow | undefined;
    for (const row of list) {
      if (row.lineKind === "cosmetic") continue;
      if (sortOf(row) === worded) {
        last[row.kind] = row;
        any = row;
        continue;
      }
      const near = last[row.kind] ?? any;
      if (near && !nearest.has(row) && isNear(row, near)) nearest.set(row, near);
    }
  };
  const isSameSide = (a: ChangedRow, b: ChangedRow) => a.kind === b.kind;
  for (const isNear of [isSameSide, () => true]) {
    note(changed, isNear);
    note(changed.toReversed(), isNear);
  }
  return rows.map((row): Row => {
    if (row.kind === "context") return row;
    const near = nearest.get(row);
    if (!near || (sortOf(row) === sign && foldedKinds.includes(near.lineKind))) return row;
    const lineKind = mirror(near.lineKind, row.kind);
    const isSame = near.kind === row.kind;
    const link = isSame && !isOpen(near) ? near.link : null;
    return { ...row, lineKind, move: null, link, ...(near.noise && { noise: near.noise }) };
  });
}

/** The kind that a line of this side has where its neighbour has `kind`. */
function mirror(kind: LineKind, side: ChangedRow["kind"]): LineKind {
  const [arrived, left] = [side === "insertion", side === "deletion"];
  if (kind === "new" || kind === "gone") return arrived ? "new" : "gone";
  if (kind === "copied" || kind === "kept") return left ? "kept" : "copied";
  return kind;
}
