import { expect, test } from "vitest";

import { dialectOf, grammarOf } from "../../../src/render/highlight/languages.ts";

test.each([
  ["guide/a.md", "markdown", "markdown"],
  ["a.MARKDOWN", "markdown", "markdown"],
  ["a.mdx", "mdx", "mdx"],
  ["openapi.yml", "yaml", "plain"],
  ["v1.md/notes", null, "plain"],
  [".md", null, "plain"],
  ["a.constructor", null, "plain"],
  ["a.txt", null, "plain"],
  ["src/App.vue", "vue", "plain"],
  ["src/Card.astro", "astro", "plain"],
  ["src/Card.svelte", "svelte", "plain"],
  ["a.json5", "json5", "plain"],
  ["docker/Dockerfile", "docker", "plain"],
  ["Dockerfile.dev", "docker", "plain"],
  ["dockerfiles", null, "plain"],
  ["Makefile", "make", "plain"],
])("%s", (path, grammar, dialect) => {
  expect({ grammar: grammarOf(path), dialect: dialectOf(path) }).toEqual({ grammar, dialect });
});
