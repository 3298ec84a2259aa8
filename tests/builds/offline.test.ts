import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { copyFixture, makeScratchFolder, runBuild } from "./build-site.ts";

const scratch = makeScratchFolder();
const out = path.join(scratch, "out");
const refusals = path.join(scratch, "refusals");
const preload = new URL("refuse-network.ts", import.meta.url).href;
const environment = { NODE_OPTIONS: `--import=${preload}`, REFUSALS: refusals };

test("a build needs no network: it is refused, and nobody asks for it", async () => {
  const { code, output } = await runBuild(copyFixture("harbour"), out, environment);
  expect([code, output]).toEqual([0, output]);
  expect(existsSync(refusals) ? readFileSync(refusals, "utf8") : "").toBe("");
});

test.each([
  [`fetch("http://127.0.0.1:9/")`, "fetch"],
  [`(await import("node:net")).connect(9, "127.0.0.1")`, "connect"],
  [`(await import("node:http")).get("http://example.invalid/")`, "example.invalid"],
  [`(await import("node:dns")).lookup("example.invalid", () => {})`, "lookup example.invalid"],
  [
    `new (await import("node:worker_threads")).Worker('fetch("http://a/")', { eval: true })`,
    "fetch",
  ],
])("the refusal would tell of %s", (script, told) => {
  const notes = path.join(makeScratchFolder(), "refusals");
  const run = () =>
    execFileSync(process.execPath, ["--input-type=module", "--eval", `await ${script}`], {
      env: { ...process.env, ...environment, REFUSALS: notes },
      stdio: "pipe",
    });
  expect(run).toThrow("The network is refused");
  expect(readFileSync(notes, "utf8")).toContain(told);
});

/** What a browser fetches by itself; where links lead is fetched by nobody. */
const fetched = [
  /<(?:script|img|iframe|video|audio|source|embed|track)\s[^>]*?src="?([^"\s>]*)/g,
  /<link\s(?=[^>]*rel="(?:stylesheet|icon|preload|modulepreload|manifest)")[^>]*?href="?([^"\s>]*)/g,
  /<object\s[^>]*?data="?([^"\s>]*)/g,
];

test("reading needs no other host: no page and no style sheet names one", () => {
  const files = readdirSync(out, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
  const pages = files.filter((file) => file.endsWith(".html"));
  const styles = files.filter((file) => file.endsWith(".css"));
  const addresses = [
    ...pages.flatMap((file) => {
      const html = readFileSync(file, "utf8");
      return fetched.flatMap((pattern) =>
        [...html.matchAll(pattern)].map(([, address]) => address),
      );
    }),
    ...styles.flatMap((file) =>
      [...readFileSync(file, "utf8").matchAll(/(?:url\(|@import\s+)\s*["']?([^"')\s]+)/g)].map(
        ([, address]) => address,
      ),
    ),
  ];
  expect(addresses.length).toBeGreaterThan(pages.length);
  expect(addresses.filter((address) => /^(?:[a-z]+:)?\/\//i.test(address ?? ""))).toEqual([]);
  const policies = pages.map(
    (file) =>
      /<meta http-equiv="content-security-policy" content="([^"]*)"/i.exec(
        readFileSync(file, "utf8"),
      )?.[1] ?? "",
  );
  const loose = policies.filter(
    (policy) =>
      !policy.includes("default-src 'none'") || /\s(?:https?:|\*|[\w-]+\.\w)/.test(policy),
  );
  expect(loose).toEqual([]);
});
