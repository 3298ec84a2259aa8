/** The XML feeds of a source: everything as RSS and as Atom, content only, removals only. */
import type { APIContext } from "astro";
import { readFeedHtml } from "../../archive/facts.ts";
import { planPages } from "../../archive/page-plan.ts";
import { type FeedPageProps, listSourceFeeds, writeFeedPage } from "../../site/feeds/pages.ts";
import { answerFeed, formatOfName } from "../../site/feeds/formats.ts";
import { xmlFeedsOfSource } from "../../site/feeds/feeds.ts";

export const getStaticPaths = () =>
  planPages((archive) => listSourceFeeds(archive, xmlFeedsOfSource, "current"));

export const GET = ({ props }: APIContext<FeedPageProps>) =>
  answerFeed(writeFeedPage(props, readFeedHtml), formatOfName(props.name));
