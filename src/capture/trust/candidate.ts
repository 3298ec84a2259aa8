import type { Path } from "../../model.ts";
import type { Signs } from "./signs.ts";

/** A file that is new or not what it was. */
export interface Candidate {
  readonly path: Path;
  /** What was asked for, and where redirects led; of a program's file its path. */
  readonly address: string;
  readonly url: string;
  /** Of the web page; empty where there is none. */
  readonly title: string;
  readonly now: Signs;
  /** Null for a file that the last snapshot did not have. */
  readonly last: Signs | null;
  /** The share of the last text's words that are still there, 0 to 1. */
  readonly kept: number;
  /** Files of the capture, itself among them, that came byte for byte so and were not one text before. */
  readonly duplicates: number;
  /** The address that the page itself says is its own; empty where it says none. */
  readonly canonical: string;
  /** Holds nothing but its heading and lines that most of the files never seen before have. */
  readonly isBare: boolean;
}
