/**
 * The schema of `capture:` in a `source.yaml`: how `npm run capture` takes the next snapshot. Pure.
 * Patterns are those of RE2, which takes time in proportion to the text, whatever a pattern says.
 */
import { matches } from "hast-util-select";
import { RE2JS } from "re2js";
import { z } from "zod";
import { globs, holdsPassword, share, webAddress } from "./config-values.ts";

const address = webAddress("https://example.org/llms.txt");
const globExample = '["docs/**"]';
const selector = z
  .string("write a CSS selector, such as main")
  .min(1, "write a CSS selector, such as main")
  .refine(isSelector, "write a CSS selector, such as main or .content > article");
const selectors = z.array(selector, 'write a list of CSS selectors, such as [".breadcrumbs"]');

const rewrite = z.strictObject(
  {
    pattern: z
      .string("write a regular expression")
      .min(1, "write a regular expression")
      .refine(
        isPattern,
        "write a regular expression as RE2 knows them (no look-around, no back-references)",
      ),
    with: z.string("write a text; $1 stands for the pattern's first group").default(""),
  },
  "write a pattern and what stands for it, such as {pattern: 'build-[0-9a-f]+', with: build}",
);

/** What every kind has. */
const common = {
  replace: z
    .array(rewrite, "write a list, such as [{pattern: 'build-[0-9a-f]+', with: build}]")
    .default([]),
  share: share("write a number from 0 to 1, such as 0.2").default(0.2),
  /** After so many captures in a row that bring it, an answer that looks wrong is taken. */
  believe: count("write a number of captures, such as 5", 1000).default(5),
};

const placeExample = "such as [10.1.0.0/16, docs.intranet.example]";
/** Each one by its first signs, which is enough for a message; the connections judge the addresses. */
const linkLocal = /^(?:169\.254\.|fe[89ab][0-9a-f]:)/i;
const privatePlace = z
  .union(
    [
      z.cidrv4(),
      z.cidrv6(),
      z.ipv4(),
      z.ipv6(),
      // A last label of digits would be an address that somebody mistyped.
      z.string().regex(/^(?:[a-z0-9_-]+\.)*(?!\d+$)[a-z0-9_-]+$/i),
    ],
    `write networks, addresses and names of hosts, ${placeExample}`,
  )
  .refine(
    (place) => !linkLocal.test(place),
    "leave link-local addresses out: there clouds answer with passwords, so no capture asks them",
  );

/** What the kinds have that ask servers themselves. */
const polite = {
  contact: z
    .string("write where a host's keeper can reach you")
    .regex(/^[\u0021-\u007e]+$/, "write an address or a mail address, without spaces")
    .optional(),
  robots: z.enum(["obey", "ignore"], "write obey or ignore").default("obey"),
  allowPrivate: z
    .union([z.boolean(), z.array(privatePlace)], `write true, false or a list, ${placeExample}`)
    .default(false),
  atOnce: count("write a whole number from 1 to 32", 32).default(2),
  perSecond: z
    .number("write a number of requests, such as 4")
    .gt(0, "write a number above 0, such as 4")
    .max(1000, "write a number of at most 1000, such as 4")
    .default(4),
  seconds: z
    .number("write the seconds that an answer may take, such as 30")
    .gt(0, "write the seconds that an answer may take, such as 30")
    .max(600, "write at most 600 seconds, such as 30")
    .default(30),
  maxBytes: count("write the bytes that an answer may have, such as 10000000", 2 ** 28).default(
    10_000_000,
  ),
  maxFiles: count("write the files that a snapshot may have, such as 10000", 100_000).default(
    10_000,
  ),
};

/** Which part of a page is kept. */
const excerpt = { selector: selector.optional(), remove: selectors.default([]) };

const hosts = z
  .array(
    z.string().regex(/^[a-z0-9.:-]+$/, "write a host's name, such as docs.example.org"),
    "write a list of host names, such as [docs.example.org]",
  )
  .default([]);
/** Whether an installed Chromium runs the scripts of pages. Where a page has a selector, it is waited for. */
const scripted = { browser: z.boolean("write true or false").default(false) };

/** Which of the addresses that a list names are taken. Globs match an address's path. */
const choice = (include: string[]) => ({
  url: address,
  hosts,
  include: globs(globExample).default(include),
  exclude: globs(globExample).default([]),
});

const page = z.strictObject({
  url: address,
  path: z
    .string()
    .refine(isPortablePath, "write a path inside the snapshot, such as legal/terms.md")
    .optional(),
  ...excerpt,
  sortKeys: z.boolean("write true or false").default(false),
});

const llms = z.strictObject({
  kind: z.literal("llms"),
  ...choice(["**/*.md", "**/*.mdx", "**/*.markdown", "**/*.txt"]),
  ...polite,
  ...common,
});
const sitemap = z.strictObject({
  kind: z.literal("sitemap"),
  ...choice(["**"]),
  ...excerpt,
  ...scripted,
  ...polite,
  ...common,
});
const urls = z.strictObject({
  kind: z.literal("urls"),
  urls: z
    .array(
      z.union([address.transform((url) => page.parse({ url })), page], {
        error: ({ input }) =>
          typeof input === "string" && holdsPassword(input)
            ? "write the address without a name and a password"
            : "write an address, or url with any of path, selector, remove and sortKeys",
      }),
      "write a list of addresses",
    )
    .min(1, "write at least one address"),
  hosts,
  ...scripted,
  ...polite,
  ...common,
});
const npm = z.strictObject({
  kind: z.literal("npm"),
  packages: z
    .array(
      z
        .string()
        .regex(/^(@[a-z0-9~][a-z0-9._~-]*\/)?[a-z0-9~][a-z0-9._~-]*$/i, "write a package's name"),
      "write a list of package names, such as [vite]",
    )
    .min(1, "write at least one package's name"),
  ...common,
});
const command = z.strictObject({
  kind: z.literal("command"),
  run: z
    .array(
      z.string("write a text, in quotes where it looks like a number"),
      "write a program and its words as a list, such as [node, take.mjs, '{folder}']",
    )
    .min(1, "write a program"),
  minutes: z
    .number("write the minutes that the program may take, such as 10")
    .gt(0, "write the minutes that the program may take, such as 10")
    .max(600, "write at most 600 minutes")
    .default(10),
  ...common,
});

/** The value of the key `capture`. */
export const captureSchema = z.discriminatedUnion(
  "kind",
  [llms, sitemap, urls, npm, command],
  "write one of the kinds llms, sitemap, urls, npm and command, such as {kind: llms, url: https://example.org/llms.txt}",
);

export type CaptureConfig = z.infer<typeof captureSchema>;
export type WebCaptureConfig = Extract<CaptureConfig, { kind: "llms" | "sitemap" | "urls" }>;
export type ListCaptureConfig = Extract<CaptureConfig, { kind: "llms" | "sitemap" }>;
export type Rewrite = z.infer<typeof rewrite>;

/** A whole number from 1 to `most`. */
function count(message: string, most: number): z.ZodNumber {
  return z.number(message).int(message).min(1, message).max(most, message);
}

/** Whether the words are a CSS selector. */
export function isSelector(words: string): boolean {
  try {
    matches(words, { type: "element", tagName: "p", properties: {}, children: [] });
    return true;
  } catch {
    return false;
  }
}

function isPattern(pattern: string): boolean {
  try {
    RE2JS.compile(pattern);
    return true;
  } catch {
    return false;
  }
}

/** Relative, and made of names that every file system and git take. */
function isPortablePath(path: string): boolean {
  return path
    .split("/")
    .every(
      (name) =>
        name !== "" &&
        !/^\.{1,2}$|^\.git$|[\p{Cc}\\:*?"<>|]|[. ]$/iu.test(name) &&
        name.length < 200,
    );
}
