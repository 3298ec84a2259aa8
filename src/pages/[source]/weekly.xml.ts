/** A source's weekly feed. */
import type { APIContext } from "astro";
import { planPages } from "../../archive/page-plan.ts";
import type { ArchiveFacts } from "../../model.ts";
import { answerFeed } from "../../site/feeds/formats.ts";
import { writeWeeklyFeed } from "../../site/feeds/weekly.ts";
import { findSource } from "../../site/pages/lookups.ts";
import { listSourcePages } from "../../site/pages/page-lists.ts";
import { createUrls } from "../../site/addresses/urls.ts";

export const getStaticPaths = () =>
  planPages((archive) => listSourcePages(archive, createUrls(archive.basePath).feeds.weekly));

export function GET({ params, props }: APIContext<{ archive: ArchiveFacts }>): Response {
  const source = findSource(props.archive, params["source"] ?? "");
  return answerFeed(writeWeeklyFeed(props.archive, source), "atom");
}
