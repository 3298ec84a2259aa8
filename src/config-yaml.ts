/**
 * Reads YAML by a schema, and says of what is wrong where it stands and what to write instead. Pure: takes
 * text, gives values or an InputError.
 */
import {
  type Document,
  isMap,
  isNode,
  isScalar,
  LineCounter,
  parseDocument,
  visit,
  type YAMLError,
} from "yaml";
import { z } from "zod";
import { InputError, type InputProblem, messageOf } from "./errors.ts";

/** Settings repeat a list for each of some hundred pages at most; more is made to fill the memory. */
const mostAliases = 1000;

/**
 * Reads a text by a schema; `file` is its path, for messages. Throws InputError with every problem that the schema
 * finds. `findMore` finds what is wrong with values that are right one by one; it is told at
 * the key `url`.
 */
export function parseYaml<Schema extends z.ZodType>(
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
    new InputError({ where: locate(offset), what, remedy });
  const document = readYaml(text, lines, refuse);
  if (document.errors.length > 0) {
    throw new InputError(
      document.errors.map((error) => ({
        where: locate(error.pos[0]),
        ...describeYamlError(error, text),
      })),
    );
  }
  const value = toValue(document, refuse) ?? {};
  const result = schema.safeParse(value, { reportInput: true, error: nameExpected });
  const where = (keys: readonly PropertyKey[]) => locate(findOffset(document, keys));
  if (!result.success) {
    throw new InputError(
      result.error.issues.flatMap((issue) => describeIssue(issue, where, schema)),
    );
  }
  const more = findMore(result.data);
  if (more) throw new InputError({ where: where(["url"]), ...more });
  return result.data;
}

type Refuse = (offset: number | undefined, what: string, remedy: string) => InputError;

function readYaml(text: string, lines: LineCounter, refuse: Refuse): Document.Parsed {
  try {
    // Keys that are lists are unknown keys here, and need no warning of their own.
    const quiet = { prettyErrors: false, logLevel: "error" } as const;
    return parseDocument(text, { lineCounter: lines, merge: true, ...quiet });
  } catch (error) {
    // Lists in lists in lists, until the stack is full.
    if (!(error instanceof RangeError)) throw error;
    throw refuse(undefined, "is nested too deeply", "Write keys and values as the guide shows.");
  }
}

function describeYamlError(
  { code, message, pos }: YAMLError,
  text: string,
): Pick<InputProblem, "what" | "remedy"> {
  if (code === "MULTIPLE_DOCS") {
    const remedy = "Write all keys below each other, and remove the line “---” between them.";
    return { what: "begins a second YAML document, and one is read", remedy };
  }
  if (code === "DUPLICATE_KEY") {
    const key = /^[^:\n]{0,80}/.exec(text.slice(pos[0]))?.[0].trim() ?? "";
    const remedy = "Keep one of the two lines.";
    return { what: `the key “${key}” stands there a second time`, remedy };
  }
  return {
    what: `is not valid YAML: ${message}`,
    remedy: "Check the indentation and quote texts that hold “: ” or begin with a sign.",
  };
}

function toValue(document: Document.Parsed, refuse: Refuse): unknown {
  const firstAlias = checkAliases(document, refuse);
  try {
    return document.toJS({ maxAliasCount: mostAliases });
  } catch (error) {
    if (error instanceof ReferenceError) {
      throw refuse(
        firstAlias,
        `repeats itself by aliases more than ${mostAliases.toLocaleString("en")} times`,
        "Write out what the aliases (names behind a star) stand for.",
      );
    }
    throw refuse(
      firstAlias,
      `cannot be read: ${messageOf(error)}`,
      "Write keys and values as the guide shows; behind “<<:” stands the alias of some keys, such as *common.",
    );
  }
}

/** A star begins an alias in YAML, which surprises who writes globs. Gives where the first one stands. */
function checkAliases(document: Document.Parsed, refuse: Refuse): number | undefined {
  let first: number | undefined;
  visit(document, {
    Alias(_, alias, ancestors) {
      const { source, range } = alias;
      first ??= range?.[0];
      const target = alias.resolve(document);
      if (target === undefined) {
        throw refuse(
          range?.[0],
          `“*${source}” is an alias in YAML, and no “&${source}” stands before it`,
          `Write a glob in quotes: "*${source}".`,
        );
      }
      if (ancestors.includes(target)) {
        throw refuse(
          range?.[0],
          `the alias “*${source}” stands inside what it stands for`,
          "Write out what it stands for.",
        );
      }
    },
  });
  return first;
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

/** A schema's issue as problems; `where` gives the place of a key. */
export function describeIssue(
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
