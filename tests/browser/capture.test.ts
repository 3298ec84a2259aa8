/** Captures of pages that a script writes, among them pages that try to do what no page of a stranger may. */
import { createServer } from "node:http";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { unpackChromium } from "../../scripts/browser/npm-chromium.ts";
import { fail, type FakeHost, openHost, redirect, type Route } from "../capture/fake-host.ts";
import { createKeeper, stampOf } from "../capture/keeper.ts";

const kept = { ...process.env };
let host: FakeHost;
/** Another server of this machine, which no page has any business with. */
let touched: string[] = [];
let asked: string[] = [];
const other = createServer((request, response) => {
  // Our own requests have passed the look at addresses; a browser's have not.
  if (!/^Tidemark/.test(request.headers["user-agent"] ?? "")) touched.push(request.url ?? "");
  asked.push(request.url ?? "");
  response.writeHead(200, { "access-control-allow-origin": "*" }).end("secret");
}).on("upgrade", (request, socket) => {
  touched.push(`socket ${request.url ?? ""}`);
  socket.destroy();
});
let otherHost = "";

beforeAll(async () => {
  if (process.env["CHROME_PATH"] === undefined) {
    const { executablePath, env } = await unpackChromium();
    Object.assign(process.env, env, { CHROME_PATH: executablePath });
  }
  // These tests may be run as root.
  process.env["TIDEMARK_BROWSER_SANDBOX"] = "off";
  await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
  const address = other.address();
  otherHost = `127.0.0.1:${String(typeof address === "object" && address ? address.port : 0)}`;
});
afterAll(() => {
  process.env = kept;
  other.close();
});
beforeEach(async () => {
  host = await openHost();
  touched = [];
  asked = [];
});
afterEach(() => host.close());

/** A page whose text is written by this script. */
function shell(script: string): string {
  return `<!doctype html><title>App</title><div id="root"></div><script>
const root = document.getElementById("root");
const show = (html) => { root.innerHTML = "<main>" + html + "</main>"; };
${script}</script>`;
}

async function capture(routes: Record<string, Route>, names: readonly string[], more: object = {}) {
  for (const [path, route] of Object.entries(routes)) host.routes.set(path, route);
  const urls = names.map((name) => ({ url: `${host.origin}/${name}`, path: `${name}.md` }));
  const keeper = createKeeper({ kind: "urls", urls, browser: true, seconds: 8, ...more });
  const result = await keeper.capture(1);
  const files = result.stamp === null ? {} : keeper.read(1);
  return { result, files, reasons: result.failures.map(({ reason }) => reason) };
}

test("a page's text is what its scripts write; without a browser the report says what is missing", async () => {
  const routes = {
    "/app": `<!doctype html><title>App</title><div id="root"></div><script src="/app.js"></script><img src="/p.png">`,
    "/app.js": ((_, response) =>
      response.writeHead(200, { "content-type": "text/javascript" }).end(
        `setTimeout(async () => { const { title } = await (await fetch("/api.json")).json();
         document.getElementById("root").innerHTML = "<main><h1>" + title + "</h1><p>High water at noon.</p></main>"; }, 300)`,
      )) satisfies Route,
    "/api.json": `{"title": "Tides"}`,
  };
  const { files } = await capture(routes, ["app"]);
  expect(files).toEqual({ "app.md": "# Tides\n\nHigh water at noon.\n" });
  expect(host.asked.map(({ path }) => path)).toEqual(["/app", "/app.js", "/api.json"]);
  expect(host.asked[1]?.headers["user-agent"]).toMatch(/^Tidemark/);

  const plain = await capture(routes, ["app"], { browser: false });
  expect(plain.reasons).toEqual([
    "has no text before its scripts run (browser: true runs them, in captures of urls and sitemap)",
  ]);
});

test("a selector is waited for, and robots.txt holds for what a page loads", async () => {
  host.routes.set("/robots.txt", "User-agent: *\nDisallow: /private\n");
  const late = shell(
    `setTimeout(() => show("<p class=late>The text that came late.</p>"), 1800);
     fetch("/private/x").then(() => show("taken"), () => {});`,
  );
  const urls = [{ url: `${host.origin}/late`, path: "late.md", selector: ".late" }];
  const { files } = await capture({ "/late": late, "/private/x": "no" }, [], { urls });
  expect(files).toEqual({ "late.md": "The text that came late.\n" });
  expect(host.asked.map(({ path }) => path)).toEqual(["/late"]);
});

test("nothing is kept from one page to the next", async () => {
  const script = `show("<p>seen before: " + (localStorage.seen ?? "no") + document.cookie + "</p>");
    localStorage.seen = "yes"; document.cookie = "seen=yes";`;
  const { files } = await capture(
    { "/one": shell(script), "/two": shell(script) },
    ["one", "two"],
    {
      atOnce: 1,
    },
  );
  expect(Object.values(files)).toEqual(["seen before: no\n", "seen before: no\n"]);
});

test("no way leads a page past the look at addresses", async () => {
  const attack = `
    const out = []; const tell = (word) => { out.push(word); show("<p>The end: " + out.join(" ") + "</p>"); };
    show("<p>The end:</p>");
    for (const url of ["http://169.254.169.254/latest", "http://OTHER/fetch", "http://localhost:PORT/name", "/hop", "file:///etc/passwd"])
      fetch(url).then(async (it) => tell("GOT " + (await it.text())), () => {});
    fetch("http://OTHER/post", { method: "POST", mode: "no-cors", body: "x" }).catch(() => {});
    navigator.sendBeacon("http://OTHER/beacon", "x");
    new Image().src = "http://OTHER/image";
    for (const [name, key] of [["iframe", "src"], ["link", "href"], ["script", "src"], ["object", "data"], ["video", "src"]]) {
      const it = document.createElement(name); it.rel = "prefetch"; it[key] = "http://OTHER/" + name; document.body.append(it); }
    try { new WebSocket("ws://OTHER/socket"); } catch {}
    try { new EventSource("http://OTHER/events"); } catch {}
    try { new Worker(URL.createObjectURL(new Blob(["fetch('http://OTHER/worker')"]))); } catch {}
    navigator.serviceWorker?.register("/sw.js").catch(() => {});
    tell(typeof RTCPeerConnection);
    open("http://OTHER/popup"); const a = document.createElement("a"); a.href = URL.createObjectURL(new Blob(["x"])); a.download = "x"; a.click();
    alert("hello");`
    .replaceAll("OTHER", otherHost)
    .replaceAll("PORT", otherHost.split(":")[1] ?? "");
  const hop = redirect(`http://169.254.169.254/latest`);
  const { files } = await capture({ "/attack": shell(attack), "/hop": hop }, ["attack"], {
    allowPrivate: true,
  });
  expect(files["attack.md"] ?? "").toMatch(/^The end: undefined/);
  expect(touched).toEqual([]);
  const never = [
    "post",
    "beacon",
    "image",
    "iframe",
    "object",
    "video",
    "socket",
    "events",
    "popup",
  ];
  expect(asked.filter((path) => never.includes(path.slice(1)))).toEqual([]);
  expect(files["attack.md"]).not.toContain("root:");
});

test("without allowPrivate no address of this machine is asked for a page", async () => {
  const { reasons } = await capture({ "/app": shell(`show("x")`) }, ["app"], {
    allowPrivate: false,
  });
  expect(reasons[0]).toContain("has a private address");
  expect(host.asked).toEqual([]);
});

test("a page that does not let go costs its time and itself, not the others", async () => {
  const routes = {
    "/loop": shell(`show("<p>Before the loop.</p>"); for (;;);`),
    "/huge": shell(`show("<p>x</p>".repeat(300000));`),
    "/away": shell(`show("<p>x</p>"); location = "http://${otherHost}/away";`),
    "/round": shell(`show("<p>x</p>"); location = "/round?" + Math.random();`),
    "/bomb": shell(`const all = []; for (;;) all.push(new Array(1e6).fill(Math.random()));`),
    "/good": shell(`show("<p>Good words.</p>");`),
    "/gone": fail(404),
  };
  for (let n = 0; n < 9; n += 1) host.routes.set(`/round?${String(n)}`, routes["/round"]);
  const names = Object.keys(routes).map((path) => path.slice(1));
  const { files, result } = await capture(routes, names, { seconds: 4 });
  expect(files).toEqual({ "good.md": "Good words.\n" });
  const byName = Object.fromEntries(
    result.failures.map(({ address, reason }) => [address.split("/").at(-1), reason]),
  );
  expect(Object.keys(byName).toSorted()).toEqual(["away", "bomb", "gone", "huge", "loop", "round"]);
  expect(byName["loop"]).toBe("its scripts went on for too long");
  // A slow machine may not come to its end.
  expect(byName["huge"]).toMatch(/has more than 200000 elements|went on for too long/);
  expect(byName["away"]).toContain("its script leads to http://");
  expect(touched).toEqual([]);
  expect(result.stamp).toBe(stampOf(1));
});

test("where no browser is, a sentence says how to get one", async () => {
  const known = process.env["CHROME_PATH"];
  process.env["CHROME_PATH"] = "/nowhere/chromium";
  try {
    await expect(capture({ "/app": shell(`show("x")`) }, ["app"])).rejects.toThrow(
      /\/nowhere\/chromium does not start.*CHROME_PATH/s,
    );
  } finally {
    process.env["CHROME_PATH"] = known;
  }
});
