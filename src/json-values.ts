/** Values that several published shapes of JSON have, and the types that follow from a shape. Pure. */
import { z } from "zod";

/** A change of shape, a new field included, is a new version with a schema of its own. */
export const jsonVersion = 1;

export const version = z.literal(jsonVersion).describe("The version of this shape.");
export const stamp = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}(T\d{4}(\d{2})?Z)?$/)
  .describe("The moment of a snapshot, UTC: 2026-05-21T0636Z, or a bare date.");
export const count = z.int().nonnegative();

/** What a schema reads, all of it readonly. */
export type Shape<Schema extends z.ZodType> = Fixed<z.infer<Schema>>;

type Fixed<Value> = Value extends object
  ? { readonly [Key in keyof Value]: Fixed<Value[Key]> }
  : Value;
