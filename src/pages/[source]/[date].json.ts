/** The facts of every day, for programs. */
import type { APIContext } from "astro";
import { planPages } from "../../archive/page-plan.ts";
import type { ArchiveFacts } from "../../model.ts";
import { dayJson } from "../../site/json/write.ts";
import { findDay, findSource } from "../../site/pages/lookups.ts";
import { listDayPages } from "../../site/pages/page-lists.ts";
import { createUrls } from "../../site/addresses/urls.ts";

export const getStaticPaths = () =>
  planPages((archive) => listDayPages(archive, createUrls(archive.basePath).dayJson));

export function GET({ params, props }: APIContext<{ archive: ArchiveFacts }>): Response {
  const source = findSource(props.archive, params["source"] ?? "");
  const { day } = findDay(source, params["date"] ?? "");
  return Response.json(dayJson(props.archive, source, day));
}
