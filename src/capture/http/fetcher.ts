/** Gets addresses politely: one gate a host, robots.txt, conditional requests, retries, redirects. */
import { type Clock } from "./clock.ts";
import { RequestFailure, toFailure } from "./failure.ts";
import { createHostGate, type HostGate } from "./host-gate.ts";
import { acceptedEncodings } from "./read-body.ts";
import type { ResponseCache } from "./response-cache.ts";
import { choosePause, mayPass } from "./retries.ts";
import { readRobots, type RobotRules } from "./robots.ts";
import type { HttpAnswer, Connections } from "./send-request.ts";
import { createTally, type Tally } from "./tally.ts";

export type Fetched =
  /** `url` is where the last redirect led. */
  | {
      readonly kind: "found";
      readonly url: URL;
      readonly contentType: string;
      readonly body: Buffer;
    }
  /** 404 or 410. */
  | { readonly kind: "gone"; readonly status: number }
  | { readonly kind: "disallowed" }
  /** `isSuspect`: the host answered, with something else than was asked for. */
  | { readonly kind: "failed"; readonly reason: string; readonly isSuspect?: boolean };

export type FoundAnswer = Fetched & { readonly kind: "found" };

export interface Fetcher {
  readonly fetch: (address: string) => Promise<Fetched>;
  readonly tally: () => Tally;
}

export interface FetcherOptions {
  readonly atOnce: number;
  readonly perSecond: number;
  readonly robots: "obey" | "ignore";
  readonly userAgent: string;
  /** Those that redirects may lead to, with and without `www.`. */
  readonly hosts: ReadonlySet<string>;
}

interface Host {
  readonly gate: HostGate;
  rules: Promise<RobotRules> | null;
  failuresInARow: number;
}

const mostRedirects = 5;

/** After so many addresses of a host that failed one after the other the rest is not asked for. */
const mostFailuresInARow = 10;

/**
 * Makes the fetcher of one capture: it follows redirects to `options.hosts` only, obeys robots.txt and asks each
 * host at its pace. What fails is an answer of kind "failed"; nothing is thrown.
 */
export function createFetcher(
  options: FetcherOptions,
  { connections, cache, clock }: { connections: Connections; cache: ResponseCache; clock: Clock },
): Fetcher {
  const hosts = new Map<string, Host>();
  const allowed = new Set([...options.hosts].map(withoutWww));
  const allowsHost = (url: URL) =>
    !/^https?:$/.test(url.protocol) || allowed.has(withoutWww(url.host));
  const tally = createTally();

  const hostOf = (url: URL): Host => {
    const host = hosts.get(url.host) ?? {
      gate: createHostGate(options, clock),
      rules: null,
      failuresInARow: 0,
    };
    hosts.set(url.host, host);
    return host;
  };

  /** One answer that is no 304 and will not get better by trying again. */
  const ask = async (url: URL, { gate }: Host): Promise<HttpAnswer> => {
    const address = url.href;
    let conditions = cache.conditionsOf(address);
    for (let tries = 1; ; tries += 1) {
      const headers = {
        "user-agent": options.userAgent,
        "accept-encoding": acceptedEncodings,
        accept: "text/markdown, text/html;q=0.9, */*;q=0.8",
        ...conditions,
      };
      await gate.awaitTurn();
      tally.countRequest(tries > 1);
      const outcome = await connections.send(url, headers).catch(toFailure);
      if (!(outcome instanceof RequestFailure)) {
        tally.countAnswer(outcome.status, outcome.body.length);
        const kept = outcome.status === 304 ? cache.read(address) : null;
        if (kept) return kept;
        if (outcome.status === 304 && Object.keys(conditions).length > 0) {
          conditions = {};
          continue;
        }
        if (outcome.status === 200) cache.write(address, outcome);
        if (!mayPass(outcome.status)) return outcome;
      } else if (!outcome.passing) throw outcome;
      const retryAfter = isAnswer(outcome) ? outcome.headers["retry-after"] : undefined;
      const pause = choosePause(tries, retryAfter, clock.now());
      if (pause === null) {
        if (isAnswer(outcome)) return outcome;
        throw outcome;
      }
      // A host that is overloaded is left alone by all.
      if (isAnswer(outcome) && outcome.status === 429) gate.pause(pause);
      await clock.wait(pause);
    }
  };

  const follow = async (
    start: URL,
    isAllowed: (url: URL) => Promise<boolean>,
    mayLead: (url: URL) => boolean,
  ): Promise<{ url: URL; answer: HttpAnswer } | null> => {
    let url = start;
    for (let hops = 0; hops <= mostRedirects; hops += 1) {
      if (!(await isAllowed(url))) return null;
      const answer = await ask(url, hostOf(url));
      const { location } = answer.headers;
      if (![301, 302, 303, 307, 308].includes(answer.status) || location === undefined) {
        return { url, answer };
      }
      const next = parseAddress(location, url);
      if (!next) throw new RequestFailure(`redirects to “${location}”, which is no address`, false);
      if (!mayLead(next)) {
        const why = connections.mayEverAsk(next)
          ? `at a host that is not listed (hosts: [${next.host}] lets it)`
          : "a link-local address, or one where a cloud keeps its secrets; no capture asks those";
        throw new StrangeRedirect(`redirects to ${next.href}, ${why}`, false);
      }
      url = next;
    }
    throw new RequestFailure(`redirects more than ${String(mostRedirects)} times`, false);
  };

  const rulesOf = (url: URL): Promise<RobotRules> => {
    const host = hostOf(url);
    host.rules ??= (async () => {
      const address = new URL("/robots.txt", url);
      // RFC 9309: also to other hosts, which tell nothing here but what may be asked.
      const followed = await follow(
        address,
        () => Promise.resolve(true),
        () => true,
      );
      if (!followed) return { allows: () => true, delay: 0 };
      const rules = readRobots(address.href, followed.answer);
      host.gate.slowDown(rules.delay * 1000);
      return rules;
    })();
    return host.rules;
  };

  const isAllowed = async (url: URL): Promise<boolean> =>
    options.robots === "ignore" || (await rulesOf(url)).allows(url.href);

  const fetchUrl = async (url: URL): Promise<Fetched> => {
    const followed = await follow(url, isAllowed, allowsHost);
    if (!followed) return { kind: "disallowed" };
    const { status, headers, body } = followed.answer;
    if (status === 404 || status === 410) return { kind: "gone", status };
    if (status !== 200) return { kind: "failed", reason: `answers ${String(status)}` };
    return { kind: "found", url: followed.url, contentType: headers["content-type"] ?? "", body };
  };

  const fetchFrom = async (host: Host, url: URL): Promise<Fetched> => {
    if (host.failuresInARow >= mostFailuresInARow) {
      const count = String(mostFailuresInARow);
      return {
        kind: "failed",
        reason: `not asked for: ${url.host} failed ${count} times in a row`,
      };
    }
    const fetched = await fetchUrl(url).catch((error: unknown): Fetched => ({
      kind: "failed",
      reason: toFailure(error).message,
      isSuspect: error instanceof StrangeRedirect,
    }));
    host.failuresInARow =
      fetched.kind === "failed" && fetched.isSuspect !== true ? host.failuresInARow + 1 : 0;
    return fetched;
  };

  return {
    async fetch(address) {
      const url = parseAddress(address);
      if (!url) return { kind: "failed", reason: "is no address" };
      const host = hostOf(url);
      return host.gate.pass(() => fetchFrom(host, url));
    },
    tally: tally.read,
  };
}

class StrangeRedirect extends RequestFailure {}

function withoutWww(host: string): string {
  return host.replace(/^www\./, "");
}

function isAnswer(outcome: HttpAnswer | RequestFailure): outcome is HttpAnswer {
  return !(outcome instanceof RequestFailure);
}

function parseAddress(address: string, base?: URL): URL | null {
  const url = URL.parse(address, base);
  if (url) url.hash = "";
  return url;
}
