import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, expect, test } from "vitest";
import { type FakeHost, openHost, page, redirect, sitemap } from "./fake-host.ts";
import { createKeeper, readFiles, stampOf } from "./keeper.ts";

let host: FakeHost | null = null;
afterEach(() => host?.close());

async function open(routes: Parameters<typeof openHost>[0] = {}): Promise<FakeHost> {
  host = await openHost(routes);
  return host;
}

test("llms: the list and the documents that it names, whatever else it links to", async () => {
  const { origin, asked } = await open({
    "/docs/llms.txt":
      "# Harbour\n\n- [Tides](tides.md): when\n- [Berths](/docs/berths.md#cheap)\n- [Again](tides.md)\n- [Shop](/shop)\n- [Out](https://example.org/out.md)\n\n[ref]: ./signals.mdx\n",
    "/docs/tides.md": "# Tides\r\n\r\nTwice a day.\r\n",
    "/docs/berths.md": "# Berths\n",
    "/docs/signals.mdx": "<Signal />\n",
  });
  const keeper = createKeeper({ kind: "llms", url: `${origin}/docs/llms.txt` });
  expect(await keeper.capture(1)).toMatchObject({ verdict: "changed", failures: [] });
  expect(keeper.list()).toEqual([stampOf(1)]);
  expect(keeper.read(1)).toMatchObject({
    "docs/berths.md": "# Berths\n",
    "docs/signals.mdx": "<Signal />\n",
    "docs/tides.md": "# Tides\r\n\r\nTwice a day.\r\n",
  });
  expect(Object.keys(keeper.read(1))).toContain("docs/llms.txt");
  expect(asked.map((request) => request.path).toSorted()).toEqual([
    "/docs/berths.md",
    "/docs/llms.txt",
    "/docs/signals.mdx",
    "/docs/tides.md",
  ]);
});

test("sitemap: an index, one of its parts compressed; pages by globs, as Markdown", async () => {
  const { origin, routes, asked } = await open({
    "/docs/tides/": page("<h1>Tides</h1><p>Twice a day.</p>"),
    "/docs/berths.html": page(
      "<h1>Berths</h1><table><tr><th>a</th></tr><tr><td>1</td></tr></table>",
    ),
    "/docs/old": page("<h1>Old</h1>"),
    "/blog/news": page("<h1>News</h1>"),
  });
  routes.set(
    "/sitemap.xml",
    `<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap><loc>${origin}/a.xml</loc></sitemap><sitemap><loc>${origin}/b.xml.gz</loc></sitemap></sitemapindex>`,
  );
  routes.set("/a.xml", sitemap(`${origin}/docs/tides/`, `${origin}/docs/old`));
  routes.set("/b.xml.gz", (_, response) =>
    response
      .writeHead(200, { "content-type": "application/gzip" })
      .end(gzipSync(sitemap(`${origin}/docs/berths.html`, `${origin}/blog/news`))),
  );
  const keeper = createKeeper({
    kind: "sitemap",
    url: `${origin}/sitemap.xml`,
    include: ["docs/**"],
    exclude: ["docs/old"],
  });
  expect(await keeper.capture(1)).toMatchObject({ verdict: "changed", failures: [] });
  expect(keeper.read(1)).toEqual({
    "docs/berths.md": "# Berths\n\n| a |\n| - |\n| 1 |\n",
    "docs/tides/index.md": "# Tides\n\nTwice a day.\n",
  });
  expect(asked).toHaveLength(5);
});

test("urls: paths of their own, selectors and removals, JSON laid out", async () => {
  const { origin } = await open({
    "/terms": page('<h1>Terms</h1><p class="date">Today</p><p id="law">Be kind.</p>'),
    "/api.json": '{"b":1,"a":[{"d":1,"c":2}]}',
    "/raw.json": '{"b":1,"a":2}',
  });
  const keeper = createKeeper({
    kind: "urls",
    urls: [
      `${origin}/terms`,
      { url: `${origin}/terms`, path: "legal/terms.md", selector: "main", remove: [".date"] },
      { url: `${origin}/api.json`, path: "api.json", sortKeys: true },
      { url: `${origin}/raw.json`, path: "raw.json" },
    ],
  });
  await keeper.capture(1);
  const folder = `127.0.0.1-${origin.split(":")[2] ?? ""}`;
  const [own = "", ...others] = Object.keys(keeper.read(1));
  expect(own).toMatch(new RegExp(`^${folder}~[0-9a-f]{10}/terms\\.md$`));
  expect(others).toEqual(["api.json", "legal/terms.md", "raw.json"]);
  expect(keeper.read(1)).toMatchObject({
    "legal/terms.md": "# Terms\n\nBe kind.\n",
    "api.json": '{\n  "a": [\n    {\n      "c": 2,\n      "d": 1\n    }\n  ],\n  "b": 1\n}\n',
    "raw.json": '{"b":1,"a":2}',
  });
});

test("a second capture of the same asks for nothing anew and writes nothing", async () => {
  const { origin, asked } = await open({
    "/llms.txt": "- [Tides](tides.md)\n- [Old](old.md)\n",
    "/tides.md": "# Tides\n",
    "/old.md": redirect("/tides.md", 301),
  });
  const keeper = createKeeper({ kind: "llms", url: `${origin}/llms.txt` });
  await keeper.capture(1);
  const before = asked.length;
  const second = await keeper.capture(2);
  expect(second).toMatchObject({ verdict: "unchanged", stamp: null });
  expect(keeper.list()).toEqual([stampOf(1)]);
  expect(asked.slice(before).filter(({ headers }) => headers["if-none-match"])).toHaveLength(3);
  expect(second.tally?.statuses).toEqual(
    new Map([
      [404, 1], // robots.txt
      [304, 3],
      [301, 1],
    ]),
  );
});

test("rewrites keep build ids and nonces from being changes", async () => {
  const { origin, routes } = await open({ "/a.md": "Build 1f3a, on Monday\n" });
  const keeper = createKeeper({
    kind: "urls",
    urls: [{ url: `${origin}/a.md`, path: "a.md" }],
    replace: [{ pattern: "Build [0-9a-f]+, on (Mon|Tues)(day)", with: "Built on a $2" }],
  });
  await keeper.capture(1);
  expect(keeper.read(1)).toEqual({ "a.md": "Built on a day\n" });
  routes.set("/a.md", "Build 77e0, on Tuesday\n");
  expect(await keeper.capture(2)).toMatchObject({ verdict: "unchanged" });
});

test("command: a program fills the folder; rewrites apply; links and modes stay", async () => {
  const keeper = createKeeper({
    kind: "command",
    run: ["sh", "take.sh", "{folder}/docs"],
    replace: [{ pattern: "tide", with: "tides" }],
  });
  const script = path.join(keeper.folder, "take.sh");
  writeFileSync(
    script,
    'mkdir "$1" && cd "$1" && echo "tide" > a.md && cp a.md b.md && echo true > run && chmod +x run && ln -s /etc/passwd link && test "$SNAPSHOT_FOLDER/docs" = "$1"',
  );
  expect(await keeper.capture(1)).toMatchObject({ verdict: "changed", failures: [] });
  expect(keeper.read(1)).toEqual({
    "docs/a.md": "tides\n",
    "docs/b.md": "tides\n",
    "docs/run": "true\n",
  });
  expect(await keeper.capture(2)).toMatchObject({ verdict: "unchanged" });

  writeFileSync(script, 'mkdir "$1" && echo half > "$1/a.md"; exit 3');
  expect(await keeper.capture(3)).toMatchObject({
    verdict: "unchanged",
    failures: [{ path: null, reason: "ended with 3" }],
  });
  writeFileSync(script, 'git init --quiet "$1" && echo > "$1/a.md"');
  const { failures } = await keeper.capture(4);
  expect(failures[0]?.reason).toContain("docs/.git/");
  expect(keeper.list()).toEqual([stampOf(1), "take.sh"]);
});

test("npm: facts of packages, by npm view", async () => {
  const keeper = createKeeper({ kind: "npm", packages: ["vite", "@scope/x"] });
  const bin = path.join(keeper.folder, ".bin");
  mkdirSync(bin);
  const npm = (version: string) =>
    `#!/bin/sh\ncase "$*" in *" time "*) echo '{"1.0.0":"2026-04-01T00:00:00Z"}' ;; *) ${version} ;; esac\n`;
  const write = (text: string) => {
    writeFileSync(path.join(bin, "npm"), text);
    chmodSync(path.join(bin, "npm"), 0o755);
  };
  write(npm(`echo '[{"name":"x","version":"1.0.0"}]'`));
  const before = process.env["PATH"];
  process.env["PATH"] = `${bin}:${before ?? ""}`;
  try {
    await keeper.capture(1);
    expect(Object.keys(keeper.read(1))).toEqual([
      "index.md",
      "packages/@scope/x.md",
      "packages/vite.md",
    ]);
    for (const [at, answer, reason] of [
      [2, npm("exit 1"), /failed/],
      [
        3,
        `#!/bin/sh\necho '{"error":{"summary":"the registry is asleep"}}'; exit 1\n`,
        /npm view \S+ time failed: the registry is asleep$/,
      ],
      [4, "#!/bin/sh\necho hello\n", /time: the answer is not of the expected form\.$/],
    ] as const) {
      write(answer);
      const { verdict, failures } = await keeper.capture(at);
      expect({ verdict, failures }).toMatchObject({
        verdict: "unchanged",
        failures: [{ address: "npm" }],
      });
      expect(failures[0]?.reason).toMatch(reason);
    }
  } finally {
    process.env["PATH"] = before;
  }
});

test("what stays has its mode and is a link where it was one", async () => {
  const { origin } = await open({ "/a.md": "a\n", "/b.md": "b\n", "/llms.txt": "[a](a.md)\n" });
  const keeper = createKeeper({ kind: "llms", url: `${origin}/llms.txt` });
  const first = path.join(keeper.folder, stampOf(1));
  mkdirSync(first);
  writeFileSync(path.join(first, "run.sh"), "true\n", { mode: 0o755 });
  symlinkSync("run.sh", path.join(first, "link"));
  // A list of which a part failed says nothing about what it does not name.
  const result = await keeper.capture(2, { maxFiles: 1 });
  expect(result).toMatchObject({ verdict: "changed", decision: { kept: ["link", "run.sh"] } });
  expect(readFiles(path.join(keeper.folder, stampOf(2)))).toEqual({
    "llms.txt": "[a](a.md)\n",
    "run.sh": "true\n",
  });
  const third = await keeper.capture(3, { maxFiles: 1 });
  expect(third.verdict).toBe("unchanged");
});
