import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { request } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { type ServedFolder, serveFolder } from "../../scripts/serve.ts";

const files = {
  "secret.txt": "secret\n",
  "site/index.html": "<h1>home</h1>",
  "site/404.html": "<h1>lost</h1>",
  "site/notes/2026-05-21/index.html": "<h1>day</h1>",
  "site/notes/2026-05-21T0636Z.patch": "diff --git a/ü b/ü\n",
  "site/rss.xml": "<rss/>",
  "site/archive.json": "{}",
  "site/pagefind/wasm.en.pagefind": "wasm",
  "site/pagefind/fragment/en_1.pf_fragment": "fragment",
  "site/.hidden/page.txt": "page\n",
};

let home = "";
let site = "";

beforeAll(async () => {
  home = await mkdtemp(path.join(tmpdir(), "tidemark-serve-"));
  site = path.join(home, "site");
  for (const [name, text] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(home, name)), { recursive: true });
    await writeFile(path.join(home, name), text);
  }
});
afterAll(() => rm(home, { recursive: true }));

/** Asks for `target` just as it is written: `fetch` would resolve its dots first. */
function ask(served: ServedFolder, target: string, method = "GET"): Promise<Answer> {
  const { hostname, port } = new URL(served.url);
  return new Promise((resolve, reject) => {
    const asked = request({ hostname, port, path: target, method }, (response) => {
      const parts: Buffer[] = [];
      response.on("data", (part: Buffer) => parts.push(part));
      response.on("end", () => {
        const { headers, statusCode } = response;
        const type = headers["content-type"];
        const body = Buffer.concat(parts).toString();
        resolve({ status: statusCode, type, location: headers.location, etag: headers.etag, body });
      });
    });
    asked.on("error", reject).end();
  });
}

interface Answer {
  readonly status: number | undefined;
  readonly type: string | undefined;
  readonly location: string | undefined;
  readonly etag: string | undefined;
  readonly body: string;
}

describe("at the root", () => {
  let served: ServedFolder;
  beforeAll(async () => {
    served = await serveFolder(site, { port: 0 });
  });
  afterAll(() => served.close());

  it.each([
    ["/", "text/html;charset=utf-8", "<h1>home</h1>"],
    ["/?q=x", "text/html;charset=utf-8", "<h1>home</h1>"],
    ["/notes/2026-05-21/", "text/html;charset=utf-8", "<h1>day</h1>"],
    ["/notes/2026-05-21T0636Z.patch", "text/x-diff; charset=utf-8", "diff --git a/ü b/ü\n"],
    ["/rss.xml", "application/xml; charset=utf-8", "<rss/>"],
    ["/archive.json", "application/json", "{}"],
    ["/pagefind/wasm.en.pagefind", "application/octet-stream", "wasm"],
    ["/pagefind/fragment/en_1.pf_fragment", "application/octet-stream", "fragment"],
  ])("serves %s as %s", async (target, type, body) => {
    expect(await ask(served, target)).toMatchObject({ status: 200, type, body });
  });

  it("shows 404.html for what is not there", async () => {
    const answer = await ask(served, "/notes/2026-05-22/");
    expect(answer).toMatchObject({ status: 404, type: "text/html; charset=utf-8" });
    expect(answer.body).toBe("<h1>lost</h1>");
  });

  it("sends a folder without its slash to the address with it", async () => {
    const answer = await ask(served, "/notes/2026-05-21?from=feed");
    expect(answer).toMatchObject({ status: 301, location: "/notes/2026-05-21/?from=feed" });
  });

  it.each([
    "/../secret.txt",
    "/..%2fsecret.txt",
    "/%2e%2e/secret.txt",
    "/notes/../../secret.txt",
    "/..%5csecret.txt",
    "//secret.txt",
  ])("does not give away %s", async (target) => {
    expect(await ask(served, target)).toMatchObject({ status: 404, body: "<h1>lost</h1>" });
  });

  it("serves names that begin with a dot, as hosts do: a tracked file may have one", async () => {
    expect((await ask(served, "/.hidden/page.txt")).status).toBe(200);
  });

  it("never redirects to another host", async () => {
    expect((await ask(served, "//notes/2026-05-21")).location).toBeUndefined();
  });

  it.each(["/%", "/%00", "/%E0%A4%A"])("survives the malformed address %s", async (target) => {
    expect((await ask(served, target)).status).toBe(404);
    expect((await ask(served, "/")).status).toBe(200);
  });

  it("answers HEAD without a body and refuses to be written to", async () => {
    expect(await ask(served, "/rss.xml", "HEAD")).toMatchObject({ status: 200, body: "" });
    expect(await ask(served, "/rss.xml", "PUT")).toMatchObject({ status: 405 });
  });

  it("knows what the browser has already", async () => {
    const { etag = "" } = await ask(served, "/rss.xml");
    const again = await fetch(new URL("/rss.xml", served.url), {
      headers: { "if-none-match": etag },
    });
    expect(again.status).toBe(304);
  });
});

describe("under a base path", () => {
  it.each(["docs/changes", "/docs/changes", "/docs/changes/"])("serves at %s", async (basePath) => {
    const served = await serveFolder(site, { port: 0, basePath });
    expect(new URL(served.url).pathname).toBe("/docs/changes/");
    expect((await ask(served, "/docs/changes/")).body).toBe("<h1>home</h1>");
    expect((await ask(served, "/docs/changes/notes/2026-05-21/")).body).toBe("<h1>day</h1>");
    expect(await ask(served, "/docs/changes")).toMatchObject({ location: "/docs/changes/" });
    expect(await ask(served, "/docs/changes/notes/2026-05-21")).toMatchObject({
      location: "/docs/changes/notes/2026-05-21/",
    });
    expect(await ask(served, "/docs/changes/none/")).toMatchObject({ body: "<h1>lost</h1>" });
    expect((await ask(served, "/rss.xml")).status).toBe(404);
    expect((await ask(served, "/docs/changesrss.xml")).status).toBe(404);
    await served.close();
  });
});

it("takes the next free port when the wanted one is taken", async () => {
  const first = await serveFolder(site, { port: 0 });
  const taken = Number(new URL(first.url).port);
  const second = await serveFolder(site, { port: taken });
  expect(Number(new URL(second.url).port)).toBeGreaterThan(taken);
  expect((await ask(second, "/")).status).toBe(200);
  await Promise.all([first.close(), second.close()]);
});

it("gives its port back when it is closed", async () => {
  const first = await serveFolder(site, { port: 0 });
  await ask(first, "/");
  await first.close();
  const second = await serveFolder(site, { port: Number(new URL(first.url).port) });
  expect(second.url).toBe(first.url);
  await second.close();
});

it("says what to do when there is no such folder", async () => {
  await expect(serveFolder(path.join(home, "none"))).rejects.toThrow("Build the archive first");
});
