/** The grammars that the page which compares may colour with, a file each, and their index. */
import type { APIContext } from "astro";
import { planPages } from "../../../archive/page-plan.ts";
import { createUrls } from "../../../site/addresses/urls.ts";
import { makeGrammarTable } from "../../../render/highlight/grammar-table.ts";
import { loadRegistrations } from "../../../render/highlight/load-grammars.ts";

export async function getStaticPaths() {
  const registrations = await loadRegistrations();
  const all = new Map([...registrations.values()].flat().map((one) => [one.name, one]));
  const table = makeGrammarTable(registrations, all);
  const files = [...all, ["index", table] as const];
  return planPages(({ basePath }) =>
    files.map(([name, content]) => ({
      params: { name },
      props: { content },
      address: createUrls(basePath).grammar(name),
    })),
  );
}

export function GET({ props }: APIContext<{ content: unknown }>): Response {
  return Response.json(props.content);
}
