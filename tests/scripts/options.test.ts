import { expect, test } from "vitest";
import { readBuildOptions } from "../../scripts/options.ts";

test("as many threads as are asked for, or as the machine has", () => {
  expect(readBuildOptions([], {}).threads).toBeNull();
  expect(readBuildOptions(["--threads", "1"], {}).threads).toBe(1);
});

test.for(["0", "-1", "2.5", "many", ""])("“%s” threads are none", (threads) => {
  expect(() => readBuildOptions([`--threads=${threads}`], {})).toThrow(
    `--threads has the value “${threads}”`,
  );
});
