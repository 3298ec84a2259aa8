/** The feed of a source's captures: where their health turned. */
import type { APIContext } from "astro";
import { planPages } from "../../../archive/page-plan.ts";
import type { ArchiveFacts } from "../../../model.ts";
import { writeCaptureFeed } from "../../../site/captures/feed.ts";
import { answerFeed } from "../../../site/feeds/formats.ts";
import { findSource } from "../../../site/pages/lookups.ts";
import { listCapturePages } from "../../../site/pages/page-lists.ts";
import { createUrls } from "../../../site/addresses/urls.ts";

export const getStaticPaths = () =>
  planPages((archive) => listCapturePages(archive, createUrls(archive.basePath).feeds.captures));

export function GET({ params, props }: APIContext<{ archive: ArchiveFacts }>): Response {
  const source = findSource(props.archive, params["source"] ?? "");
  return answerFeed(writeCaptureFeed(props.archive, source), "atom");
}
