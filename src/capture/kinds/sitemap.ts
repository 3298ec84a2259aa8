import { gunzip } from "node:zlib";
import { promisify } from "node:util";
import type { CaptureConfig } from "../../config-capture.ts";
import { decodeText } from "../pages/decode-text.ts";
import type { Failure, Taken } from "../snapshot/decide.ts";
import { listHosts } from "./choose-addresses.ts";
import type { WebContext } from "./context.ts";
import { explain } from "./llms.ts";
import { parseSitemap, SitemapError } from "./parse-sitemap.ts";
import { type ReadList, takeList } from "./take-list.ts";
import { messageOf } from "../../errors.ts";

type SitemapConfig = CaptureConfig & { kind: "sitemap" };

/** Indexes of indexes are not allowed, but seen. */
const deepest = 3;

/** Takes the pages that a sitemap, or an index of sitemaps, names. */
export async function takeSitemap(config: SitemapConfig, context: WebContext): Promise<Taken> {
  const list = await readSitemap(config.url, config, context, { seen: new Set(), depth: 0 });
  return takeList(list, null, config, config, context);
}

async function readSitemap(
  address: string,
  config: SitemapConfig,
  context: WebContext,
  { seen, depth }: { seen: Set<string>; depth: number },
): Promise<ReadList> {
  const fail = (reason: string): ReadList => ({
    addresses: [],
    failures: [{ address, path: null, reason }],
  });
  if (seen.has(address)) return { addresses: [], failures: [] };
  seen.add(address);
  if (depth > deepest) return fail("is an index inside an index inside an index");
  if (seen.size > config.maxFiles) return fail("is one sitemap too many (maxFiles)");
  const url = URL.parse(address);
  if (!url || !listHosts(config).has(url.host)) {
    return fail("is a sitemap at a host that hosts does not name");
  }
  const fetched = await context.fetcher.fetch(address);
  if (fetched.kind !== "found") return fail(explain(fetched));
  try {
    const bytes = await unpack(fetched.body, config.maxBytes);
    const { kind, addresses } = parseSitemap(decodeText(bytes, fetched.contentType));
    if (kind === "pages") return { addresses, failures: [] };
    const inner = await Promise.all(
      addresses.map((each) => readSitemap(each, config, context, { seen, depth: depth + 1 })),
    );
    const failures: Failure[] = inner.flatMap((each) => each.failures);
    return { addresses: inner.flatMap((each) => each.addresses), failures };
  } catch (error) {
    if (error instanceof SitemapError) return fail(error.message);
    throw error;
  }
}

/** A sitemap may be compressed as a file, which is not told in its headers. */
async function unpack(bytes: Buffer, maxBytes: number): Promise<Buffer> {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    return await promisify(gunzip)(bytes, { maxOutputLength: maxBytes });
  } catch (error) {
    const reason = messageOf(error);
    throw new SitemapError(`cannot be unpacked: ${reason}`);
  }
}
