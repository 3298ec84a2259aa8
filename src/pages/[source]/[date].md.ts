/** Every day as Markdown. */
import type { APIContext } from "astro";
import { readPatch } from "../../archive/facts.ts";
import { planPages } from "../../archive/page-plan.ts";
import type { ArchiveFacts } from "../../model.ts";
import { writeDayMarkdown } from "../../site/text/day-markdown.ts";
import { findDay, findSource } from "../../site/pages/lookups.ts";
import { listDayPages } from "../../site/pages/page-lists.ts";
import { createUrls } from "../../site/addresses/urls.ts";

export const getStaticPaths = () =>
  planPages((archive) => listDayPages(archive, createUrls(archive.basePath).dayMarkdown));

export function GET({ params, props }: APIContext<{ archive: ArchiveFacts }>): Response {
  const source = findSource(props.archive, params["source"] ?? "");
  const { day } = findDay(source, params["date"] ?? "");
  return new Response(writeDayMarkdown(props.archive, source, day, readPatch), {
    headers: { "content-type": "text/markdown; charset=utf-8" },
  });
}
