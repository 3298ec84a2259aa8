import type { Path } from "../../model.ts";

/**
 * Whether a file of that path would lie in the snapshot and do nothing by lying there: no name that
 * leads elsewhere, and no `.git`, by whose settings git runs programs.
 */
export function isSafePath(path: Path): boolean {
  return path
    .split("/")
    .every((name) => name !== "" && name !== "." && name !== ".." && !unsafe.test(name));
}

/** HFS+ passes over invisible signs in names; Windows knows `.git` as `git~1`, too, and ends it in dots. */
const unsafe =
  /\0|^(?:\.[\u200c-\u200f\u202a-\u202e\u206a-\u206f\ufeff]*g[\u200c-\u200f]*i[\u200c-\u200f]*t|git~1)[. ]*$/iu;
