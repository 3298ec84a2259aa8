import { createHash } from "node:crypto";
import { encodeText } from "../bytes.ts";

/** SHA-256 in hex of the text's very bytes. */
export function hashText(text: string): string {
  return hashBytes(encodeText(text));
}

/** SHA-256 in hex. */
export function hashBytes(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
