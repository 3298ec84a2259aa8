/** The feed of a source's captures: where their health turned. */
import type { APIContext } from "astro";
import { planPages } from "../../../archive/page-plan.ts";
import type { ArchiveFacts } from "../../../model.ts";
import { writeCaptureFeed } from "../../../site/captures/feed.ts";
import { createFeedUrls, typeOfFormat } from "../../../site/feeds/urls.ts";
import { findSource } from "../../../site/pages/lookups.ts";
import { listCapturePages } from "../../../site/pages/page-lists.ts";

export const getStaticPaths = () =>
  planPages((archive) => listCapturePages(archive, createFeedUrls(archive.basePath).captures));

export function GET({ params, props }: APIContext<{ archive: ArchiveFacts }>): Response {
  const source = findSource(props.archive, params["source"] ?? "");
  return new Response(writeCaptureFeed(props.archive, source), {
    headers: { "content-type": typeOfFormat.atom },
  });
}
