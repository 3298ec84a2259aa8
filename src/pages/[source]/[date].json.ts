import type { APIContext } from "astro";
import { readArchive } from "../../archive/facts.ts";
import { dayJson } from "../../site/json.ts";
import { findDay, findSource } from "../../site/lookups.ts";

/** One file a day of every source. */
export function getStaticPaths() {
  return readArchive().sources.flatMap((source) =>
    source.days.map(({ date }) => ({ params: { source: source.id, date } })),
  );
}

/** The facts of one day, for programs. */
export function GET({ params }: APIContext): Response {
  const archive = readArchive();
  const source = findSource(archive, params["source"] ?? "");
  const { day } = findDay(source, params["date"] ?? "");
  return Response.json(dayJson(archive, source, day));
}
