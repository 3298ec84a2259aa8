/** The health of a source's captures, for monitors. */
import type { APIContext } from "astro";
import { planPages } from "../../../archive/page-plan.ts";
import type { ArchiveFacts } from "../../../model.ts";
import { capturesJson } from "../../../site/captures/json.ts";
import { findSource } from "../../../site/pages/lookups.ts";
import { listCapturePages } from "../../../site/pages/page-lists.ts";
import { createUrls } from "../../../site/addresses/urls.ts";

export const getStaticPaths = () =>
  planPages((archive) => listCapturePages(archive, createUrls(archive.basePath).capturesJson));

export function GET({ params, props }: APIContext<{ archive: ArchiveFacts }>): Response {
  const source = findSource(props.archive, params["source"] ?? "");
  return Response.json(capturesJson(props.archive, source));
}
