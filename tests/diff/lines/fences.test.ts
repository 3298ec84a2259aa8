import { expect, it } from "vitest";

import { findFencedLines } from "../../../src/diff/lines/fences.ts";

/** The text with a bar before every line that is found to be fenced. */
function showFenced(marked: string): string {
  const rows = marked.trim().split("\n");
  const fenced = findFencedLines(rows.map((row) => `${row.slice(2)}\n`));
  return rows.map((row, index) => `${fenced[index] === 1 ? "|" : "."} ${row.slice(2)}`).join("\n");
}

it.each([
  [
    "code and its closing line",
    `
. text
. \`\`\`js
| code
| \`\`\`
. text`,
  ],
  [
    "a longer closing line, and none that is shorter or has words",
    `
. \`\`\`\`
| \`\`\`
| \`\`\`\` js
| \`\`\`\`\`
. text`,
  ],
  [
    "tildes, in which backticks are code",
    `
. ~~~ a \`b\`
| \`\`\`
| ~~~
. text`,
  ],
  [
    "no backticks that open and close inline code",
    `
. \`\`\`code\`\`\`
. text`,
  ],
  [
    "fences in lists and quotes",
    `
. 1. \`\`\`sh
|    code
|    \`\`\`
. > \`\`\`
| > code
| > \`\`\`
. text`,
  ],
  [
    "all that follows a fence that never closes",
    `
. \`\`\`
| text
| # text`,
  ],
])("finds %s", (_, marked) => {
  expect(showFenced(marked)).toBe(marked.trim());
});
