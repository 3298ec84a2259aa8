/** Serves a built archive on this machine as a plain static host would. */
import { existsSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import type { IncomingMessage, RequestListener, Server, ServerResponse } from "node:http";
import path from "node:path";
import sirv from "sirv";

import { normalizeBasePath } from "../src/config.ts";
import { InputError, hasCode } from "../src/errors.ts";
import { readArguments, refuseArguments } from "./arguments.ts";
import { runCommand } from "./run-command.ts";

export interface ServeOptions {
  /** The port that is wanted, 4321 by default; when it is taken, the next free one is. 0 means any. */
  readonly port?: number;
  /** Where the site begins, `/` by default. */
  readonly basePath?: string;
}

export interface ServedFolder {
  /** The site's address, base path included. */
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Serves `folder` on 127.0.0.1: `404.html` for what is not there, a redirect from a folder to its
 * address with a slash. The files are listed when it begins.
 *
 * @throws {InputError} when there is no such folder, or no free port near the wanted one.
 */
export async function serveFolder(
  folder: string,
  options: ServeOptions = {},
): Promise<ServedFolder> {
  if (!existsSync(folder) || !statSync(folder).isDirectory()) {
    const remedy = "Build the archive first, with npm run build, or name its folder.";
    throw new InputError({ where: folder, what: "is no folder", remedy });
  }
  const basePath = normalizeBasePath(options.basePath ?? "/");
  const server = createServer(createListener(path.resolve(folder), basePath));
  const port = await listen(server, options.port ?? 4321);
  return {
    url: `http://127.0.0.1:${String(port)}${basePath}`,
    close: () => closeServer(server),
  };
}

const host = "127.0.0.1";

/** What the list of types behind sirv does not know, or gives without its encoding. */
const types: readonly (readonly [ending: RegExp, type: string])[] = [
  [/\.patch$/, "text/x-diff; charset=utf-8"],
  [/\.xml$/, "application/xml; charset=utf-8"],
  [/\.(?:js|mjs)$/, "text/javascript; charset=utf-8"],
  [/\.css$/, "text/css; charset=utf-8"],
  [/\.(?:txt|md)$/, "text/plain; charset=utf-8"],
  [/\.(?:pagefind|pf_\w+)$/, "application/octet-stream"],
];

function createListener(folder: string, basePath: string): RequestListener {
  const serve = sirv(folder, {
    etag: true,
    // A tracked file may have a name that begins with a dot, and a page of that name.
    dotfiles: true,
    setHeaders(response, pathname) {
      const type = types.find(([ending]) => ending.test(pathname))?.[1];
      if (type !== undefined) response.setHeader("Content-Type", type);
      response.setHeader("X-Content-Type-Options", "nosniff");
    },
  });
  return (request, response) => {
    const [pathname = "/", query] = splitOnce(request.url ?? "/", "?");
    if (request.method !== "GET" && request.method !== "HEAD") {
      response.writeHead(405, { Allow: "GET, HEAD" }).end();
    } else if (`${pathname}/` === basePath || isFolder(folder, basePath, pathname)) {
      const search = query === undefined ? "" : `?${query}`;
      response.writeHead(301, { Location: `${pathname}/${search}` }).end();
    } else if (pathname.startsWith(basePath)) {
      request.url = `/${(request.url ?? "").slice(basePath.length)}`;
      serve(request, response, () => {
        sendMissing(request, response, folder);
      });
    } else {
      response.writeHead(404, { "Content-Type": "text/plain; charset=utf-8" });
      response.end(`Nothing here: the site begins at ${basePath}\n`);
    }
  };
}

/** Whether an address without a slash at its end is that of a folder with a page. */
function isFolder(folder: string, basePath: string, pathname: string): boolean {
  if (!pathname.startsWith(basePath) || pathname.endsWith("/")) return false;
  const place = path.join(folder, decodePath(pathname.slice(basePath.length)));
  // A leading double slash in `Location` would name another host.
  if (pathname.startsWith("//") || !place.startsWith(folder + path.sep)) return false;
  return existsSync(path.join(place, "index.html"));
}

function sendMissing(request: IncomingMessage, response: ServerResponse, folder: string): void {
  const page = path.join(folder, "404.html");
  const body = existsSync(page) ? readFileSync(page) : "Not found\n";
  const type = typeof body === "string" ? "text/plain" : "text/html";
  response.writeHead(404, { "Content-Type": `${type}; charset=utf-8` });
  response.end(request.method === "HEAD" ? undefined : body);
}

/** Listens on `wanted` or, when it is taken, on the next port that is free. */
async function listen(server: Server, wanted: number): Promise<number> {
  const last = wanted === 0 ? 0 : Math.min(wanted + 99, 65_535);
  for (let port = wanted; port <= last; port += 1) {
    try {
      return await listenOn(server, port);
    } catch (error) {
      if (!hasCode(error, "EADDRINUSE")) throw error;
    }
  }
  throw refuseArguments(
    `ports ${String(wanted)} to ${String(last)} are all taken`,
    "another one, such as --port 5000.",
  );
}

function listenOn(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      const address = server.address();
      resolve(typeof address === "object" && address !== null ? address.port : port);
    });
  });
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => {
      if (error === undefined) resolve();
      else reject(error);
    });
    server.closeAllConnections();
  });
}

function decodePath(pathname: string): string {
  try {
    return decodeURIComponent(pathname).replaceAll("\0", "");
  } catch {
    return pathname;
  }
}

function splitOnce(text: string, mark: string): [string, string | undefined] {
  const at = text.indexOf(mark);
  return at === -1 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}

async function main(): Promise<void> {
  const { values } = readArguments("node scripts/serve.ts [--dir dist] [--port 4321] [--base /]", {
    options: {
      dir: { type: "string", default: "dist" },
      port: { type: "string", default: "4321" },
      base: { type: "string", default: "/" },
    },
  });
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw refuseArguments(
      `--port has the value “${values.port}”`,
      "a number from 0 to 65535, such as 4321.",
    );
  }
  const { url } = await serveFolder(values.dir, { port, basePath: values.base });
  console.log(`Serving ${values.dir} at ${url}`);
}

if (import.meta.main) {
  await runCommand(main);
}
