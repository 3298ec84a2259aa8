import { createDocument } from "../../../src/markdown/document.ts";
import { readDirectly } from "../../../src/markdown/direct/segment.ts";
import { readPieces } from "../../../src/markdown/pieces.ts";
import { splitLines } from "../whole.ts";

/** The pieces of a text, read without a parser where that is possible, and where it is not. */
export function readBothWays(text: string, dialect: "markdown" | "mdx" = "markdown") {
  const document = createDocument(splitLines(text), dialect);
  const direct = document.segments.filter((segment) => readDirectly(document, segment) !== null);
  return {
    count: direct.length,
    direct: readPieces(document, direct),
    parsed: readPieces(document, direct, { readSimple: () => null }),
  };
}
