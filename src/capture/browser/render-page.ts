/**
 * Lets a page's scripts write it. Every request of the page is made by the source's fetcher (its gate, its
 * robots.txt, its limits, its look at each address and redirect) and handed to the browser as an answer.
 */
import type { Browser, BrowserContext, Page, Request, Route } from "playwright-core";
import { RequestFailure } from "../http/failure.ts";
import type { Fetched, Fetcher, FoundAnswer } from "../http/fetcher.ts";
import { messageOf } from "../../errors.ts";

export interface RenderLimits {
  /** For all that the scripts do. */
  readonly seconds: number;
  /** Of the page that they write, and a fifth of all that they load. */
  readonly maxBytes: number;
}

/** What reading takes: pictures and sounds are no text, and a frame is another page. */
const loaded = new Set(["document", "script", "stylesheet", "xhr", "fetch"]);
const mostRequests = 300;
const mostElements = 200_000;
/** Scripts may lead to another page of the same host so many times. */
const mostMoves = 3;
const pollMs = 250;
const quietPolls = 3;

/**
 * The page `found` as its scripts leave it, once `selector` is there, or else once requests and elements
 * have been still for a while, or the time is up. Throws RequestFailure with what the scripts did wrong.
 */
export async function renderPage(
  browser: Browser,
  found: FoundAnswer,
  fetcher: Fetcher,
  { seconds, maxBytes, selector }: RenderLimits & { readonly selector: string | undefined },
): Promise<FoundAnswer> {
  const context = await browser.newContext({
    acceptDownloads: false,
    serviceWorkers: "block",
    permissions: [],
    bypassCSP: false,
  });
  const failure = Promise.withResolvers<never>();
  failure.promise.catch(() => undefined);
  const timer = setTimeout(() => {
    failure.reject(new RequestFailure("its scripts went on for too long", true));
  }, seconds * 1000);
  const fail = (reason: string) => {
    failure.reject(new RequestFailure(reason, false));
  };
  try {
    const page = await Promise.race([context.newPage(), failure.promise]);
    const gate = createGate(page, found, fetcher, { maxBytes, fail });
    await watch(context, page, gate.answer, fail);
    const work = async (): Promise<FoundAnswer> => {
      await page.goto(found.url.href, { waitUntil: "commit", timeout: seconds * 1000 });
      // Short of the whole time, so that a page that never rests is still read.
      await settle(page, gate, selector, Date.now() + seconds * 500);
      const html = await readHtml(page, maxBytes);
      const url = URL.parse(page.url()) ?? found.url;
      url.hash = "";
      return {
        kind: "found",
        url,
        contentType: "text/html; charset=utf-8",
        body: Buffer.from(html),
      };
    };
    return await Promise.race([work(), failure.promise]);
  } catch (error) {
    if (error instanceof RequestFailure) throw error;
    const [reason = ""] = messageOf(error).split("\n");
    throw new RequestFailure(`cannot be shown by the browser (${reason})`, true);
  } finally {
    clearTimeout(timer);
    await close(context, browser);
  }
}

/** A script in an endless loop may keep its page from closing: then the whole browser ends. */
async function close(context: BrowserContext, browser: Browser): Promise<void> {
  const late = new Promise<"late">((resolve) => setTimeout(resolve, 5000, "late").unref());
  const closing = context.close().catch(() => undefined);
  if ((await Promise.race([closing, late])) === "late") await browser.close();
}

async function watch(
  context: BrowserContext,
  page: Page,
  answer: (route: Route) => Promise<void>,
  fail: (reason: string) => void,
): Promise<void> {
  await context.route("**", (route) => answer(route).catch(() => undefined));
  await context.routeWebSocket(/.*/, (socket) => socket.close());
  await context.addInitScript(() => {
    for (const name of ["RTCPeerConnection", "webkitRTCPeerConnection", "WebTransport"]) {
      Object.defineProperty(globalThis, name, { value: undefined });
    }
  });
  context.on("page", (other) => {
    if (other !== page) void other.close().catch(() => undefined);
  });
  page.on("dialog", (dialog) => void dialog.dismiss().catch(() => undefined));
  page.on("crash", () => {
    fail("its scripts used up the browser's memory");
  });
}

interface Gate {
  readonly answer: (route: Route) => Promise<void>;
  /** Requests that are under way, and all that there were. */
  readonly count: () => { readonly open: number; readonly all: number };
}

function createGate(
  page: Page,
  found: FoundAnswer,
  fetcher: Fetcher,
  { maxBytes, fail }: { readonly maxBytes: number; readonly fail: (reason: string) => void },
): Gate {
  let open = 0;
  let all = 0;
  let bytes = 0;
  let moves = 0;
  let isFirst = true;
  const isOfPage = (request: Request): boolean =>
    !request.serviceWorker() &&
    request.frame() === page.mainFrame() &&
    request.method() === "GET" &&
    loaded.has(request.resourceType());

  const fetchFor = async (request: Request): Promise<Fetched | null> => {
    if (request.resourceType() === "document") {
      if (isFirst) {
        isFirst = false;
        return found;
      }
      moves += 1;
      const target = new URL(request.url());
      if (target.host !== found.url.host) fail(`its script leads to ${target.href}`);
      else if (moves > mostMoves) fail(`its scripts lead on more than ${String(mostMoves)} times`);
      else return fetcher.fetch(target.href);
      return null;
    }
    if (all > mostRequests || bytes > 5 * maxBytes) return null;
    return fetcher.fetch(request.url());
  };

  return {
    async answer(route) {
      const request = route.request();
      if (!isOfPage(request)) {
        await route.abort("blockedbyclient");
        return;
      }
      open += 1;
      all += 1;
      try {
        const fetched = await fetchFor(request);
        if (fetched?.kind === "gone") await route.fulfill({ status: fetched.status, body: "" });
        else if (fetched?.kind !== "found") await route.abort("blockedbyclient");
        else {
          bytes += fetched.body.length;
          await route.fulfill({
            status: 200,
            contentType: fetched.contentType,
            body: fetched.body,
          });
        }
      } finally {
        open -= 1;
      }
    },
    count: () => ({ open, all }),
  };
}

/** Waits for the selector, or until nothing has moved for a while; ends without a word when time is up. */
async function settle(
  page: Page,
  gate: Gate,
  selector: string | undefined,
  until: number,
): Promise<void> {
  let still = 0;
  let last = "";
  while (still < quietPolls && Date.now() < until) {
    await new Promise((resolve) => setTimeout(resolve, pollMs));
    const wanted =
      selector === undefined ? "false" : `!!document.querySelector(${JSON.stringify(selector)})`;
    const state = await look(
      page,
      `[document.readyState, document.getElementsByTagName("*").length, document.documentElement.textContent.length, ${wanted}].join()`,
    );
    if (state.endsWith(",true")) return;
    const { open, all } = gate.count();
    const now = `${state} ${String(all)}`;
    still = open === 0 && selector === undefined && now === last ? still + 1 : 0;
    last = now;
  }
}

async function readHtml(page: Page, maxBytes: number): Promise<string> {
  const elements = Number(await look(page, `String(document.getElementsByTagName("*").length)`));
  if (!(elements <= mostElements)) {
    throw new RequestFailure(`has more than ${String(mostElements)} elements`, false);
  }
  const html = await look(
    page,
    // Scripts are no text, and what is still there has run.
    `(() => {
      const copy = document.documentElement.cloneNode(true);
      for (const script of copy.querySelectorAll("script")) script.remove();
      return copy.outerHTML.length > ${String(maxBytes)} ? "" : copy.outerHTML;
    })()`,
  );
  if (html === "" || Buffer.byteLength(html) > maxBytes) {
    throw new RequestFailure(`has more than ${String(maxBytes)} bytes (maxBytes)`, false);
  }
  return html;
}

/** Asks in a world of its own, where the page's scripts cannot put words into the browser's mouth. */
async function look(page: Page, expression: string): Promise<string> {
  const session = await page.context().newCDPSession(page);
  try {
    const { frameTree } = await session.send("Page.getFrameTree");
    const { executionContextId } = await session.send("Page.createIsolatedWorld", {
      frameId: frameTree.frame.id,
      worldName: "tidemark",
    });
    const { result } = await session.send("Runtime.evaluate", {
      expression,
      contextId: executionContextId,
      returnByValue: true,
    });
    return typeof result.value === "string" ? result.value : "";
  } finally {
    await session.detach().catch(() => undefined);
  }
}
