/** A source's weekly feed. */
import type { APIContext } from "astro";
import { planPages } from "../../archive/page-plan.ts";
import type { ArchiveFacts } from "../../model.ts";
import { createFeedUrls, typeOfFormat } from "../../site/feeds/urls.ts";
import { writeWeeklyFeed } from "../../site/feeds/weekly.ts";
import { findSource } from "../../site/pages/lookups.ts";
import { listSourcePages } from "../../site/pages/page-lists.ts";

export const getStaticPaths = () =>
  planPages((archive) => listSourcePages(archive, createFeedUrls(archive.basePath).weekly));

export function GET({ params, props }: APIContext<{ archive: ArchiveFacts }>): Response {
  const source = findSource(props.archive, params["source"] ?? "");
  return new Response(writeWeeklyFeed(props.archive, source), {
    headers: { "content-type": typeOfFormat.atom },
  });
}
