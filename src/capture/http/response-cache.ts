/** Keeps bodies with what their server needs to say “not modified”. */
import { createHash } from "node:crypto";
import { z } from "zod";
import { openKeptFiles } from "../kept-files.ts";
import type { HttpAnswer } from "./send-request.ts";

export interface ResponseCache {
  /** The headers of a conditional request; none where nothing is kept. */
  readonly conditionsOf: (url: string) => Record<string, string>;
  /** The kept answer, or null where it is lost or broken. */
  readonly read: (url: string) => HttpAnswer | null;
  /** Keeps an answer that has an ETag or a date; forgets the address otherwise. */
  readonly write: (url: string, answer: HttpAnswer) => void;
  /** Deletes what was neither read nor written since the cache was opened. */
  readonly prune: () => void;
}

const headSchema = z.object({
  url: z.string(),
  body: z.string(),
  headers: z.record(z.string(), z.string()),
});

const keptHeaders = ["etag", "last-modified", "content-type", "content-length"];

/** Opens the cache in `folder`, made when first written to. */
export function openResponseCache(folder: string): ResponseCache {
  const files = openKeptFiles(folder);
  const readHead = (url: string): z.infer<typeof headSchema> | null => {
    try {
      const head = headSchema.parse(JSON.parse(String(files.read(headFile(url)))));
      return head.url === url ? head : null;
    } catch {
      return null; // lost, or not what was written
    }
  };
  return {
    conditionsOf(url) {
      const { etag, "last-modified": date } = readHead(url)?.headers ?? {};
      return {
        ...(etag !== undefined && { "if-none-match": etag }),
        ...(date !== undefined && { "if-modified-since": date }),
      };
    },
    read(url) {
      const head = readHead(url);
      if (!head) return null;
      files.use(headFile(url));
      files.use(bodyFile(url));
      const body = files.read(bodyFile(url));
      return body && hash(body) === head.body ? { status: 200, headers: head.headers, body } : null;
    },
    write(url, { headers, body }) {
      if (headers["etag"] === undefined && headers["last-modified"] === undefined) {
        files.remove(headFile(url));
        return;
      }
      const kept = keptHeaders.flatMap((name) => {
        const value = headers[name];
        return value === undefined ? [] : [[name, value] as const];
      });
      files.write(bodyFile(url), body);
      const head = { url, body: hash(body), headers: Object.fromEntries(kept) };
      files.write(headFile(url), JSON.stringify(head));
    },
    prune: files.prune,
  };
}

function hash(value: string | Buffer): string {
  return createHash("sha256").update(value).digest("hex");
}

function headFile(url: string): string {
  return `${hash(url)}.json`;
}

function bodyFile(url: string): string {
  return `${hash(url)}.body`;
}
