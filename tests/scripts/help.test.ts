import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { projectFolder } from "../../scripts/arguments.ts";

const { scripts } = JSON.parse(readFileSync(path.join(projectFolder, "package.json"), "utf8")) as {
  scripts: Record<string, string>;
};
const commands = Object.entries(scripts).flatMap(([name, line]) => {
  const file = /^node (scripts\/\S+)$/.exec(line)?.[1];
  return file === undefined ? [] : [[name, file] as const];
});

function run(file: string): Promise<{ code: number | null; out: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [file, "--help"], { cwd: projectFolder });
    let out = "";
    const collect = (bytes: Buffer) => {
      out += bytes.toString();
    };
    child.stdout.on("data", collect);
    child.stderr.on("data", collect);
    child.on("close", (code) => {
      resolve({ code, out });
    });
  });
}

test.concurrent.each(commands)(
  "npm run %s -- --help tells how it is written, and does nothing",
  async (name, file) => {
    const { code, out } = await run(file);
    expect(out).toMatch(new RegExp(`^npm run ${name}\\b`));
    expect(out).not.toMatch(/should not happen|belongs to no option/);
    expect(code).toBe(0);
  },
  60_000,
);

test("there are commands to ask", () => {
  expect(commands.length).toBeGreaterThan(10);
});
