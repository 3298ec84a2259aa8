import type { TableContext } from "./align.ts";
import type { BlockLine } from "./align-lines.ts";
import { compareColumns } from "./tables.ts";
import type { Headers } from "./tables-pair.ts";

/**
 * Finds the headers of the tables in a block. The answer takes the indices of an old and a new row and
 * gives their headers where the columns differ, else null: rows are then compared by position.
 */
export function findHeaders(
  old: readonly BlockLine[],
  new_: readonly BlockLine[],
  table: TableContext,
): (oldRow: number, newRow: number) => Headers | null {
  const oldHeaders = listHeaders(old, table.oldHeader);
  const newHeaders = listHeaders(new_, table.newHeader);
  const differ = new Map<string, Map<string, boolean>>();
  return (oldRow, newRow) => {
    const before = oldHeaders[oldRow] ?? null;
    const after = newHeaders[newRow] ?? null;
    if (before === null || after === null) return null;
    const answers = differ.get(before) ?? new Map<string, boolean>();
    differ.set(before, answers);
    const answer = answers.get(after) ?? compareColumns(before, after) !== null;
    answers.set(after, answer);
    return answer ? { old: before, new: after } : null;
  };
}

/** For each line of a table the table's header row, if the block or its context has it. */
function listHeaders(lines: readonly BlockLine[], context: string | null): (string | null)[] {
  let header = context;
  return lines.map((line, index) => {
    if (line.kind === "row" && lines[index + 1]?.kind === "rule") header = line.text;
    else if (line.kind !== "row" && line.kind !== "rule") header = null;
    return header;
  });
}
