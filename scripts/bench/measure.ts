/** One renderer's figures over all pairs. */
export interface BenchLine {
  readonly name: string;
  readonly pairs: number;
  /** Start-up: loading grammars, compiling. */
  readonly initMs: number;
  readonly totalMs: number;
  readonly medianMs: number;
  readonly p95Ms: number;
  readonly maxMs: number;
  readonly maxId: string;
  readonly htmlBytes: number;
  readonly patchBytes: number;
  /** Peak resident size so far. */
  readonly rssMB: number;
  /** What each pair took. */
  readonly runs: readonly { readonly id: string; readonly ms: number }[];
}

/** What rendering one pair gave, in bytes. */
export interface RenderedBytes {
  readonly htmlBytes: number;
  /** Asked for when the clock has stopped. */
  readonly patchBytes: () => number;
}

/** Times `render` on each pair once, in order, nothing rendered before. */
export async function measure<Pair extends { readonly id: string }>(
  name: string,
  pairs: readonly Pair[],
  start: () => Promise<(pair: Pair) => RenderedBytes | Promise<RenderedBytes>>,
): Promise<BenchLine> {
  const begun = performance.now();
  const render = await start();
  const initMs = performance.now() - begun;
  const runs: { id: string; ms: number; htmlBytes: number; patchBytes: number }[] = [];
  for (const pair of pairs) {
    const before = performance.now();
    const { htmlBytes, patchBytes } = await render(pair);
    const ms = performance.now() - before;
    runs.push({ id: pair.id, ms, htmlBytes, patchBytes: patchBytes() });
  }
  const sorted = runs.toSorted((a, b) => a.ms - b.ms);
  const at = (share: number) => sorted[Math.floor((sorted.length - 1) * share)]?.ms ?? 0;
  return {
    name,
    pairs: pairs.length,
    initMs: Math.round(initMs),
    totalMs: Math.round(runs.reduce((sum, { ms }) => sum + ms, 0)),
    medianMs: round(at(0.5)),
    p95Ms: round(at(0.95)),
    maxMs: round(at(1)),
    maxId: sorted.at(-1)?.id ?? "",
    htmlBytes: runs.reduce((sum, run) => sum + run.htmlBytes, 0),
    patchBytes: runs.reduce((sum, run) => sum + run.patchBytes, 0),
    rssMB: Math.round(process.resourceUsage().maxRSS / 1024),
    runs: runs.map(({ id, ms }) => ({ id, ms })),
  };
}

function round(ms: number): number {
  return Math.round(ms * 100) / 100;
}
