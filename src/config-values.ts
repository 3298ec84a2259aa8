/** Values that several keys of the settings take. Pure. */
import { z } from "zod";

/** A whole address without a name and a password, such as `example`. */
export function webAddress(example: string): z.ZodType<string, string> {
  return z
    .url({ protocol: /^https?$/, error: `write a whole address, such as ${example}` })
    .refine(
      (address) => !holdsPassword(address),
      "write the address without a name and a password",
    );
}

/** A list of globs, such as `example`. */
export function globs(example: string): z.ZodArray<z.ZodString> {
  return z.array(z.string().min(1), `write a list of globs, such as ${example}`);
}

/** A number from 0 to 1; `message` says so. */
export function share(message: string): z.ZodNumber {
  return z.number(message).min(0, message).max(1, message);
}

/** A name and a password before the host; `git@` alone is how SSH is addressed. */
export function holdsPassword(address: string): boolean {
  return /^https?:\/\/[^/]*@/i.test(address) || /^[a-z+]+:\/\/[^/@]*:[^/]*@/i.test(address);
}
