import type { Clock } from "./clock.ts";
import { createLimit } from "./limit.ts";

export interface HostGate {
  /** Does the work for one address, when there is room for it. */
  readonly pass: <Result>(work: () => Promise<Result>) => Promise<Result>;
  /** To be awaited before each request. */
  readonly awaitTurn: () => Promise<void>;
  /** Nobody's turn comes for the next milliseconds. */
  readonly pause: (milliseconds: number) => void;
  /** From now on turns keep at least this distance, in milliseconds. */
  readonly slowDown: (interval: number) => void;
}

/**
 * Lets requests to one host through: so many addresses at once, so many requests a second, first come,
 * first served. An address keeps its place while it is tried again, so that a host which is down is not
 * asked for everything first.
 */
export function createHostGate(
  { atOnce, perSecond }: { readonly atOnce: number; readonly perSecond: number },
  clock: Clock,
): HostGate {
  let interval = 1000 / perSecond;
  let nextStart = 0;
  return {
    pass: createLimit(atOnce),
    async awaitTurn() {
      // A pause may be called while this one waits, so it looks again.
      for (let rest = nextStart - clock.now(); rest > 0; rest = nextStart - clock.now()) {
        await clock.wait(rest);
      }
      nextStart = Math.max(clock.now(), nextStart) + interval;
    },
    pause(milliseconds) {
      nextStart = Math.max(nextStart, clock.now() + milliseconds);
    },
    slowDown(least) {
      interval = Math.max(interval, least);
    },
  };
}
