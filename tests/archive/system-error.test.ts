import { expect, test } from "vitest";
import { attemptWrite, explainSystemError } from "../../src/archive/system-error.ts";
import { InputError } from "../../src/errors.ts";

const withCode = (code: string, words: string) =>
  Object.assign(new Error(`${code}: ${words}`), { code });

const tell = (error: unknown, option: "--cache" | null = null) => {
  const told = explainSystemError(error, "/tides", option);
  return told instanceof InputError ? told.message : null;
};

test("a full disk is told with what to do", () => {
  expect(tell(withCode("ENOSPC", "no space left on device, write"), "--cache")).toBe(
    "/tides: cannot be written (ENOSPC: no space left on device, write)\n  Make room on that disk and run the command again, or name another folder with --cache.",
  );
});

test("an error of another thread has its message only", () => {
  const lost = structuredClone(withCode("EROFS", "read-only file system, open '/tides/x'"));
  expect("code" in lost).toBe(false);
  expect(tell(lost)).toMatch(/^\/tides: cannot be written \(EROFS: .*\n  That disk is read-only/);
});

test("what another thread has told already is told as it was", () => {
  const problem = { where: "/tides/noon.md", what: "changed", remedy: "Run it again." };
  const lost = structuredClone(new InputError(problem));
  expect(lost).not.toBeInstanceOf(InputError);
  expect(tell(lost)).toBe("/tides/noon.md: changed\n  Run it again.");
  expect(tell(new Error("a page failed", { cause: new InputError(problem) }))).toBe(
    "/tides/noon.md: changed\n  Run it again.",
  );
});

test("of a bundler's many lines the one that says it is shown", () => {
  const message =
    "Build failed\n\u001B[31mFailed to write x.mjs\u001B[0m\n  No space left on device (os error 28)\n";
  expect(tell(new Error(message))).toMatch(
    /^\/tides: cannot be written \(No space left on device \(os error 28\)\)\n/,
  );
});

test("what a bundler puts before an error is left out", () => {
  const wrapped = withCode("ENOSPC", "no space left on device");
  wrapped.message = `Error: ${wrapped.message}`;
  expect(tell(wrapped)).toMatch(
    /^\/tides: cannot be written \(ENOSPC: no space left on device\)\n/,
  );
});

test("any other error stays what it is", () => {
  const error = new TypeError("x is no y");
  expect(explainSystemError(error, "/tides", null)).toBe(error);
  expect(explainSystemError("text", "/tides", null)).toBe("text");
  expect(() =>
    attemptWrite("/tides", null, () => {
      throw error;
    }),
  ).toThrow(error);
});
