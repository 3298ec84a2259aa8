/** Keeps bodies with what their server needs to say “not modified”. */
import { createHash, randomUUID } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import type { Answer } from "./send-request.ts";

export interface ResponseCache {
  /** The headers of a conditional request; none where nothing is kept. */
  readonly conditionsOf: (url: string) => Record<string, string>;
  /** The kept answer, or null where it is lost or broken. */
  readonly read: (url: string) => Answer | null;
  /** Keeps an answer that has an ETag or a date; forgets the address otherwise. */
  readonly write: (url: string, answer: Answer) => void;
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
  const used = new Set<string>();
  const fileOf = (name: string) => path.join(folder, name);
  const readHead = (url: string): z.infer<typeof headSchema> | null => {
    try {
      const head = headSchema.parse(JSON.parse(readFileSync(fileOf(`${hash(url)}.json`), "utf8")));
      return head.url === url ? head : null;
    } catch {
      return null; // a cache may be lost at any time
    }
  };
  const use = (url: string) => {
    used.add(`${hash(url)}.json`).add(`${hash(url)}.body`);
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
      use(url);
      try {
        const body = readFileSync(fileOf(`${hash(url)}.body`));
        return hash(body) === head.body ? { status: 200, headers: head.headers, body } : null;
      } catch {
        return null;
      }
    },
    write(url, { headers, body }) {
      if (headers["etag"] === undefined && headers["last-modified"] === undefined) {
        rmSync(fileOf(`${hash(url)}.json`), { force: true });
        return;
      }
      const kept = keptHeaders.flatMap((name) => {
        const value = headers[name];
        return value === undefined ? [] : [[name, value] as const];
      });
      mkdirSync(folder, { recursive: true });
      replaceFile(fileOf(`${hash(url)}.body`), body);
      const head = { url, body: hash(body), headers: Object.fromEntries(kept) };
      replaceFile(fileOf(`${hash(url)}.json`), JSON.stringify(head));
      use(url);
    },
    prune() {
      for (const name of listNames(folder)) {
        if (!used.has(name)) rmSync(fileOf(name), { force: true });
      }
    },
  };
}

function hash(value: string | Buffer): string {
  return createHash("sha256").update(value).digest("hex");
}

function replaceFile(file: string, bytes: Buffer | string): void {
  const draft = `${file}.${randomUUID()}`;
  writeFileSync(draft, bytes);
  renameSync(draft, file);
}

function listNames(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
