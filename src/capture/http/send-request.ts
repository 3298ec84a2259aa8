/** One request, without redirects or retries: sent only where the source may ask. */
import { lookup as lookUp, type LookupAddress } from "node:dns";
import http from "node:http";
import https from "node:https";
import { isIP, type LookupFunction } from "node:net";
import { RequestFailure } from "./failure.ts";
import { type AllowedPrivate, createAddressRule, type AddressRule } from "./private-addresses.ts";
import { readBody } from "./read-body.ts";

export interface RequestLimits {
  /** For the whole answer. */
  readonly seconds: number;
  /** Of the body, before and after decompression. */
  readonly maxBytes: number;
  /** Which private and loopback addresses may be asked. */
  readonly allowPrivate: AllowedPrivate;
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export interface Connections {
  /** Whether some setting can let the URL be asked; a name may still stand for an address that none can. */
  readonly mayEverAsk: (url: URL) => boolean;
  /** Sends a GET. Throws RequestFailure, or what node's sockets throw. */
  readonly send: (url: URL, headers: Readonly<Record<string, string>>) => Promise<HttpAnswer>;
  readonly close: () => void;
}

/** Opens a pool of connections. Names are looked up once for each connection, which then holds to it. */
export function openConnections(limits: RequestLimits): Connections {
  const rule = createAddressRule(limits.allowPrivate);
  const options = { keepAlive: true, lookup: createLookup(rule) };
  const agents = { "http:": new http.Agent(options), "https:": new https.Agent(options) };
  return {
    mayEverAsk(url) {
      const host = bareHost(url);
      return rule(host, host) !== "never";
    },
    async send(url, headers) {
      checkAddress(url, rule);
      const signal = AbortSignal.timeout(limits.seconds * 1000);
      try {
        const response = await open(url, headers, agents, signal);
        const body = await readBody(response, limits.maxBytes);
        return { status: response.statusCode ?? 0, headers: flatten(response.headers), body };
      } catch (error) {
        // Whatever it looks like from inside: the time was up.
        throw signal.aborted ? new RequestFailure("took too long", true) : error;
      }
    },
    close() {
      for (const agent of Object.values(agents)) agent.destroy();
    },
  };
}

function open(
  url: URL,
  headers: Readonly<Record<string, string>>,
  agents: { "http:": http.Agent; "https:": https.Agent },
  signal: AbortSignal,
): Promise<http.IncomingMessage> {
  return new Promise((resolve, reject) => {
    const request =
      url.protocol === "https:"
        ? https.request(url, { agent: agents["https:"], headers, signal }, resolve)
        : http.request(url, { agent: agents["http:"], headers, signal }, resolve);
    request.on("error", reject);
    request.end();
  });
}

/** Numeric hosts never reach the look-up, so that they are checked here, as the URL parser read them. Names are, there. */
function checkAddress(url: URL, rule: AddressRule): void {
  if (url.protocol !== "http:" && url.protocol !== "https:") {
    throw new RequestFailure(`${url.protocol}// is neither http nor https`, false);
  }
  if (url.username !== "" || url.password !== "") {
    throw new RequestFailure("the address holds a name or a password", false);
  }
  const host = bareHost(url);
  const verdict = rule(host, host);
  const isName = isIP(host) === 0;
  if (verdict === "never" || (verdict === "private" && !isName)) throw refuse(host, verdict);
}

function bareHost(url: URL): string {
  return url.hostname.replace(/^\[(.*)\]$/, "$1");
}

function createLookup(rule: AddressRule): LookupFunction {
  return (host, options, callback) => {
    lookUp(host, { ...options, all: true }, (error, found) => {
      // Without an error there is at least one address.
      const addresses: LookupAddress[] = error ? [] : found;
      const verdicts = addresses.map(({ address }) => rule(host, address));
      const allowed = addresses.filter((_, index) => verdicts[index] === "allowed");
      const [first] = allowed;
      if (error) callback(error, "", 0);
      else if (!first) callback(refuse(host, verdicts[0] ?? "private"), "", 0);
      else if (options.all) callback(null, allowed);
      else callback(null, first.address, first.family);
    });
  };
}

function refuse(host: string, verdict: "private" | "never" | "allowed"): RequestFailure {
  const reason =
    verdict === "never"
      ? "has a link-local address, or one where a cloud keeps its secrets; no capture asks those"
      : `has a private address (allowPrivate: [${host}] lets this source ask it)`;
  return new RequestFailure(`${host} ${reason}`, false);
}

function flatten(headers: http.IncomingHttpHeaders): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, [value ?? ""].flat().join(", ")]),
  );
}
