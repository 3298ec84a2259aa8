/**
 * What the process runs in which Astro lays out pages. Astro and the comparing of pairs take most of a
 * gigabyte each: in processes of their own they never do at the same time.
 */
import { build } from "astro";
import { type BuildContext, passBuildContext, watchPages } from "../../archive/build-context.ts";
import { type Plan, watchPlans } from "../../archive/page-plan.ts";

/** Comes in once. */
export interface PagesTask {
  readonly context: BuildContext;
  /** The project's folder, which holds `astro.config.mjs`. */
  readonly root: string;
  readonly outDir: string;
  readonly base: string;
  readonly site: string | null;
}

/** Goes out: a page was laid out, one was planned, all are done, or it failed. */
export type PagesMessage =
  | { readonly kind: "page" }
  | { readonly kind: "plan"; readonly plan: Plan }
  | { readonly kind: "done"; readonly peakBytes: number }
  | { readonly kind: "failed"; readonly error: unknown };

const send = (message: PagesMessage) => process.send?.(message);

async function layOut({ context, root, outDir, base, site }: PagesTask): Promise<void> {
  passBuildContext(context);
  watchPages(() => send({ kind: "page" }));
  watchPlans((plan) => send({ kind: "plan", plan }));
  await build({ root, outDir, base, logLevel: "error", ...(site === null ? {} : { site }) });
}

process.once("message", (task) => {
  layOut(task as PagesTask).then(
    () => send({ kind: "done", peakBytes: process.resourceUsage().maxRSS * 1024 }),
    (error: unknown) => send({ kind: "failed", error }),
  );
});

// Whoever asked for the pages is gone.
process.once("disconnect", () => {
  process.exit();
});
