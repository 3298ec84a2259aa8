/** Archive documents of a source's feeds. */
import type { APIContext } from "astro";
import { readFeedHtml } from "../../../../archive/facts.ts";
import { planPages } from "../../../../archive/page-plan.ts";
import {
  type FeedPageProps,
  listSourceFeeds,
  writeFeedPage,
} from "../../../../site/feeds/pages.ts";
import { answerFeed, formatOfName } from "../../../../site/feeds/formats.ts";
import { xmlFeedsOfSource } from "../../../../site/feeds/feeds.ts";

export const getStaticPaths = () =>
  planPages((archive) => listSourceFeeds(archive, [...xmlFeedsOfSource, "json"], "archives"));

export const GET = ({ props }: APIContext<FeedPageProps>) =>
  answerFeed(writeFeedPage(props, readFeedHtml), formatOfName(props.name));
