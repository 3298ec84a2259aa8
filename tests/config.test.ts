import { expect, test } from "vitest";
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
  });
  expect(parseArchiveConfig("", "archive.yaml")).toMatchObject({ lang: "en", base: "/" });
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
  expect(problems.every(({ where }) => where === "snapshots/vite/source.yaml")).toBe(true);
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
