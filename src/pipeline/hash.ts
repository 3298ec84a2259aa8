import { createHash } from "node:crypto";
import { encodeText } from "../bytes.ts";

/** SHA-256 in hex of the text's very bytes. */
export function hashText(text: string): string {
  return createHash("sha256").update(encodeText(text)).digest("hex");
}
