import { expect, it } from "vitest";

import { quotePath } from "../../../src/diff/patch/quoting.ts";

it.each([
  ["docs/a b.md", "docs/a b.md"],
  ["~!@#$%^&*()[]{}';", "~!@#$%^&*()[]{}';"],
  ['say "hi"', String.raw`"say \"hi\""`],
  ["back\\slash", String.raw`"back\\slash"`],
  ["tab\tline\nend\r", String.raw`"tab\tline\nend\r"`],
  ["\u0001\u007f", String.raw`"\001\177"`],
  ["bell\u0007", String.raw`"bell\a"`],
  ["ü", String.raw`"\303\274"`],
  ["😀", String.raw`"\360\237\230\200"`],
  // A byte that is not UTF-8, as paths keep it.
  ["\udcff", String.raw`"\377"`],
])("quotes %j as git does", (path, quoted) => {
  expect(quotePath(path)).toBe(quoted);
});
