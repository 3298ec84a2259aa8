import type { MarkupEdit } from "../model.ts";
import type { Mark } from "./html.ts";
import type { Token } from "./writer.ts";

/** The marks of one kind that a token has. */
export interface MarkReading {
  /** What they say, outermost first; "" for none. */
  readonly value: string;
  /** The same for tokens in a row that stand in the same links, images or tags, not in equal ones. */
  readonly place: number;
}

/** Reads the marks of a kind of tokens one after another. */
export function createMarkReader(kind: MarkupEdit["kind"]): (token: Token) => MarkReading {
  let last: readonly Mark[] | null = null;
  let found: readonly Mark[] = [];
  let reading: MarkReading = { value: "", place: 0 };
  return ({ marks }) => {
    // Most tokens of a text share theirs with the one before.
    if (marks === last) return reading;
    last = marks;
    const next = marks.filter((mark) => mark.kind === kind);
    if (next.length !== found.length || next.some((mark, at) => mark !== found[at])) {
      reading = { value: next.map(({ value }) => value).join(" "), place: reading.place + 1 };
    }
    found = next;
    return reading;
  };
}
