/** Archive documents of the feed of all sources. */
import type { APIContext } from "astro";
import { readFeedHtml } from "../../../../archive/facts.ts";
import { planPages } from "../../../../archive/page-plan.ts";
import {
  type FeedPageProps,
  listSiteArchives,
  writeFeedPage,
} from "../../../../site/feeds/pages.ts";
import { formatOfName, typeOfFormat } from "../../../../site/feeds/urls.ts";

export const getStaticPaths = () =>
  planPages((archive) => listSiteArchives(archive, ["rss", "atom", "json"]));

export function GET({ props }: APIContext<FeedPageProps>): Response {
  return new Response(writeFeedPage(props, readFeedHtml), {
    headers: { "content-type": typeOfFormat[formatOfName(props.name)] },
  });
}
