import { spawnSync } from "node:child_process";
import path from "node:path";
import { expect, test } from "vitest";
import { projectFolder } from "../../scripts/arguments.ts";

/** Runs a command whose main is the body, as a process of its own. */
function run(body: string) {
  const scripts = path.join(projectFolder, "scripts", "run-command.ts");
  const errors = path.join(projectFolder, "src", "errors.ts");
  const code = `
    import { runCommand } from ${JSON.stringify(scripts)};
    import { InputError } from ${JSON.stringify(errors)};
    await runCommand(async () => { ${body} });`;
  const { status, stderr } = spawnSync(process.execPath, ["--input-type=module", "-e", code], {
    encoding: "utf8",
  });
  return { status, stderr };
}

test("a main that ends well says nothing and exits with 0", () => {
  expect(run("")).toEqual({ status: 0, stderr: "" });
});

test("input that cannot be built from is told with its remedy", () => {
  const problem = 'throw new InputError([{ where: "here", what: "is wrong", remedy: "Mend it." }])';
  expect(run(problem)).toEqual({ status: 1, stderr: "\nhere: is wrong\n  Mend it.\n" });
});

test("anything else is told with its stack", () => {
  const { status, stderr } = run('throw new TypeError("x is no y")');
  expect([status, stderr]).toEqual([
    1,
    expect.stringMatching(/report it\.\n TypeError: x is no y\n +at /),
  ]);
});

test("a main that waits for what never comes is no success", () => {
  const { status, stderr } = run("await new Promise(() => undefined)");
  expect([status, stderr]).toEqual([
    1,
    expect.stringContaining("the work is not done.\n  Make sure"),
  ]);
});
