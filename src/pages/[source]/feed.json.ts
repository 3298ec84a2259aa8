/** The feed of a source, as JSON Feed. */
import type { APIContext } from "astro";
import { readFeedHtml } from "../../archive/facts.ts";
import { planPages } from "../../archive/page-plan.ts";
import { type FeedPageProps, listSourceFeeds, writeFeedPage } from "../../site/feeds/pages.ts";
import { answerFeed, formatOfName } from "../../site/feeds/formats.ts";

export const getStaticPaths = () =>
  planPages((archive) => listSourceFeeds(archive, ["json"], "current"));

export const GET = ({ props }: APIContext<FeedPageProps>) =>
  answerFeed(writeFeedPage(props, readFeedHtml), formatOfName(props.name));
