import { z } from "zod";

/** The facts of one version that `npm view` is asked for; what a version lacks is left out. */
export type Release = z.infer<typeof release>;

/** Ranges by package name. */
export type Ranges = Readonly<Record<string, string>>;

/**
 * The fields to name after `npm view NAME@>=0.0.0`. `name` must be among them: when the first version
 * has only one of the fields, npm answers with that field's bare values and drops all the others.
 */
export const releaseFields = [
  "name",
  "version",
  "engines",
  "dependencies",
  "peerDependencies",
  "peerDependenciesMeta",
  "exports",
  "main",
  "module",
  "types",
  "bin",
  "dist.unpackedSize",
] as const;

/**
 * Reads the answer to `npm view NAME time --json`: the registry's own time of each version, in
 * milliseconds since 1970. Entries that are no versions (`created`, `modified`) are kept: nothing asks for them.
 *
 * @throws {z.ZodError} when the answer is not an object of times.
 */
export function parseTimes(answer: unknown): ReadonlyMap<string, number> {
  const times = z.record(z.string(), z.string()).parse(answer);
  const entries = Object.entries(times).map(
    ([version, time]) => [version, Date.parse(time)] as const,
  );
  return new Map(entries.filter(([, time]) => !Number.isNaN(time)));
}

/**
 * Reads the answer to `npm view NAME@>=0.0.0 …releaseFields --json`: a list of versions, or one object
 * when the package has a single version. A field of an unexpected form counts as missing: packages
 * of the early years hold all sorts.
 *
 * @throws {z.ZodError} when the answer is no list of versions.
 */
export function parseReleases(answer: unknown): readonly Release[] {
  return z.array(release).parse(Array.isArray(answer) ? answer : [answer]);
}

const ranges = z.record(z.string(), z.string()).optional().catch(undefined);
const text = z.string().optional().catch(undefined);

const release = z.object({
  version: z.string(),
  engines: ranges,
  dependencies: ranges,
  peerDependencies: ranges,
  peerDependenciesMeta: z
    .record(z.string(), z.object({ optional: z.boolean().optional() }))
    .optional()
    .catch(undefined),
  exports: z.unknown().optional(),
  main: text,
  module: text,
  types: text,
  bin: z
    .union([z.string(), z.record(z.string(), z.string())])
    .optional()
    .catch(undefined),
  "dist.unpackedSize": z.number().optional().catch(undefined),
});
