import type { Cache } from "../../archive/cache.ts";
import type { FileKinds } from "../../kinds/find-kinds.ts";

/** The kinds of a pair's lines, and the key of what is rendered with them. */
export interface FoundKinds {
  readonly key: string;
  readonly kinds: readonly FileKinds[];
}

/** What is kept under `name`, or null. */
export function readKinds(cache: Cache, name: string): FoundKinds | null {
  const bytes = cache.read("kinds", name);
  return bytes && (JSON.parse(bytes.toString("utf8")) as FoundKinds);
}
