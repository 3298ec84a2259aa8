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

  test("a page that shrank and says something else each day", async () => {
    const words = "spring summer autumn winter dawn".split(" ");
    const seen = [];
    for (const [index, word] of words.entries()) {
      host.routes.set("/docs/delta", page(`<h1>The delta</h1><p>It is ${word}: keel.</p>`));
      seen.push((await keeper.capture(2 + index)).verdict);
    }
    expect(seen).toEqual(["unchanged", "unchanged", "unchanged", "unchanged", "changed"]);
    expect(keeper.read(6)["docs/delta.md"]).toBe("# The delta\n\nIt is dawn: keel.\n");
  });

  test("but not answers that are unlike each other", async () => {
    for (const [index, text] of ["Out at sea.", "Nobody here", "Hm?", "Ahoy!", "Storm"].entries()) {
      host.routes.set("/docs/delta", page(`<p>${text}</p>`));
      expect(await keeper.capture(2 + index)).toMatchObject({ verdict: "unchanged", believed: [] });
    }
  });

  test("pages that all became shorter", async () => {
    for (const name of names) host.routes.set(`/docs/${name}`, page(textOf(name).slice(0, 300)));
    for (const day of [2, 3, 4, 5]) {
      expect(chooseExitCode([await keeper.capture(day)])).toBe(exitCodes.refused);
    }
    expect(chooseExitCode([await keeper.capture(6)])).toBe(exitCodes.changed);
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

describe("a site whose pages lose their text at once", () => {
  const shorten = (count: number, share: number) => {
    for (const name of names.slice(0, count)) {
      const text = textOf(name);
      host.routes.set(`/docs/${name}`, page(text.slice(0, text.length * share)));
    }
  };
  test.each([
    ["all of them half of it", 12, 0.45],
    ["all of them four fifths", 12, 0.2],
    ["nearly all of them", 11, 0.4],
  ])("%s: is refused", async (_, count, share) => {
    shorten(count, share);
    const result = await keeper.capture(2);
    expect(chooseExitCode([result])).toBe(exitCodes.refused);
    expect(formatResult(result)).toContain(`as ${String(count)} of 12 files lost half of theirs`);
    expect(keeper.list()).toEqual(["2026-05-01T0600Z", "suspected.json"]);
  });

  test.each([
    ["few of them", 4, 0.4],
    ["all of them a third", 12, 0.7],
  ])("%s: is taken", async (_, count, share) => {
    shorten(count, share);
    const result = await keeper.capture(2);
    expect(result).toMatchObject({ verdict: "changed", failures: [] });
  });
});

test("pages of a site whose pages are alike are suspected by their title", async () => {
  const form = (text: string) =>
    `<p>All that is written here is at your own risk; the harbour answers for nothing.</p><p>${text}</p>`;
  for (const name of names) host.routes.set(`/docs/${name}`, page(`<h1>${name}</h1>${form(name)}`));
  await keeper.capture(2, {}, true);
  const lost = `<title>Page not found | Harbour</title><body><main><h1>Ahoy</h1>${form("See the map.")}${long}</main></body>`;
  host.routes.set("/docs/delta", lost);
  const result = await keeper.capture(3);
  expect(result.failures.map(({ reason }) => reason)).toEqual([
    expect.stringContaining("says “Page not found”"),
  ]);
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

  test("few words that are replaced, below a heading that was there", async () => {
    await passes(add({ "/docs/oauth": page("<h1>Sign in with OAuth</h1><p>Send the form.</p>") }));
    host.routes.set("/docs/oauth", page("<h1>Sign in with OAuth</h1><p>Ask us; nobody knows.</p>"));
    const result = await keeper.capture(3);
    expect(result).toMatchObject({ verdict: "changed", failures: [] });
  });

  test("three long documents that get one heading", () =>
    passes(
      Object.fromEntries(
        names
          .slice(0, 3)
          .map((name, index) => [
            `/docs/${name}`,
            page(
              `<h1>What is new</h1>${names.map((other) => `<p>${other}${name}: entirely other words ${String(index)} for each ${name}.</p>`).join("")}`,
            ),
          ]),
      ),
    ));

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

  const takeFirst = async () => {
    const other = createKeeper({ kind: "sitemap", url: `${host.origin}/sitemap.xml` });
    return { other, result: await other.capture(1) };
  };
  const titled = (title: string, text: string, head = "") =>
    `<title>${title}</title>${head}<body><main>${text}</main></body>`;

  test.each([
    ["as it stands", (name: string) => `/docs/${name}`],
    ["whole", (name: string) => `${host.origin}/docs/${name}`],
    ["encoded", (name: string) => encodeURIComponent(`/docs/${name}`)],
  ])("refuses a wall that differs by the address in it, %s", async (_, write) => {
    for (const name of names) {
      const text = `<p>To read ${write(name)} you need to be one of us.</p>`;
      host.routes.set(`/docs/${name}`, page(text));
    }
    expect((await takeFirst()).result.verdict).toBe("refused");
  });

  test("refuses empty shells under titles of their own", async () => {
    for (const name of names) {
      const frame = "<p>Home of all sailors</p><p>Read more</p>";
      host.routes.set(`/docs/${name}`, titled(name, `<h1>The ${name}</h1>${frame}`));
    }
    const { result } = await takeFirst();
    expect(result.verdict).toBe("refused");
    expect(formatResult(result)).toContain("no text but its heading and what most pages have");
  });

  test("leaves out three pages that say the same few words under one title", async () => {
    const lost = titled("Ahoi", "<p>Lo que busca ya no está aquí.</p>");
    for (const name of names.slice(0, 4)) host.routes.set(`/docs/${name}`, lost);
    const { other, result } = await takeFirst();
    expect(chooseExitCode([result])).toBe(exitCodes.refused);
    expect((await other.capture(2, { share: 0.5 })).verdict).toBe("changed");
    expect(Object.keys(other.read(2))).toHaveLength(8);
  });

  test("takes what is one text at several addresses, and tells", async () => {
    const licence = titled("Licence", long);
    const stub = (name: string) => titled(`${name} | Harbour`, "<p>Coming next year.</p>");
    const one = `<link rel="canonical" href="${host.origin}/docs/jetty">`;
    for (const name of names.slice(0, 3)) host.routes.set(`/docs/${name}`, licence);
    for (const name of names.slice(3, 6)) host.routes.set(`/docs/${name}`, stub(name));
    for (const name of names.slice(9, 12)) {
      host.routes.set(`/docs/${name}`, titled("Jetty", "<p>Mind the step.</p>", one));
    }
    const { other, result } = await takeFirst();
    expect(result).toMatchObject({ verdict: "changed", failures: [] });
    expect(Object.keys(other.read(1))).toHaveLength(12);
    expect(result.doubts.map(({ address }) => address.slice(host.origin.length))).toEqual(
      names.slice(0, 6).map((name) => `/docs/${name}`),
    );
    expect(formatResult(result)).toContain("6 answers looked strange and are taken; have a look:");
  });

  test("takes the versions of a documentation, which share their texts", async () => {
    const versions = ["v1", "v2", "v3", "v4"].map((version) => `/${version}/docs/delta`);
    host.routes.set("/sitemap.xml", sitemap(...versions.map((each) => host.origin + each)));
    for (const each of versions) host.routes.set(each, page("<h1>Delta</h1><p>Short.</p>"));
    expect((await takeFirst()).result).toMatchObject({ verdict: "changed", doubts: [] });
  });

  test("takes short pages", async () => {
    for (const name of names) host.routes.set(`/docs/${name}`, page(`<p>${name}</p>`));
    expect((await takeFirst()).result).toMatchObject({ verdict: "changed", failures: [] });
  });
});
