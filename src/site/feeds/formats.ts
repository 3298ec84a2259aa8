/** The formats and kinds of feeds. */

export type FeedFormat = "rss" | "atom" | "json";

export const typeOfFormat: Record<FeedFormat, string> = {
  rss: "application/rss+xml",
  atom: "application/atom+xml",
  json: "application/feed+json",
};

/** Feeds of a source besides its RSS, Atom and JSON. */
export type SelectiveFeed = "content" | "removals";

/** The format of the feed of this name; all but `atom` and `json` are RSS. */
export function formatOfName(name: string | undefined): FeedFormat {
  return name === "atom" || name === "json" ? name : "rss";
}

/** A feed as a server answers with it. */
export function answerFeed(text: string, format: FeedFormat): Response {
  return new Response(text, { headers: { "content-type": typeOfFormat[format] } });
}
