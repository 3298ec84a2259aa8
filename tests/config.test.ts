import { expect, test, vi } from "vitest";
import {
  findSourceIdProblem,
  normalizeBasePath,
  parseArchiveConfig,
  parseEnvironment,
  parseSourceConfig,
} from "../src/config.ts";
import { InputError } from "../src/errors.ts";

function problemsOf(parse: () => unknown) {
  try {
    parse();
  } catch (error) {
    if (error instanceof InputError) return error.problems;
    throw error;
  }
  return [];
}

test("an empty file is all defaults", () => {
  expect(parseSourceConfig("", "source.yaml")).toEqual({
    include: ["**/*"],
    exclude: [],
    gap: { files: 5, share: 0.2, snapshots: 5 },
    noise: [],
    versions: true,
  });
  expect(parseArchiveConfig("", "archive.yaml")).toMatchObject({ lang: "en", base: "/" });
});

test("noise is told by rules, or by the names of ready ones", () => {
  const parse = (noise: string) => parseSourceConfig(`noise: ${noise}\n`, "source.yaml").noise;
  expect(parse("[{ name: views, pattern: 'Views: [0-9.]+' }, query-strings]")).toMatchObject([
    { name: "views", pattern: "Views: [0-9.]+", files: ["**"], announce: false },
    { name: "query-strings", files: ["**"], announce: false },
  ]);
  expect(parse('[{ name: counters, files: ["blog/**"], announce: true }]')).toMatchObject([
    { name: "counters", files: ["blog/**"], announce: true },
  ]);
  const told = (noise: string) => problemsOf(() => parse(noise)).map(({ remedy }) => remedy);
  expect(told("[query-string]").join("\n")).toContain("query-strings");
  expect(told("[{ name: views, pattern: '(?=x)' }]").join("\n")).toContain("RE2");
  expect(told("[{ name: views, pattern: 'x*' }]").join("\n")).toContain("empty text");
  expect(told("[{ name: views }]").join("\n")).toContain("Write a pattern too");
  expect(told("[counters, counters]").join("\n")).toContain("Write each name once");
});

test("every wrong key is named with its value and what to write instead", () => {
  const text = "title: []\nhomepage: vite.dev\nlink: https://vite.dev/\ntitel: Vite\n";
  const problems = problemsOf(() => parseSourceConfig(text, "snapshots/vite/source.yaml"));
  expect(problems.map(({ what }) => what)).toEqual([
    "the key “title” has the value []",
    'the key “homepage” has the value "vite.dev"',
    'the key “link” has the value "https://vite.dev/"',
    "the key “titel” is not known",
  ]);
  expect(problems.map(({ where }) => where)).toEqual(
    [1, 2, 3, 4].map((line) => `snapshots/vite/source.yaml:${String(line)}:1`),
  );
  expect(problems[1]?.remedy).toContain("https://");
  expect(problems[3]?.remedy).toContain("title");
});

test("broken YAML is told with its line", () => {
  const [problem] = problemsOf(() => parseSourceConfig("title: a\nlink: b: c\n", "source.yaml"));
  expect(problem?.where).toBe("source.yaml:2:7");
});

test("a text where keys were expected is refused", () => {
  expect(problemsOf(() => parseArchiveConfig("just words", "archive.yaml"))).toHaveLength(1);
});

test("a link must hold the path, and only web addresses are taken", () => {
  const link = (value: string) =>
    problemsOf(() => parseSourceConfig(`link: "${value}"`, "f")).length;
  expect(link("https://vite.dev/{path-without-extension}")).toBe(0);
  expect(link("javascript:alert({path})")).toBe(1);
  expect(problemsOf(() => parseSourceConfig("homepage: javascript:alert(1)", "f"))).toHaveLength(1);
});

test("a gap's keys are told what they take", () => {
  const remedy = (value: string) =>
    problemsOf(() => parseSourceConfig(`gap: { snapshots: ${value} }`, "f"))[0]?.remedy;
  expect(parseSourceConfig("gap: { snapshots: 2 }", "f").gap).toEqual({
    files: 5,
    share: 0.2,
    snapshots: 2,
  });
  expect(remedy("1")).toContain("Write 2 or more");
  for (const value of ["2.5", "many", "[]"]) {
    expect(remedy(value)).toContain("Write a whole number of snapshots, such as 5");
  }
});

test("source ids are small letters, digits and hyphens, and some are reserved", () => {
  expect(findSourceIdProblem("vite-docs", "f")).toBeNull();
  expect(findSourceIdProblem("Vite Docs", "f")?.remedy).toContain("vite-docs");
  for (const id of ["search", "pagefind", "404", "_astro", "-a"]) {
    expect(findSourceIdProblem(id, "f")).not.toBeNull();
  }
});

test("the environment overrides, and empty variables count as absent", () => {
  expect(parseEnvironment({ SITE_URL: "https://changes.example/", BASE_PATH: "" })).toEqual({
    siteUrl: "https://changes.example/",
    basePath: null,
  });
  expect(problemsOf(() => parseEnvironment({ SITE_URL: "changes.example" }))).toHaveLength(1);
});

test("a base path gets one slash at both ends", () => {
  expect(["/", "/docs", "docs/", "/a//b/"].map(normalizeBasePath)).toEqual([
    "/",
    "/docs/",
    "/docs/",
    "/a/b/",
  ]);
});

test.each([
  ["include: [*.md]", "f:1:11", /“\*\.md” is an alias in YAML.*"\*\.md"/s],
  ["title: a\ninclude:\n  - **/*.md", "f:3:5", /alias/],
  [
    `a: &a [x]\n${"bcdefghijk".replaceAll(/./g, (key) => `${key}: &${key} [*${String.fromCodePoint((key.codePointAt(0) ?? 0) - 1)}, *${String.fromCodePoint((key.codePointAt(0) ?? 0) - 1)}]\n`)}`,
    "f:2:8",
    /alias/,
  ],
  ["include: &a [*a]", "f:1:14", /alias/],
  ["gap: {__proto__: {files: 1}}", "f:1:7", /“gap\.__proto__” is not known.*files, share/s],
  ["__proto__: 1", "f:1:1", /“__proto__” is not known/],
  ["constructor: 1", "f:1:1", /“constructor” is not known/],
  ["gap: {constructor: {prototype: 1}}", "f:1:7", /“gap\.constructor” is not known/],
  ["git: {repository: ., ref: 7}", "f:1:22", /“git\.ref” has the value 7.*branch/s],
  ["git: {repository: ., ref: [1]}", "f:1:22", /branch/],
  ["git: 7", "f:1:1", /“git” has the value 7.*keys and values/s],
  ["include:\n  - a\n  - 7", "f:3:5", /“include\.1” has the value 7.*text/s],
  ["rights: 2026", "f:1:1", /“rights”.*text/s],
  ["gap: {files: many}", "f:1:7", /whole number/],
  ["title: a\ntitle: b", "f:2:1", /“title” stands there a second time.*one of the two/s],
  ["gap: {files: 3, files: 4}", "f:1:17", /“files” stands there a second time/],
  ["title: a\n---\ntitle: b", "f:2:1", /second YAML document.*“---”/s],
  ["? [a, b]\n: 1", "f", /“\[ a, b \]” is not known/],
  ["gap: {<<: [1]}", "f", /behind “<<:” stands the alias/],
  ["title: &a [b]\ngap: {<<: *a}", "f:2:11", /behind “<<:” stands the alias/],
  ["gap: {<<: {__proto__: {files: 1}}}", "f:1:1", /“gap\.__proto__” is not known/],
  ["homepage: https://me:secret@example.org/", "f:1:1", /without a name and a password/],
  ["git: {repository: 'https://token@example.org/x.git'}", "f:1:7", /credential helper/],
  ["git: {repository: 'ssh://git:secret@example.org/x.git'}", "f:1:7", /credential helper/],
  ["[".repeat(100_000), "f", /nested|not valid/],
])("%s: where, what, and what to write", (text, where, message) => {
  const [problem] = problemsOf(() => parseSourceConfig(text, "f"));
  expect(problem?.where).toContain(where);
  expect(`${String(problem?.what)}\n${String(problem?.remedy)}`).toMatch(message);
  expect(JSON.stringify(problem)).not.toMatch(/secret|token|Invalid input/);
});

test("an anchor, its aliases and merged keys stand for what they name", () => {
  const pages = Array.from(
    { length: 300 },
    (_, index) => `    - {url: "https://a.example/${String(index)}", remove: *navs}\n`,
  );
  const text = `capture:\n  kind: urls\n  urls:\n    - {url: "https://a.example/", remove: &navs [nav]}\n${pages.join("")}`;
  expect(parseSourceConfig(text, "f").capture).toMatchObject({
    urls: expect.arrayContaining([expect.objectContaining({ remove: ["nav"] })]) as unknown,
  });
  const some = `capture:\n  kind: urls\n  urls:\n    - &page {url: "https://a.example/", remove: [nav]}\n    - {<<: *page, url: "https://b.example/"}\n`;
  expect(parseSourceConfig(some, "f").capture).toMatchObject({
    urls: [
      { url: "https://a.example/", remove: ["nav"] },
      { url: "https://b.example/", remove: ["nav"] },
    ],
  });
});

test("keys that are lists warn nobody", () => {
  const warn = vi.spyOn(process, "emitWarning");
  expect(problemsOf(() => parseSourceConfig("? [a, b]\n: 1", "f"))).toHaveLength(1);
  expect(warn).not.toHaveBeenCalled();
});

test("names that SSH wants, and addresses with an @ further on, are no passwords", () => {
  for (const repository of ["git@example.org:x.git", "ssh://git@example.org/x.git", "../a@b:c"]) {
    const text = `git: {repository: "${repository}"}\nhomepage: https://example.org/@me`;
    expect(problemsOf(() => parseSourceConfig(text, "f"))).toEqual([]);
  }
});

test("a base leads nowhere else, and an address agrees with it", () => {
  const told = (text: string) =>
    problemsOf(() => parseArchiveConfig(text, "f")).map((problem) =>
      Object.values(problem).join(" "),
    );
  expect(told('base: "/../x/"')).toEqual([expect.stringMatching(/^f:1:1 .*without \. and \.\./)]);
  expect(told("base: /a/./b")).toHaveLength(1);
  expect(told("base: //x/")).toEqual([expect.stringContaining("single slashes")]);
  expect(problemsOf(() => parseEnvironment({ BASE_PATH: "//x/" }))).toHaveLength(1);
  expect(told("base: 7")).toEqual([expect.stringContaining("/changes/")]);
  expect(told("url: https://me.github.io/changes/")).toEqual([
    expect.stringMatching(/^f:1:1 .*“url: https:\/\/me\.github\.io” and “base: \/changes\/”/),
  ]);
  expect(told("url: https://me.github.io/changes\nbase: /changes/")).toEqual([]);
  expect(told("url: https://me.github.io\nbase: /changes/")).toEqual([]);
  expect(told("url: https://me.github.io/?a=b")).toHaveLength(1);
  expect(told("url: https://me:secret@github.io/")).toEqual([
    expect.not.stringContaining("secret"),
  ]);
  expect(problemsOf(() => parseEnvironment({ SITE_URL: "https://me:secret@a.example" }))).toEqual([
    expect.objectContaining({ what: expect.not.stringContaining("secret") as string }),
  ]);
});
