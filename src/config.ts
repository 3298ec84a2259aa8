/**
 * The schemas of `snapshots/archive.yaml`, of `snapshots/<source>/source.yaml` and of a build's
 * options, with the types that follow from them. Pure: takes text, gives values or an InputError.
 */
import { type Document, isMap, isNode, isScalar, LineCounter, parseDocument, visit } from "yaml";
import { z } from "zod";
import { captureSchema } from "./config-capture.ts";
import { InputError, type InputProblem } from "./errors.ts";

const sourceIdPattern = /^[a-z0-9][a-z0-9-]*$/;
const reservedSourceIds = new Set(["search", "pagefind", "404"]);

const title = z
  .string("write a text, such as: Vite documentation")
  .trim()
  .regex(/\S/, "write a title");
const webAddress = z
  .url({
    protocol: /^https?$/,
    error: "write a whole address, such as https://example.org/docs/",
  })
  .refine((address) => !holdsPassword(address), "write the address without a name and a password");
const language = z
  .string()
  .regex(/^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/, "write a language tag, such as en or pt-BR");
const globs = z.array(z.string().min(1), 'write a list of globs, such as ["**/*.md"]');

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
  share: z
    .number("write a share between 0 and 1, such as 0.2")
    .min(0, "write a share between 0 and 1, such as 0.2")
    .max(1, "write a share between 0 and 1, such as 0.2")
    .default(0.2),
  snapshots: z
    .int("write a whole number of snapshots, such as 5")
    .min(2, "write 2 or more: missing from so many snapshots in a row, files count as removed")
    .default(5),
});

const sourceSchema = z.strictObject({
  title: title.optional(),
  description: z.string("write a text").trim().optional(),
  homepage: webAddress.optional(),
  lang: language.optional(),
  link: z
    .string()
    .regex(
      /^https?:\/\/[^\s"'<>]*\{path(-without-extension)?\}[^\s"'<>]*$/,
      "write an address that holds {path} or {path-without-extension}, such as https://example.org/{path}",
    )
    .optional(),
  rights: z.string("write a text").trim().optional(),
  include: globs.default(["**/*"]),
  exclude: globs.default([]),
  git: gitSchema.optional(),
  capture: captureSchema.optional(),
  gap: gapSchema.prefault({}),
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
  );

const archiveSchema = z.strictObject({
  title: title.default("Tidemark"),
  description: z
    .string("write a text")
    .trim()
    .default("What changed, day by day and file by file."),
  url: webAddress.optional(),
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
  SITE_URL: webAddress.optional(),
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

/** `findMore` finds what is wrong with values that are right one by one; it is told at the key `url`. */
function parseYaml<Schema extends z.ZodType>(
  schema: Schema,
  text: string,
  file: string,
  findMore: (config: z.infer<Schema>) => Pick<InputProblem, "what" | "remedy"> | null = () => null,
): z.infer<Schema> {
  const lines = new LineCounter();
  const locate = (offset: number | undefined) => {
    if (offset === undefined) return file;
    const { line, col } = lines.linePos(offset);
    return `${file}:${String(line)}:${String(col)}`;
  };
  const refuse = (offset: number | undefined, what: string, remedy: string) =>
    new InputError([{ where: locate(offset), what, remedy }]);
  const document = readYaml(text, lines, refuse);
  const problems = [...document.errors].map((error) => ({
    where: locate(error.pos[0]),
    what: `is not valid YAML: ${error.message}`,
    remedy: "Check the indentation and quote texts that hold “: ” or begin with a sign.",
  }));
  if (problems.length > 0) throw new InputError(problems);
  refuseAliases(document, refuse);
  const value: unknown = document.toJS() ?? {};
  const result = schema.safeParse(value, { reportInput: true, error: nameExpected });
  const where = (keys: readonly PropertyKey[]) => locate(findOffset(document, keys));
  if (!result.success) {
    throw new InputError(
      result.error.issues.flatMap((issue) => describeIssue(issue, where, schema)),
    );
  }
  const more = findMore(result.data);
  if (more) throw new InputError([{ where: where(["url"]), ...more }]);
  return result.data;
}

type Refuse = (offset: number | undefined, what: string, remedy: string) => InputError;

function readYaml(text: string, lines: LineCounter, refuse: Refuse): Document.Parsed {
  try {
    return parseDocument(text, { lineCounter: lines, prettyErrors: false });
  } catch (error) {
    // Lists in lists in lists, until the stack is full.
    if (!(error instanceof RangeError)) throw error;
    throw refuse(undefined, "is nested too deeply", "Write keys and values as the guide shows.");
  }
}

/**
 * A star begins an alias in YAML, which surprises who writes globs; nobody needs aliases in settings as
 * short as these, and some are made to fill the memory.
 */
function refuseAliases(document: Document.Parsed, refuse: Refuse): void {
  visit(document, {
    Alias(_, { source, range }) {
      throw refuse(
        range?.[0],
        `“*${source}” is an alias in YAML, and aliases are not taken here`,
        `Write a glob in quotes: "*${source}".`,
      );
    },
  });
}

/** Where the key stands, or the nearest that holds it. */
function findOffset(document: Document.Parsed, keys: readonly PropertyKey[]): number | undefined {
  for (let depth = keys.length; depth > 0; depth -= 1) {
    const parent = document.getIn(keys.slice(0, depth - 1), true);
    const key = keys[depth - 1];
    if (isMap(parent)) {
      const pair = parent.items.find((item) => isScalar(item.key) && item.key.value === key);
      if (isScalar(pair?.key) && pair.key.range) return pair.key.range[0];
    }
    const node = document.getIn(keys.slice(0, depth), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return undefined;
}

/** What to write where a schema has no words of its own. */
function nameExpected(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.code !== "invalid_type") return undefined;
  const kinds: Readonly<Record<string, string>> = {
    string: "write a text (in quotes where it looks like a number)",
    number: "write a number",
    int: "write a whole number",
    boolean: "write true or false",
    array: "write a list, such as [one, two]",
    object: "write keys and values",
  };
  return Object.hasOwn(kinds, issue.expected) ? kinds[issue.expected] : undefined;
}

function describeIssue(
  issue: z.core.$ZodIssue,
  where: (keys: readonly PropertyKey[]) => string,
  schema: z.ZodType,
): InputProblem[] {
  const key = issue.path.map(String).join(".");
  if (issue.code === "unrecognized_keys") {
    const known = new Set(listKeys(schema, issue.path, issue.input));
    return issue.keys.map((unknown) => ({
      where: where([...issue.path, unknown]),
      what: `the key “${[...issue.path, unknown].map(String).join(".")}” is not known`,
      remedy: `Remove it, or write one of: ${[...known].join(", ")}.`,
    }));
  }
  if (key === "") {
    return [
      {
        where: where([]),
        what: `holds ${showValue(issue.input)} where keys and values were expected`,
        remedy: "Write lines such as “title: Vite documentation”.",
      },
    ];
  }
  return [
    {
      where: where(issue.path),
      what: `the key “${key}” has the value ${showValue(issue.input)}`,
      remedy: `${issue.message.charAt(0).toUpperCase()}${issue.message.slice(1)}.`,
    },
  ];
}

/** A name and a password before the host; `git@` alone is how SSH is addressed. */
function holdsPassword(address: string): boolean {
  return /^https?:\/\/[^/]*@/i.test(address) || /^[a-z+]+:\/\/[^/@]*:[^/]*@/i.test(address);
}

/** The value in short, for a message that may end in a public log. */
function showValue(value: unknown): string {
  const text = JSON.stringify(value) ?? "nothing";
  const open = text.replaceAll(/:\/\/[^/\s"]*@/g, "://…@");
  return open.length > 200 ? `${open.slice(0, 200)}…` : open;
}

/** The keys that may stand at `path` below the schema; `value` is what stands there. */
function listKeys(schema: z.ZodType, path: readonly PropertyKey[], value: unknown): string[] {
  if (
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodPrefault
  ) {
    return listKeys(schema.unwrap() as z.ZodType, path, value);
  }
  const [key, ...rest] = path;
  if (schema instanceof z.ZodArray) return listKeys(schema.element as z.ZodType, rest, value);
  if (schema instanceof z.ZodUnion) {
    const options = schema.options as readonly z.ZodType[];
    const fitting = options.filter((option) => isOfKind(option, value));
    return (fitting.length > 0 ? fitting : options).flatMap((option) =>
      listKeys(option, path, value),
    );
  }
  if (!(schema instanceof z.ZodObject)) return [];
  const shape = schema.shape as Record<string, z.ZodType>;
  if (key === undefined) return Object.keys(shape);
  const inner = Object.hasOwn(shape, String(key)) ? shape[String(key)] : undefined;
  return inner ? listKeys(inner, rest, value) : [];
}

/** Whether an option of a tagged union is the one that the value's `kind` names. */
function isOfKind(option: z.ZodType, value: unknown): boolean {
  if (!(option instanceof z.ZodObject) || typeof value !== "object" || value === null) return false;
  const kind = (option.shape as Record<string, z.ZodType>)["kind"];
  return kind?.safeParse("kind" in value ? value.kind : undefined).success ?? false;
}
