/** The patch of every pair. */
import type { APIContext } from "astro";
import { readPatch } from "../../archive/facts.ts";
import { planPages } from "../../archive/page-plan.ts";
import type { PairFacts } from "../../model.ts";
import { createUrls } from "../../site/addresses/urls.ts";

export const getStaticPaths = () =>
  planPages((archive) => {
    const urls = createUrls(archive.basePath);
    return archive.sources.flatMap(({ id, days }) =>
      days.flatMap(({ pairs }) =>
        pairs.map((pair) => ({
          params: { source: id, stamp: pair.to },
          props: { pair },
          address: urls.patch(id, pair.to),
        })),
      ),
    );
  });

export function GET({ props }: APIContext<{ pair: PairFacts }>): Response {
  return new Response(new Uint8Array(readPatch(props.pair)), {
    headers: { "content-type": "text/x-patch" },
  });
}
