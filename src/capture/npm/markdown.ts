export interface Column {
  readonly title: string;
  /** Numbers stand to the right. */
  readonly align: "left" | "right";
}

/**
 * A Markdown table with aligned columns. Widths are rounded up to multiples of four, so that one
 * longer name does not pad every row anew. Cells are Markdown already, their pipes escaped.
 */
export function formatTable(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
): string {
  const widths = columns.map(({ title }, index) => {
    const longest = Math.max(title.length, ...rows.map((row) => row[index]?.length ?? 0));
    return Math.ceil(longest / 4) * 4;
  });
  const formatRow = (cells: readonly string[]) => {
    const padded = columns.map(({ align }, index) => {
      const [cell, width] = [cells[index] ?? "", widths[index] ?? 0];
      return align === "right" ? cell.padStart(width) : cell.padEnd(width);
    });
    return `| ${padded.join(" | ")} |\n`;
  };
  const rule = columns.map(({ align }, index) => {
    const dashes = "-".repeat(widths[index] ?? 0);
    return align === "right" ? `${dashes.slice(1)}:` : dashes;
  });
  return [columns.map(({ title }) => title), rule, ...rows].map(formatRow).join("");
}

/** `text` as inline code, Line breaks become spaces. */
export function formatCode(text: string): string {
  // Markdown knows no empty code; a single space is the nearest to it.
  const flat = text.replaceAll(/\s+/g, " ") || " ";
  const longest = Math.max(0, ...[...flat.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  // Code that begins or ends with a backtick needs a space between it and the fence.
  const space = flat.startsWith("`") || flat.endsWith("`") ? " " : "";
  return `${fence}${space}${flat}${space}${fence}`;
}

/** The same for a table cell, where GFM reads `|` as the end of the cell even inside code. */
export function formatCodeCell(text: string): string {
  return formatCode(text).replaceAll("|", "\\|");
}
