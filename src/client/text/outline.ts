/** A heading of a text, to go to. */
export interface TextHeading {
  /** 1 to 6. */
  readonly depth: number;
  readonly text: string;
  /** From 0. */
  readonly line: number;
}

/** The `#` headings outside of fences and front matter: enough to find one's way by. */
export function listHeadings(lines: readonly string[]): TextHeading[] {
  const headings: TextHeading[] = [];
  let fence: string | null = null;
  for (let line = skipFrontMatter(lines); line < lines.length; line += 1) {
    const text = (lines[line] ?? "").trimEnd();
    const mark = /^ {0,3}(`{3,}|~{3,})(.*)$/.exec(text);
    if (fence === null && mark) fence = mark[1] ?? null;
    else if (fence !== null && mark?.[1]?.startsWith(fence) && mark[2]?.trim() === "") fence = null;
    const heading = /^ {0,3}(#{1,6})[ \t]+(.*?)(?:[ \t]+#+)?$/.exec(text);
    if (fence !== null || !heading || mark) continue;
    const [, marks = "", words = ""] = heading;
    if (words !== "") headings.push({ depth: marks.length, text: words, line });
  }
  return headings;
}

function skipFrontMatter(lines: readonly string[]): number {
  if (lines[0]?.trimEnd() !== "---") return 0;
  const end = lines.findIndex((line, index) => index > 0 && line.trimEnd() === "---");
  return end < 0 ? 0 : end + 1;
}
