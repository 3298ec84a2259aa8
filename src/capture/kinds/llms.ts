import type { Nodes } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import type { CaptureConfig } from "../../config-capture.ts";
import { decodeText } from "../pages/decode-text.ts";
import type { Taken } from "../snapshot/decide.ts";
import { failWhole, type WebContext } from "./context.ts";
import { takeList } from "./take-list.ts";
import type { Fetched, FoundAnswer } from "../http/fetcher.ts";

/** Takes an `llms.txt` and the documents that it names. */
export async function takeLlms(
  config: CaptureConfig & { kind: "llms" },
  context: WebContext,
): Promise<Taken> {
  const list = await context.fetcher.fetch(config.url);
  if (list.kind !== "found") return failWhole(config.url, explain(list));
  if (/^text\/html\b/i.test(list.contentType)) return failWhole(config.url, "is a web page");
  const addresses = listLinks(decodeText(list.body, list.contentType)).flatMap(
    (link) => URL.parse(link, list.url)?.href ?? [],
  );
  const own = { address: new URL(config.url).href, answer: list };
  return takeList({ addresses, failures: [] }, own, config, { remove: [] }, context);
}

/** The targets of all links of a Markdown text, in order. */
function listLinks(markdown: string): string[] {
  const links: string[] = [];
  const visit = (node: Nodes): void => {
    if (node.type === "link" || node.type === "definition") links.push(node.url);
    if ("children" in node) node.children.forEach(visit);
  };
  visit(fromMarkdown(markdown));
  return links;
}

/** Why a list did not come. */
export function explain(list: Exclude<Fetched, FoundAnswer>): string {
  if (list.kind === "failed") return list.reason;
  return list.kind === "gone"
    ? `answers ${String(list.status)}`
    : "robots.txt forbids it (robots: ignore asks all the same)";
}
