import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";

/** Stands before the server at `target` and compresses text, as hosts do. */
export async function serveCompressed(target: string) {
  const server = createServer((request, response) => {
    pass(request, response, target).catch((error: unknown) => {
      response.writeHead(502).end(String(error));
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  const { pathname } = new URL(target);
  return {
    url: `http://127.0.0.1:${String(port)}${pathname}`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

const compressed = /^(?:text\/|image\/svg|application\/(?:json|xml|javascript))/;

async function pass(
  request: IncomingMessage,
  response: ServerResponse,
  target: string,
): Promise<void> {
  const answer = await fetch(new URL(request.url ?? "/", target), { redirect: "manual" });
  const body = Buffer.from(await answer.arrayBuffer());
  const headers = Object.fromEntries(
    ["content-type", "location", "x-content-type-options"].flatMap((name) => {
      const value = answer.headers.get(name);
      return value === null ? [] : [[name, value]];
    }),
  );
  if (compressed.test(headers["content-type"] ?? "")) {
    response.writeHead(answer.status, { ...headers, "content-encoding": "gzip" });
    response.end(gzipSync(body));
  } else {
    response.writeHead(answer.status, headers).end(body);
  }
}
