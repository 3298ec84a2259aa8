import { expect, test } from "vitest";
import { readArguments } from "../../scripts/arguments.ts";
import { InputError } from "../../src/errors.ts";

const usage = "npm run moor -- --line NAME";
const read = (...args: string[]) =>
  readArguments(usage, { args, options: { line: { type: "string" } } }).values;

test("options are read", () => {
  expect(read("--line", "bow").line).toBe("bow");
  expect(read().line).toBeUndefined();
});

test.each([[["--rope", "bow"]], [["--line"]], [["stray"]]])(
  "%j is refused with what to write",
  (args) => {
    expect(() => read(...args)).toThrow(InputError);
    expect(() => read(...args)).toThrow(usage);
  },
);
