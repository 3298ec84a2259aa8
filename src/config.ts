/**
 * The schemas of `snapshots/archive.yaml`, of `snapshots/<source>/source.yaml` and of a build's
 * options, with the types that follow from them. Pure: takes text, gives values or an InputError.
 */
import { z } from "zod";
import { captureSchema } from "./config-capture.ts";
import { noiseSchema } from "./config-noise.ts";
import { globs, holdsPassword, share, webAddress } from "./config-values.ts";
import { describeIssue, parseYaml } from "./config-yaml.ts";
import { InputError, type InputProblem } from "./errors.ts";

const sourceIdPattern = /^[a-z0-9][a-z0-9-]*$/;
const reservedSourceIds = new Set(["search", "pagefind", "404"]);

const title = z
  .string("write a text, such as: Vite documentation")
  .trim()
  .regex(/\S/, "write a title");
const pageExample = "https://example.org/docs/";
const globExample = '["**/*.md"]';
const language = z
  .string()
  .regex(/^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/, "write a language tag, such as en or pt-BR");

const gitSchema = z.strictObject({
  repository: z
    .string("write the path of a git repository, or an address that git can clone")
    .regex(/^[^-]/, "write a path or an address; it cannot begin with a hyphen")
    .refine(
      (address) => !holdsPassword(address),
      "write the address without a name and a password: git takes them from its credential helper, or use an SSH key",
    ),
  ref: z
    .string("write a branch, a tag or a commit, such as main (a number in quotes)")
    .regex(/^[^-\s:]\S*$/, "write a branch, a tag or a commit, such as main")
    .default("HEAD"),
  folder: z.string("write a folder of the repository, such as docs").default(""),
  every: z.enum(["day", "commit"], "write day or commit").default("day"),
});

const gapSchema = z.strictObject({
  files: z.int("write a whole number of files, such as 5").min(1, "write 1 or more").default(5),
  share: share("write a share between 0 and 1, such as 0.2").default(0.2),
  snapshots: z
    .int("write a whole number of snapshots, such as 5")
    .min(2, "write 2 or more: missing from so many snapshots in a row, files count as removed")
    .default(5),
});

const sourceSchema = z.strictObject({
  title: title.optional(),
  description: z.string("write a text").trim().optional(),
  homepage: webAddress(pageExample).optional(),
  lang: language.optional(),
  link: z
    .string()
    .regex(
      /^https?:\/\/[^\s"'<>]*\{path(-without-extension)?\}[^\s"'<>]*$/,
      "write an address that holds {path} or {path-without-extension}, such as https://example.org/{path}",
    )
    .optional(),
  rights: z.string("write a text").trim().optional(),
  include: globs(globExample).default(["**/*"]),
  exclude: globs(globExample).default([]),
  git: gitSchema.optional(),
  capture: captureSchema.optional(),
  gap: gapSchema.prefault({}),
  noise: noiseSchema.default([]),
  versions: z
    .boolean("write true, or false to leave the whole texts of its versions out of the site")
    .default(true),
});

const basePath = z
  .string("write a path that begins with a slash, such as /changes/")
  .regex(/^\/[A-Za-z0-9._~/-]*$/, "write a path that begins with a slash, such as /changes/")
  .refine(
    (base) => base.split("/").every((name) => name !== "." && name !== ".."),
    "write a path without . and .., such as /changes/",
  )
  // To browsers two slashes at the beginning are another host.
  .refine((base) => !base.includes("//"), "write a path with single slashes, such as /changes/");

const archiveSchema = z.strictObject({
  title: title.default("Tidemark"),
  description: z
    .string("write a text")
    .trim()
    .default("What changed, day by day and file by file."),
  url: webAddress(pageExample).optional(),
  base: basePath.default("/"),
  lang: language.default("en"),
  id: z
    .string("write a host name of yours and a year, such as changes.example.org,2026")
    .regex(
      /^[a-z0-9.-]+,\d{4}(-\d{2}(-\d{2})?)?$/i,
      "write a host name of yours and a year in which it was, such as changes.example.org,2026",
    )
    .optional(),
});

/** Where a build reads and writes: absolute folders, and what the environment overrides. */
export interface BuildOptions {
  readonly snapshots: string;
  readonly out: string;
  readonly cache: string;
  readonly siteUrl: string | null;
  readonly basePath: string | null;
  /** Ids of the only sources to build, or null for all. */
  readonly only: readonly string[] | null;
  /** When the build began, in milliseconds: a git history gives only days that were over then. */
  readonly now: number;
  /** Milliseconds: the last snapshot's moment at most, or null for all. */
  readonly until: number | null;
  /** How many pairs are compared at once; null for as many as the machine has cores. */
  readonly threads: number | null;
}

const environmentSchema = z.object({
  SITE_URL: webAddress(pageExample).optional(),
  BASE_PATH: basePath.optional(),
});

export type SourceConfig = z.infer<typeof sourceSchema>;
export type GitConfig = z.infer<typeof gitSchema>;
export type ArchiveConfig = z.infer<typeof archiveSchema>;

/** Reads a `source.yaml`. `file` is its path, for messages. Throws InputError with every problem. */
export function parseSourceConfig(text: string, file: string): SourceConfig {
  return parseYaml(sourceSchema, text, file);
}

/** Reads an `archive.yaml`. `file` is its path, for messages. Throws InputError with every problem. */
export function parseArchiveConfig(text: string, file: string): ArchiveConfig {
  return parseYaml(archiveSchema, text, file, (config) =>
    config.url === undefined ? null : findPathProblem(config.url, config.base),
  );
}

/**
 * A site's address is its origin; the path below it is the base, and one of the two would be lost where they
 * differ. Gives the words for that, or null.
 */
export function findPathProblem(
  url: string,
  base: string,
): Pick<InputProblem, "what" | "remedy"> | null {
  const { origin, pathname, search, hash } = new URL(url);
  const path = normalizeBasePath(pathname);
  if (search + hash === "" && (path === "/" || path === normalizeBasePath(base))) return null;
  return {
    what: `the address ${JSON.stringify(url)} holds more than an origin, and the base is ${JSON.stringify(base)}`,
    remedy: `Write the two apart: “url: ${origin}” and “base: ${path}” (SITE_URL=${origin} and BASE_PATH=${path}).`,
  };
}

/** Reads the environment's overrides. Empty variables count as absent. Throws InputError. */
export function parseEnvironment(
  environment: Readonly<Record<string, string | undefined>>,
): Pick<BuildOptions, "siteUrl" | "basePath"> {
  const { SITE_URL = "", BASE_PATH = "" } = environment;
  const given = { ...(SITE_URL && { SITE_URL }), ...(BASE_PATH && { BASE_PATH }) };
  const result = environmentSchema.safeParse(given, { reportInput: true });
  if (!result.success) {
    throw new InputError(
      result.error.issues.flatMap((issue) =>
        describeIssue(issue, () => "environment", environmentSchema),
      ),
    );
  }
  return { siteUrl: result.data.SITE_URL ?? null, basePath: result.data.BASE_PATH ?? null };
}

/** What is wrong with a source's id (its folder's name), or null. */
export function findSourceIdProblem(id: string, folder: string): InputProblem | null {
  if (reservedSourceIds.has(id)) {
    return {
      where: folder,
      what: `“${id}” is an address of the site itself and cannot name a source`,
      remedy: `Rename the folder, for example to ${id}-docs.`,
    };
  }
  if (sourceIdPattern.test(id)) return null;
  const proposal = id
    .toLowerCase()
    .replaceAll(/[^a-z0-9-]+/g, "-")
    .replaceAll(/^-+|-+$/g, "");
  return {
    where: folder,
    what: `“${id}” cannot name a source: small letters, digits and hyphens only, a letter or digit first`,
    remedy: `Rename the folder, for example to ${proposal || "docs"}.`,
  };
}

/** `/` or `/base/`: one slash at both ends. */
export function normalizeBasePath(base: string): string {
  const inner = base.split("/").filter(Boolean).join("/");
  return inner === "" ? "/" : `/${inner}/`;
}
