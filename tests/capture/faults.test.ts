import { readdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  fail,
  type FakeHost,
  type Handler,
  openHost,
  page,
  redirect,
  sitemap,
} from "./fake-host.ts";
import { createKeeper, type Keeper, stampOf } from "./keeper.ts";

let host: FakeHost;
let keeper: Keeper;
const names = ["a", "b", "c", "d", "e"];

/** A list of five documents, all of them captured on the first of May. */
beforeEach(async () => {
  host = await openHost();
  host.routes.set("/llms.txt", listing(names));
  for (const name of names) host.routes.set(`/${name}.md`, `# ${name}\n\nThe first text.\n`);
  keeper = createKeeper({ kind: "llms", url: `${host.origin}/llms.txt` });
  expect(await keeper.capture(1)).toMatchObject({ verdict: "changed", failures: [] });
  expect(Object.keys(keeper.read(1))).toHaveLength(6);
});
afterEach(() => host.close());

function listing(all: readonly string[]): string {
  return all.map((name) => `- [${name}](${name}.md)\n`).join("");
}

const endless: Handler = (_, response) => {
  response.writeHead(200, { "content-type": "text/markdown" });
  const timer = setInterval(() => response.write("tide ".repeat(1000)), 1);
  response.on("close", () => {
    clearInterval(timer);
  });
};
const silent: Handler = () => undefined;
const dripping: Handler = (_, response) => {
  response.writeHead(200, { "content-type": "text/markdown" });
  const timer = setInterval(() => response.write("."), 20);
  response.on("close", () => {
    clearInterval(timer);
  });
};
const cut: Handler = (_, response) => {
  response.writeHead(200, { "content-type": "text/markdown" });
  response.write("# half a te");
  setTimeout(() => response.destroy(), 5);
};
const tooShort: Handler = (_, response) => {
  response.writeHead(200, { "content-type": "text/markdown", "content-length": "4000" });
  response.write("# half a te");
  setTimeout(() => response.destroy(), 5);
};
const cutGzip: Handler = (_, response) => {
  const whole = gzipSync("# a text\n".repeat(500));
  response
    .writeHead(200, { "content-type": "text/markdown", "content-encoding": "gzip" })
    .end(whole.subarray(0, whole.length - 12));
};
const packedBomb = gzipSync(Buffer.alloc(30_000_000));
const bomb: Handler = (_, response) => {
  response
    .writeHead(200, { "content-type": "text/markdown", "content-encoding": "gzip" })
    .end(packedBomb);
};
const noHttp: Handler = (request) => request.socket.end("this is no HTTP\r\n\r\n");
const strangeEncoding: Handler = (_, response) => {
  response.writeHead(200, { "content-encoding": "tide" }).end("x");
};
const startPage: Handler = (_, response) => {
  response.writeHead(200, { "content-type": "text/html" }).end(page("<h1>Welcome</h1>"));
};

describe("a document that fails keeps its last text and is reported", () => {
  test.each<[string, Handler, RegExp, number]>([
    ["500", fail(500), /^answers 500$/, 4],
    ["503 with a pause too long", fail(503, { "retry-after": "86400" }), /^answers 503$/, 1],
    ["429", fail(429), /^answers 429$/, 4],
    ["403", fail(403), /^answers 403$/, 1],
    ["204", fail(204), /^answers 204$/, 1],
    ["no answer", silent, /^took too long$/, 4],
    ["one byte now and then", dripping, /^took too long$/, 4],
    ["an endless stream", endless, /^has more than 20000 bytes/, 1],
    ["a cut body", cut, /^the answer was cut$/, 4],
    ["a body shorter than its length", tooShort, /^the answer was cut$/, 4],
    ["a cut compressed body", cutGzip, /^the compressed answer was cut$/, 4],
    ["a small body that grows", bomb, /^has more than 20000 bytes/, 1],
    ["no HTTP", noHttp, /HTTP/, 4],
    ["an unknown compression", strangeEncoding, /compressed as “tide”/, 1],
    ["a redirect loop", redirect("/b.md"), /^redirects more than 5 times$/, 6],
    ["a redirect to nowhere", redirect("http://["), /is no address$/, 1],
    ["a redirect to a file", redirect("file:///etc/passwd"), /neither http nor https/, 1],
    ["a start page for everything", startPage, /^is a web page where a document/, 1],
  ])("%s", async (_, handler, reason, requests) => {
    host.routes.set("/a.md", "# a\n\nThe second text.\n");
    host.routes.set("/b.md", handler);
    const before = host.asked.length;
    // Short only where the time has to pass, so that a busy machine is no fault of the host.
    const seconds = reason.test("took too long") ? 0.3 : 20;
    const result = await keeper.capture(2, { seconds, maxBytes: 20_000 });
    expect(result.failures).toMatchObject([
      {
        address: `${host.origin}/b.md`,
        path: "b.md",
        reason: expect.stringMatching(reason) as string,
      },
    ]);
    expect(result.verdict).toBe("changed");
    expect(keeper.read(2)).toEqual({
      ...keeper.read(1),
      "a.md": "# a\n\nThe second text.\n",
    });
    const asked = host.asked.slice(before).filter((request) => request.path === "/b.md");
    expect(asked).toHaveLength(requests);
  });

  test("a host that refuses connections", async () => {
    await host.close();
    const result = await keeper.capture(2);
    expect(result).toMatchObject({ verdict: "unchanged", stamp: null });
    expect(result.failures[0]?.reason).toMatch(/refuses connections/);
    expect(keeper.list()).toEqual([stampOf(1)]);
  });

  test("a cache that is lost or broken is asked for anew", async () => {
    const cache = path.join(keeper.folder, "..", "..", "cache", "capture", "harbour", "answers");
    for (const name of readdirSync(cache)) {
      if (name.endsWith(".body")) writeFileSync(path.join(cache, name), "broken");
    }
    expect(await keeper.capture(2)).toMatchObject({ verdict: "unchanged", failures: [] });
    rmSync(cache, { recursive: true });
    expect(await keeper.capture(3)).toMatchObject({ verdict: "unchanged", failures: [] });
    rmSync(cache, { recursive: true });
    host.routes.set("/b.md", fail(304));
    expect((await keeper.capture(4)).failures[0]?.reason).toBe("answers 304");
  });

  test("a document that comes back is no change", async () => {
    host.routes.set("/b.md", fail(500));
    expect(await keeper.capture(2)).toMatchObject({ verdict: "unchanged" });
    host.routes.set("/b.md", "# b\n\nThe first text.\n");
    expect(await keeper.capture(3)).toMatchObject({ verdict: "unchanged", failures: [] });
  });

  test("pages: no text where there was some, and nothing at the selector", async () => {
    const urls = [{ url: `${host.origin}/p`, path: "p.md", selector: "main" }];
    const other = createKeeper({ kind: "urls", urls });
    host.routes.set("/p", page("<p>Text</p>"));
    await other.capture(1);
    host.routes.set("/p", page("<script>render()</script>"));
    const empty = await other.capture(2);
    expect(empty.failures[0]?.reason).toBe(
      "has nothing at main before its scripts run (browser: true runs them, in captures of urls and sitemap)",
    );
    host.routes.set("/p", "<script>render()</script><h1>Moved</h1><p>The text is elsewhere.</p>");
    expect((await other.capture(2)).failures[0]?.reason).toBe("has nothing at main");
    host.routes.set("/p", `${"<div>".repeat(50_000)}deep`);
    expect(await other.capture(3)).toMatchObject({ verdict: "unchanged", failures: [{}] });
  });
});

describe("what counts as removed", () => {
  test.each([404, 410])("a document that answers %i", async (status) => {
    host.routes.set("/b.md", fail(status));
    const result = await keeper.capture(2);
    expect(result).toMatchObject({ verdict: "changed", decision: { removed: ["b.md"] } });
    expect(result.failures).toEqual([]);
    expect(Object.keys(keeper.read(2))).not.toContain("b.md");
  });

  test("a document that the list no longer names", async () => {
    host.routes.set("/llms.txt", listing(names.slice(1)));
    expect((await keeper.capture(2)).decision.removed).toEqual(["a.md"]);
  });

  test.each<[string, Handler | string]>([
    ["500", fail(500)],
    ["404", fail(404)],
    ["a cut body", cut],
    ["a start page", startPage],
    ["a list of nothing", "# Harbour\n"],
  ])("nothing where the list itself fails: %s", async (_, route) => {
    host.routes.set("/llms.txt", route);
    const result = await keeper.capture(2);
    expect(result.decision.removed).toEqual([]);
    expect(result.failures.map(({ address }) => address)).toEqual([`${host.origin}/llms.txt`]);
  });

  test("nothing of what a broken part of a sitemap may name", async () => {
    const { origin, routes } = host;
    const parts = `<sitemapindex><sitemap><loc>${origin}/1.xml</loc></sitemap><sitemap><loc>${origin}/2.xml</loc></sitemap></sitemapindex>`;
    routes.set("/index.xml", parts);
    routes.set("/1.xml", sitemap(`${origin}/a.md`));
    routes.set("/2.xml", sitemap(`${origin}/b.md`, `${origin}/c.md`));
    const other = createKeeper({ kind: "sitemap", url: `${origin}/index.xml` });
    await other.capture(1);
    routes.set("/a.md", fail(404));
    const half = sitemap(`${origin}/b.md`, `${origin}/c.md`).slice(0, -30);
    routes.set("/2.xml", (_, response) => response.end(half));
    const result = await other.capture(2);
    expect(result).toMatchObject({ verdict: "refused", decision: { removed: ["a.md"] } });
    expect(result.decision.kept).toEqual(["b.md", "c.md"]);
    expect(result.failures[0]?.reason).toMatch(/^is no whole sitemap/);
  });

  test("more than a share at once: refused, unless that is forced", async () => {
    host.routes.set("/llms.txt", listing(names.slice(2)));
    const refused = await keeper.capture(2);
    expect(refused).toMatchObject({
      verdict: "refused",
      stamp: null,
      before: 6,
      decision: { removed: ["a.md", "b.md"] },
    });
    expect(keeper.list()).toEqual([stampOf(1)]);
    expect(await keeper.capture(3, { share: 0.34 })).toMatchObject({ verdict: "changed" });
    host.routes.set("/llms.txt", listing(["e"]));
    expect(await keeper.capture(4)).toMatchObject({ verdict: "refused" });
    expect(await keeper.capture(4, {}, true)).toMatchObject({ verdict: "changed" });
    expect(Object.keys(keeper.read(4))).toEqual(["e.md", "llms.txt"]);
  });
});

describe("politeness", () => {
  test("429 is answered by the pause that it asks for, and the document comes", async () => {
    let times = 0;
    host.routes.set("/b.md", (_, response) => {
      times += 1;
      if (times <= 2) response.writeHead(429, { "retry-after": "7" }).end();
      else response.writeHead(200, { "content-type": "text/markdown" }).end("# b, at last\n");
    });
    const result = await keeper.capture(2);
    expect(result.failures).toEqual([]);
    expect(keeper.read(2)["b.md"]).toBe("# b, at last\n");
    expect(keeper.pauses.filter((pause) => pause >= 6900)).toHaveLength(2);
    expect(result.tally).toMatchObject({ retries: 2 });
  });

  test("without Retry-After pauses double", async () => {
    host.routes.set("/b.md", fail(502));
    await keeper.capture(2);
    expect(keeper.pauses).toEqual([1000, 2000, 4000]);
  });

  test("robots.txt may stand at another host", async () => {
    const other = await openHost({
      "/robots.txt": (_, response) => response.end("User-agent: *\nDisallow: /b.md\n"),
    });
    try {
      host.routes.set("/robots.txt", redirect(`${other.origin}/robots.txt`));
      const { disallowed, failures } = await keeper.capture(2);
      expect(failures).toEqual([]);
      expect(disallowed.map(({ path: file }) => file)).toEqual(["b.md"]);
    } finally {
      await other.close();
    }
  });

  test("robots.txt is obeyed, by name, unless it is ignored", async () => {
    host.routes.set(
      "/robots.txt",
      "User-agent: *\nDisallow: /a.md\n\nUser-agent: Tidemark\nDisallow: /b.md\nCrawl-delay: 3\n",
    );
    host.routes.set("/b.md", "# b, forbidden\n");
    const before = host.asked.length;
    const result = await keeper.capture(2);
    expect(result).toMatchObject({ verdict: "unchanged", failures: [] });
    expect(result.disallowed.map(({ path }) => path)).toEqual(["b.md"]);
    expect(host.asked.slice(before).map((request) => request.path)).not.toContain("/b.md");
    expect(keeper.pauses.filter((pause) => pause >= 2999).length).toBeGreaterThanOrEqual(4);
    expect(await keeper.capture(3, { robots: "ignore" })).toMatchObject({ verdict: "changed" });
    expect(keeper.read(3)["b.md"]).toBe("# b, forbidden\n");
  });

  test("a robots.txt that fails forbids all; nothing is lost by it", async () => {
    host.routes.set("/robots.txt", fail(500));
    const result = await keeper.capture(2);
    expect(result).toMatchObject({ verdict: "unchanged" });
    expect(result.failures[0]?.reason).toBe("robots.txt cannot be read (500)");
  });

  test("a host that always fails is left alone", async () => {
    const many = Array.from({ length: 200 }, (_, index) => `x${String(index)}`);
    host.routes.set("/llms.txt", listing([...names, ...many]));
    for (const name of many) host.routes.set(`/${name}.md`, fail(500));
    const before = host.asked.length;
    const result = await keeper.capture(2, { atOnce: 1 });
    expect(result.failures).toHaveLength(200);
    // The list, five documents, and four tries for each of ten that fail.
    expect(host.asked.length - before).toBe(1 + 5 + 40);
    expect(Object.keys(keeper.read(2))).toEqual(Object.keys(keeper.read(1)));
  });

  test("requests name the project and the keeper; never more at once than allowed", async () => {
    let [inside, most] = [0, 0];
    for (const name of names) {
      host.routes.set(`/${name}.md`, (_, response) => {
        inside += 1;
        most = Math.max(most, inside);
        setTimeout(() => {
          inside -= 1;
          response.writeHead(200, { "content-type": "text/markdown" }).end(`# ${name}, anew\n`);
        }, 10);
      });
    }
    await keeper.capture(2, { atOnce: 2, contact: "https://example.org/keeper" });
    expect(most).toBe(2);
    expect(host.asked.at(-1)?.headers["user-agent"]).toMatch(
      /^Tidemark\/\S+ \(.*; https:\/\/example\.org\/keeper\)$/,
    );
  });
});

describe("security", () => {
  const names = [
    "127.0.0.1",
    "localhost",
    "[::1]",
    "0.0.0.0",
    "2130706433",
    "0x7f.1",
    "[::ffff:127.0.0.1]",
  ];
  test.each(names)("%s is not asked unless that is allowed", async (name) => {
    const port = new URL(host.origin).port;
    const before = host.asked.length;
    const urls = [{ url: `http://${name}:${port}/a.md`, path: "a.md" }];
    const other = createKeeper({ kind: "urls", urls, robots: "ignore" });
    const { failures } = await other.capture(1, { allowPrivate: false });
    expect(failures[0]?.reason).toMatch(/has a private address/);
    expect(host.asked.length).toBe(before);
  });

  test("names from a list cannot leave the snapshot, nor harm what reads it", async () => {
    const hostile = [
      "/%2e%2e/%2e%2e/escape.md",
      "/..%2f..%2fescape.md",
      "/%2fetc%2fpasswd.md",
      "/a%00b.md",
      "/c%5c..%5cd.md",
      "/.git/config.md",
      "/.GIT/hooks.md",
      "/git~1/x.md",
      `/${"long".repeat(200)}.md`,
      "/A.md",
      "/con.md",
      "/a%0ab.md",
      "/a.md/inside.md",
      "/%E2%80%AEevil.md",
      "/x.md?page=1",
      "/x.md?page=2",
    ];
    const list = ["/a.md", ...hostile].map((each) => `- [x](<${each}>)\n`).join("");
    host.routes.set("/llms.txt", list);
    for (const each of hostile)
      host.routes.set(
        new URL(each, host.origin).href.slice(host.origin.length),
        `# ${each.slice(0, 40)}\n`,
      );
    const marker = path.join(keeper.folder, "..", "..", "escape.md");
    writeFileSync(marker, "untouched");
    const result = await keeper.capture(2, {}, true);
    expect(result.failures).toEqual([]);
    expect(result.decision.removed).toEqual(["b.md", "c.md", "d.md", "e.md"]);
    const files = Object.keys(keeper.read(2));
    expect(files).toHaveLength(hostile.length + 2 - 1); // the globs take no “..”
    expect(files.filter((file) => /(^|\/)\.git(\/|$)|[\0-\x1f\\\u202e]/i.test(file))).toEqual([]);
    expect(new Set(files.map((file) => file.toLowerCase())).size).toBe(files.length);
    expect(keeper.list()).toEqual([stampOf(1), stampOf(2)]);
  });
});
