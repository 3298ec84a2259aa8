import { createHash } from "node:crypto";
import type { ContentHash } from "../model.ts";

/** Git's object id of a blob. */
export function hashContent(bytes: Uint8Array): ContentHash {
  return createHash("sha1")
    .update(`blob ${String(bytes.length)}\0`)
    .update(bytes)
    .digest("hex");
}
