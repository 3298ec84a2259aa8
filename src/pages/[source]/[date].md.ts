/** Every day as Markdown. */
import type { APIContext } from "astro";
import { readArchive, readPatch } from "../../archive/facts.ts";
import { writeDayMarkdown } from "../../site/day-markdown.ts";
import { findDay, findSource } from "../../site/lookups.ts";

export function getStaticPaths() {
  return readArchive().sources.flatMap((source) =>
    source.days.map(({ date }) => ({ params: { source: source.id, date } })),
  );
}

export function GET({ params }: APIContext): Response {
  const archive = readArchive();
  const source = findSource(archive, params["source"] ?? "");
  const { day } = findDay(source, params["date"] ?? "");
  return new Response(writeDayMarkdown(archive, source, day, readPatch), {
    headers: { "content-type": "text/markdown; charset=utf-8" },
  });
}
