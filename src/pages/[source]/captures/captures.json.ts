/** The health of a source's captures, for monitors. */
import type { APIContext } from "astro";
import { readArchive } from "../../../archive/facts.ts";
import { planPages } from "../../../archive/page-plan.ts";
import type { ArchiveFacts } from "../../../model.ts";
import { capturesJson } from "../../../site/captures/json.ts";
import { findSource } from "../../../site/pages/lookups.ts";
import { listCapturePages } from "../../../site/pages/page-lists.ts";
import { createUrls } from "../../../site/addresses/urls.ts";

export function getStaticPaths() {
  const archive = readArchive();
  const { capturesJson: addressOf } = createUrls(archive.basePath);
  return planPages(archive.basePath, listCapturePages(archive, addressOf));
}

export function GET({ params, props }: APIContext<{ archive: ArchiveFacts }>): Response {
  const source = findSource(props.archive, params["source"] ?? "");
  return Response.json(capturesJson(props.archive, source));
}
