import type { Definitions } from "../definitions.ts";
import { readInline } from "./inline.ts";
import type { FlowNode } from "../parse.ts";

type Heading = Extract<FlowNode, { type: "heading" }>;

/** Reads a heading that begins with number signs; null for one without words, and in doubt. */
export function readAtx(line: string, number: number, definitions: Definitions): Heading | null {
  const [, signs = "", source = ""] = ATX.exec(line) ?? [];
  const depth = signs.length;
  const text = source.replace(TRAILING, "").replace(CLOSING, "");
  if (!isDepth(depth) || text === "") return null;
  const children = readInline(text, number, definitions);
  return children && { type: "heading", depth, children: [...children] };
}

const ATX = /^ {0,3}(#{1,6})[ \t]+([^ \t].*)$/;
const TRAILING = /(?<![ \t])[ \t]+$/;
const CLOSING = /(?:^|(?<![ \t])[ \t]+)#+$/;

function isDepth(depth: number): depth is 1 | 2 | 3 | 4 | 5 | 6 {
  return depth >= 1 && depth <= 6;
}
