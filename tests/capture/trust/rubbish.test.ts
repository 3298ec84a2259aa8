/** A site that answers 200 with rubbish rewrites nothing; one that truly changed is believed. */
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { chooseExitCode, exitCodes, formatResult } from "../../../src/capture/report.ts";
import {
  fail,
  type FakeHost,
  type Handler,
  openHost,
  page,
  redirect,
  type Route,
  sitemap,
} from "../fake-host.ts";
import { createKeeper, type Keeper } from "../keeper.ts";

let host: FakeHost;
let keeper: Keeper;
const names =
  "anchor beacon current delta estuary fathom gauge harbour inlet jetty keel lagoon".split(" ");

/** Twelve pages of a documentation, each about something else. */
beforeEach(async () => {
  host = await openHost();
  host.routes.set("/sitemap.xml", sitemap(...names.map((name) => `${host.origin}/docs/${name}`)));
  for (const name of names) host.routes.set(`/docs/${name}`, page(textOf(name)));
  keeper = createKeeper({ kind: "sitemap", url: `${host.origin}/sitemap.xml` });
  expect(chooseExitCode([await keeper.capture(1)])).toBe(exitCodes.changed);
});
afterEach(() => host.close());

function textOf(name: string): string {
  const facts = names.map((other) => `<p>Of ${name}s and ${other}s the tables tell ${name}.</p>`);
  return `<h1>The ${name}</h1>${facts.join("")}`;
}

const answer =
  (body: string | Buffer, type = "text/html"): Handler =>
  (_, response) =>
    response.writeHead(200, { "content-type": type }).end(body);

const notice = (title: string, text: string): Handler =>
  answer(`<title>${title}</title><body><h1>${title}</h1><p>${text}</p></body>`);
const long = "<p>Read what our partners offer you this season, and come again soon.</p>".repeat(30);
let visits = 0;
const numbered: Handler = (request, response) => {
  visits += 1;
  const id = `${String(visits)}f3ab${String(visits * 7)}`;
  response
    .writeHead(200, { "content-type": "text/html" })
    .end(`<main><p>Nothing for ${request.url ?? ""}; ask us about the case ${id}.</p></main>`);
};

/** What a failing site answers; every one with the status 200 at the end. */
const rubbish: [string, Route][] = [
  ["an empty body", answer("")],
  ["two line feeds", answer("\n\n")],
  ["an empty page", page("")],
  ["an excuse", page("<p>Something went wrong. Try again later.</p>")],
  ["an excuse without markup", answer("Something went wrong. Try again later.", "text/plain")],
  ["an empty text", answer("", "text/plain")],
  ["a page to sign in", page("<h1>Sign in</h1><p>Your name and your password, please.</p>")],
  ["a redirect to sign in", redirect("/login")],
  ["a redirect to the start page", redirect("/", 301)],
  ["a redirect to one page", redirect("/sorry")],
  ["a redirect to another host", redirect("http://localhost:1/docs")],
  ["not found, by its title", notice("Page not found | Harbour", "The link may be old.")],
  ["moved, by its title", notice("This page has moved", "To where it is better.")],
  ["a server error", notice("500 Internal Server Error", "nginx")],
  ["a check of visitors", notice("Just a moment...", "Verify you are human by waiting.")],
  ["one long advertisement", page(`<h1>Offers</h1>${long}`)],
  ["an error with a number of its own", numbered],
  ["a picture", answer(Buffer.from("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "latin1"), "image/png")],
  ["a PDF", answer("%PDF-1.7\nstartxref", "application/pdf")],
  ["JSON", answer('{"error":"no such document"}', "application/json")],
  ["bytes", answer(Buffer.alloc(4000, 0), "application/octet-stream")],
];

function spoil(paths: readonly string[], route: Route): void {
  for (const name of paths) host.routes.set(`/docs/${name}`, route);
  host.routes.set("/login", page("<h1>Welcome back</h1><p>Who are you?</p>"));
  host.routes.set("/", page(`<h1>Harbour</h1>${long}`));
  host.routes.set("/sorry", page("<p>We are out at sea.</p>"));
}

describe("every page of a site comes as", () => {
  test.each(rubbish)("%s: the capture is refused", async (_, route) => {
    spoil(names, route);
    const result = await keeper.capture(2);
    expect(formatResult(result)).toContain("refused: 12 answers cannot be what was asked for");
    expect(chooseExitCode([result])).toBe(exitCodes.refused);
    expect(keeper.list()).not.toContain("2026-05-02T0600Z");
  });
});

describe("one page of a site comes as", () => {
  // A single page may say whatever it likes, as long as nothing else tells that it is none.
  const unknowable = ["one long advertisement", "an error with a number of its own"];
  test.each(rubbish.filter(([what]) => !unknowable.includes(what)))(
    "%s: it keeps its last text",
    async (what, route) => {
      spoil(["delta"], route);
      if (what === "a redirect to one page") spoil(["delta", "keel"], route);
      host.routes.set("/docs/anchor", page(`${textOf("anchor")}<p>And a sentence more.</p>`));
      const result = await keeper.capture(2);
      expect(formatResult(result)).toContain(`${host.origin}/docs/delta: `);
      expect(chooseExitCode([result])).toBe(exitCodes.partlyFailed);
      expect(keeper.read(2)).toEqual({
        ...keeper.read(1),
        "docs/anchor.md": expect.stringContaining("a sentence more") as string,
      });
    },
  );

  test("what the site answers to addresses that do not exist", async () => {
    const soft = page(`<h1>Ahoy</h1><p>The tide took what stood here.</p>${long}`);
    host.routes.set("/there-is-no-such-page-4c1d8e72b9", soft);
    spoil(["delta"], soft);
    const result = await keeper.capture(2);
    expect(result.failures[0]?.reason).toContain("addresses that do not exist");
    expect(chooseExitCode([result])).toBe(exitCodes.partlyFailed);
  });
});

test("a hundred captures of a failing site publish nothing", async () => {
  let refused = 0;
  for (let day = 0; day < 100; day += 1) {
    const [, route] = rubbish[day % rubbish.length] ?? ["", ""];
    spoil(names, route);
    const result = await keeper.capture(2);
    if (chooseExitCode([result]) === exitCodes.refused) refused += 1;
  }
  expect(refused).toBe(100);
  expect(keeper.list()).toEqual(["2026-05-01T0600Z", "suspected.json"]);
  for (const name of names) host.routes.set(`/docs/${name}`, page(textOf(name)));
  expect(chooseExitCode([await keeper.capture(3)])).toBe(exitCodes.unchanged);
  expect(keeper.list()).toEqual(["2026-05-01T0600Z"]);
});

describe("the same answer is believed in the end", () => {
  const shrunk = page("<h1>The delta</h1><p>See the keel.</p>");

  test("a page that truly shrank", async () => {
    host.routes.set("/docs/delta", shrunk);
    for (const day of [2, 3, 4, 5]) {
      const result = await keeper.capture(day);
      expect(result).toMatchObject({ verdict: "unchanged", believed: [] });
      expect(result.failures[0]?.reason).toMatch(/^lost \d+ % of its text/);
    }
    const fifth = await keeper.capture(6);
    expect(formatResult(fifth)).toContain("1 answer looked wrong, came the same");
    expect(chooseExitCode([fifth])).toBe(exitCodes.changed);
    expect(keeper.read(6)["docs/delta.md"]).toBe("# The delta\n\nSee the keel.\n");
    expect(existsSync(path.join(keeper.folder, "suspected.json"))).toBe(false);
    expect(await keeper.capture(7)).toMatchObject({ verdict: "unchanged", failures: [] });
  });

  test("only in a row, and as often as the settings say", async () => {
    host.routes.set("/docs/delta", shrunk);
    await keeper.capture(2, { believe: 3 });
    await keeper.capture(2, { believe: 3 });
    host.routes.set("/docs/delta", fail(403));
    await keeper.capture(2, { believe: 3 });
    host.routes.set("/docs/delta", shrunk);
    await keeper.capture(2, { believe: 3 });
    expect(readFileSync(path.join(keeper.folder, "suspected.json"), "utf8")).toContain('"times":1');
    await keeper.capture(2, { believe: 3 });
    expect((await keeper.capture(2, { believe: 3 })).verdict).toBe("changed");
  });

  test("or at once, by force", async () => {
    spoil(names, page("<p>Closed for good.</p>"));
    expect((await keeper.capture(2, {}, true)).verdict).toBe("changed");
    expect(keeper.read(2)["docs/keel.md"]).toBe("Closed for good.\n");
  });
});

test("a site that comes back after rubbish was taken is taken at once", async () => {
  spoil(names, page("<p>Closed for good.</p>"));
  await keeper.capture(2, {}, true);
  for (const name of names) host.routes.set(`/docs/${name}`, page(textOf(name)));
  expect(chooseExitCode([await keeper.capture(3)])).toBe(exitCodes.changed);
  expect(keeper.read(3)).toEqual(keeper.read(1));
});

test("what a program leaves is judged by its texts", async () => {
  const write = (text: string) =>
    `for (const n of ${JSON.stringify(names)}) fs.writeFileSync(process.env.SNAPSHOT_FOLDER + "/" + n + ".md", ${text})`;
  const run = (text: string) => ({ run: [process.execPath, "-e", write(text)] });
  const other = createKeeper({ kind: "command", ...run('n.repeat(60) + " is a word"') });
  expect((await other.capture(1)).verdict).toBe("changed");
  expect((await other.capture(2, run('""'))).verdict).toBe("refused");
  expect((await other.capture(2, run('"Something went wrong."'))).verdict).toBe("refused");
  expect(other.list()).toEqual(["2026-05-01T0600Z", "suspected.json"]);
});

test("documents that are much alike and become one are suspected", async () => {
  const form = (name: string) =>
    `<h1>Terms of ${name}</h1>${"<p>All of it at your own risk.</p>".repeat(9)}`;
  for (const name of names) host.routes.set(`/docs/${name}`, page(form(name)));
  await keeper.capture(2, {}, true);
  for (const name of names) host.routes.set(`/docs/${name}`, page(form("nothing")));
  const result = await keeper.capture(3);
  expect(chooseExitCode([result])).toBe(exitCodes.refused);
  expect(formatResult(result)).toContain("has one text with 11 others");
});

describe("what is no rubbish passes", () => {
  const passes = async (routes: Record<string, Route>) => {
    for (const [address, route] of Object.entries(routes)) host.routes.set(address, route);
    const result = await keeper.capture(2);
    expect(formatResult(result)).not.toContain("cannot be");
    expect(chooseExitCode([result])).toBe(exitCodes.changed);
    return result;
  };
  const add = (more: Record<string, Route>) => ({
    "/sitemap.xml": sitemap(
      ...[...names.map((name) => `/docs/${name}`), ...Object.keys(more)].map(
        (each) => host.origin + each,
      ),
    ),
    ...more,
  });

  test("documents about errors and signing in", () =>
    passes(
      add({
        "/docs/errors": page("<h1>Error handling</h1><p>When something went wrong, try again.</p>"),
        "/docs/oauth": page("<h1>Sign in with OAuth</h1><p>Send the form to the server.</p>"),
        "/docs/glossary/404": page("<h1>404 Not Found</h1><p>The page does not exist.</p>"),
        "/docs/status/503": page("<h1>503</h1><p>Service unavailable.</p>"),
        "/docs/forms": page("<h1>Login</h1>" + "<p>Write your name into the field.</p>".repeat(12)),
        "/docs/short": page("<p>See the manual.</p>"),
      }),
    ));

  test("a site that is written anew", () =>
    passes(
      Object.fromEntries(
        names.map((name, index) => [
          `/docs/${name}`,
          page(
            `<h1>Harbour handbook</h1><h2>All about ${name}</h2>` +
              `<p>${names.map((other) => `When ${other}${String(index)} meets ${name}, ${name} gives way.`).join(" ")}</p>` +
              textOf(name).slice(0, 500),
          ),
        ]),
      ),
    ));

  test("a document that is revised to be about errors", () =>
    passes({
      "/docs/delta": page(
        `<h1>Not found</h1>${"<p>What to answer when nothing is there, and why the reader is told.</p>".repeat(12)}`,
      ),
    }));

  test("a page that leads to another one of the site, told by its name", async () => {
    const moved = page(`${textOf("delta")}<p>Here it is better.</p>`);
    const result = await passes({ "/docs/delta": redirect("/guide/delta"), "/guide/delta": moved });
    expect(formatResult(result)).toContain(
      `1 address led elsewhere:\n    ${host.origin}/docs/delta: to ${host.origin}/guide/delta`,
    );
    expect(keeper.read(2)["docs/delta.md"]).toContain("Here it is better.");
  });

  test("a banner on every page", () =>
    passes(
      Object.fromEntries(
        names.map((name) => [
          `/docs/${name}`,
          page(`<p>Our servers are under maintenance on Sunday.</p>${textOf(name)}`),
        ]),
      ),
    ));
});

describe("the first capture of all", () => {
  test("of a site that fails is refused", async () => {
    spoil(names, page("<p>Something went wrong.</p>"));
    const other = createKeeper({ kind: "sitemap", url: `${host.origin}/sitemap.xml` });
    const result = await other.capture(1);
    expect(result.verdict).toBe("refused");
    expect(other.list()).toEqual(["suspected.json"]);
  });

  test("leaves out an empty page and one that is not found", async () => {
    spoil(["delta"], answer("", "text/plain"));
    spoil(["keel"], notice("404 - Not found", "Sorry."));
    const other = createKeeper({ kind: "sitemap", url: `${host.origin}/sitemap.xml` });
    const result = await other.capture(1);
    expect(chooseExitCode([result])).toBe(exitCodes.partlyFailed);
    expect(Object.keys(other.read(1))).toHaveLength(10);
  });

  test("takes short pages, and some that are alike", async () => {
    const stub = page("<p>Coming next year.</p>");
    for (const name of names.slice(0, 5)) host.routes.set(`/docs/${name}`, stub);
    for (const name of names.slice(5)) host.routes.set(`/docs/${name}`, page(`<p>${name}</p>`));
    const other = createKeeper({ kind: "sitemap", url: `${host.origin}/sitemap.xml` });
    expect(await other.capture(1)).toMatchObject({ verdict: "changed", failures: [] });
  });
});
