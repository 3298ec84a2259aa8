import { expect, test } from "vitest";

import { findInjecting } from "../../../src/render/highlight/grammars.ts";

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
