import fc from "fast-check";

/** Lines of few distinct texts, so that many repeat; the last one may lack its terminator. */
const repetitiveLines: fc.Arbitrary<string[]> = fc
  .tuple(
    fc.array(fc.constantFrom("", "a", "b", "c", "# h", "```", "  x"), { maxLength: 40 }),
    fc.boolean(),
  )
  .map(([lines, isTerminated]) => terminateLines(lines, isTerminated));

/** A text and the same text after random splices. */
export const editedLines: fc.Arbitrary<{ oldLines: string[]; newLines: string[] }> = fc
  .record({
    oldLines: repetitiveLines,
    splices: fc.array(fc.tuple(fc.nat(40), fc.nat(3), repetitiveLines), { maxLength: 4 }),
  })
  .map(({ oldLines, splices }) => {
    const lines = [...oldLines];
    for (const [at, count, inserted] of splices) {
      lines.splice(Math.min(at, lines.length), count, ...inserted.slice(0, 5));
    }
    const bare = lines.map((line) => line.replace(/\n$/, ""));
    return { oldLines, newLines: terminateLines(bare, true) };
  });

function terminateLines(lines: readonly string[], isTerminated: boolean): string[] {
  return lines
    .map((line, index) => (isTerminated || index < lines.length - 1 ? `${line}\n` : line))
    .filter((line) => line !== "");
}
