/** A web host on this machine whose every answer is written by the test. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";

export type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** A body (Markdown where its address ends so, else HTML), or what answers. */
export type Route = string | Handler;

export interface FakeHost {
  /** Such as http://127.0.0.1:4000 */
  readonly origin: string;
  /** By path with query; may be changed at any time. */
  readonly routes: Map<string, Route>;
  /** What was asked for, in order, without robots.txt and the page that is nowhere. */
  readonly asked: { readonly path: string; readonly headers: IncomingMessage["headers"] }[];
  readonly close: () => Promise<void>;
}

export async function openHost(routes: Readonly<Record<string, Route>> = {}): Promise<FakeHost> {
  const all = new Map(Object.entries(routes));
  const asked: FakeHost["asked"] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? "";
    if (path !== "/robots.txt" && !path.startsWith("/there-is-no-such-page"))
      asked.push({ path, headers: request.headers });
    const route = all.get(path);
    if (typeof route === "function") route(request, response);
    else if (route === undefined) response.writeHead(404).end("there is nothing");
    else serve(path, route, request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  return {
    origin: `http://127.0.0.1:${String(port)}`,
    routes: all,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

/** Answers with a status and nothing else. */
export function fail(status: number, headers: Record<string, string> = {}): Handler {
  return (_, response) => response.writeHead(status, headers).end();
}

export function redirect(location: string, status = 302): Handler {
  return fail(status, { location });
}

/** A page as a site would serve it: the text inside its frame. */
export function page(text: string): string {
  return `<!doctype html><html><head><title>Harbour</title></head><body>
<nav><a href="/">Home</a></nav><main>${text}</main><footer>Every tide</footer></body></html>`;
}

export function sitemap(...addresses: string[]): string {
  const urls = addresses.map((address) => `<url><loc>${address}</loc></url>`).join("\n");
  return `<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${urls}</urlset>`;
}

function serve(path: string, body: string, request: IncomingMessage, response: ServerResponse) {
  const etag = `"${String(body.length)}-${String(hashText(body))}"`;
  if (request.headers["if-none-match"] === etag) {
    response.writeHead(304).end();
    return;
  }
  const ending = /\.(\w+)(?:\?.*)?$/.exec(path)?.[1] ?? "";
  const type = types[ending] ?? "text/html; charset=utf-8";
  response.writeHead(200, { "content-type": type, etag }).end(body);
}

const types: Record<string, string> = {
  md: "text/markdown; charset=utf-8",
  mdx: "text/markdown; charset=utf-8",
  txt: "text/plain; charset=utf-8",
  xml: "application/xml",
  json: "application/json",
};

function hashText(text: string): number {
  return [...text].reduce((sum, sign) => (sum * 31 + (sign.codePointAt(0) ?? 0)) % 1_000_003, 7);
}
