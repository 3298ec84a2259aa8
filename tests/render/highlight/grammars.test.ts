import { bundledLanguages } from "shiki/langs";
import { expect, test } from "vitest";

import { createPatternEngine, findInjecting } from "../../../src/render/highlight/grammars.ts";
import { grammarNames, injectingNames } from "../../../src/render/highlight/languages.ts";

test.each([
  ["```vue", ["vue"]],
  ["~~~~ VUE\n", ["vue"]],
  ["```vue{1,3} [App.vue]", ["vue"]],
  ["   > 1. ```vue:app", ["vue"]],
  ["```nix title\r\n", ["nix"]],
  ["```nix{1}", []],
  ["```vue-html", []],
  ["```vuex", []],
  ["``vue", []],
  ["text ```vue", []],
  ["{{ vue }}", []],
])("%j names %j", (line, names) => {
  expect(findInjecting(["# A\n", line], "markdown")).toEqual(names);
});

test("a text may name several, in whichever order", () => {
  expect(findInjecting(["```vue", "```", "```nix", "```"], "markdown")).toEqual(["nix", "vue"]);
});

test.each(["mdx", "vue", "yaml"] as const)("nothing injects itself into %s", (grammar) => {
  expect(findInjecting(["```vue"], grammar)).toEqual([]);
});

/** What ends a rule may refer to what began it: a text stands here for that. */
test("the engine takes every pattern of every grammar", async () => {
  const engine = createPatternEngine();
  const modules = await Promise.all(
    [...grammarNames, ...injectingNames].map((name) => bundledLanguages[name]()),
  );
  const patterns = new Set<string>();
  JSON.stringify(modules, (key, value: unknown) => {
    if (typeof value !== "string") return value;
    if (key === "match" || key === "begin") patterns.add(value);
    if (key === "end" || key === "while") patterns.add(value.replaceAll(/\\\d+/g, "ab"));
    return value;
  });
  expect(patterns.size).toBeGreaterThan(5_000);
  const refused = [...patterns].filter((pattern) => {
    try {
      engine.createScanner([pattern]).findNextMatchSync("a", 0, 0);
      return false;
    } catch {
      return true;
    }
  });
  expect(refused).toEqual([]);
}, 60_000);
