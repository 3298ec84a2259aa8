/** The XML feeds of a source: everything as RSS and as Atom, content only, removals only. */
import type { APIContext } from "astro";
import { readFeedHtml } from "../../archive/facts.ts";
import { planPages } from "../../archive/page-plan.ts";
import { type FeedPageProps, listSourceFeeds, writeFeedPage } from "../../site/feeds/pages.ts";
import { xmlFeedsOfSource } from "../../site/feeds/feeds.ts";
import { formatOfName, typeOfFormat } from "../../site/feeds/urls.ts";

export const getStaticPaths = () =>
  planPages((archive) => listSourceFeeds(archive, xmlFeedsOfSource, "current"));

export function GET({ props }: APIContext<FeedPageProps>): Response {
  return new Response(writeFeedPage(props, readFeedHtml), {
    headers: { "content-type": typeOfFormat[formatOfName(props.name)] },
  });
}
