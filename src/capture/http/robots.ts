import robotsParser from "robots-parser";
import { RequestFailure } from "./failure.ts";
import type { HttpAnswer } from "./send-request.ts";

export interface RobotRules {
  readonly allows: (url: string) => boolean;
  /** Seconds between requests that the host asks for; 0 for none. */
  readonly delay: number;
}

/** The name by which a robots.txt may speak to Tidemark. */
export const robotName = "Tidemark";

/** Half a megabyte is what RFC 9309 wants to be read at least. */
const mostBytes = 512 * 1024;

/** No host can make a capture last for ever. */
const longestDelay = 30;

/**
 * Reads the answer to a request for `/robots.txt` (RFC 9309): a host without one allows all.
 * @throws {RequestFailure} when it is not known what the host allows.
 */
export function readRobots(url: string, { status, body }: HttpAnswer): RobotRules {
  if (status === 429 || status >= 500) {
    throw new RequestFailure(`robots.txt cannot be read (${String(status)})`, false);
  }
  if (status !== 200) return { allows: () => true, delay: 0 };
  const rules = robotsParser(url, body.toString("utf8", 0, mostBytes));
  const delay = rules.getCrawlDelay(robotName) ?? 0;
  return {
    allows: (address) => rules.isAllowed(address, robotName) ?? true,
    delay: Number.isFinite(delay) ? Math.min(Math.max(delay, 0), longestDelay) : 0,
  };
}
