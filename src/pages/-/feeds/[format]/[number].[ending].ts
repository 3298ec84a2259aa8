/** Archive documents of the feed of all sources. */
import type { APIContext } from "astro";
import { readFeedHtml } from "../../../../archive/facts.ts";
import { planPages } from "../../../../archive/page-plan.ts";
import {
  type FeedPageProps,
  listSiteArchives,
  writeFeedPage,
} from "../../../../site/feeds/pages.ts";
import { answerFeed, formatOfName } from "../../../../site/feeds/formats.ts";

export const getStaticPaths = () =>
  planPages((archive) => listSiteArchives(archive, ["rss", "atom", "json"]));

export const GET = ({ props }: APIContext<FeedPageProps>) =>
  answerFeed(writeFeedPage(props, readFeedHtml), formatOfName(props.name));
