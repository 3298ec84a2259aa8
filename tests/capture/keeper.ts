/** A keeper with one source: captures it, and looks at what is there then. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { captureSource, type CaptureResult } from "../../src/capture/capture-source.ts";
import type { Clock } from "../../src/capture/http/clock.ts";
import { parseSourceConfig } from "../../src/config.ts";
import { parseStamp } from "../../src/stamp.ts";

export interface Keeper {
  readonly folder: string;
  /** Pauses that were made, in milliseconds. */
  readonly pauses: number[];
  /** Takes the snapshot of a day of May 2026, with the settings changed by `more`. */
  readonly capture: (day: number, more?: object, force?: boolean) => Promise<CaptureResult>;
  /** The names in the source's folder. */
  readonly list: () => string[];
  /** The files of the snapshot of that day. */
  readonly read: (day: number) => Record<string, string>;
}

/** `capture` is the value of that key in source.yaml; private addresses are allowed. */
export function createKeeper(capture: object, id = "harbour"): Keeper {
  const home = mkdtempSync(path.join(tmpdir(), "tidemark-capture-"));
  const folder = path.join(home, "snapshots", id);
  mkdirSync(folder, { recursive: true });
  const pauses: number[] = [];
  return {
    folder,
    pauses,
    async capture(day, more = {}, force = false) {
      const settings = { perSecond: 1000, atOnce: 16, ...webOnly(capture), ...capture, ...more };
      const text = JSON.stringify({ capture: dropForeign(settings) });
      const config = parseSourceConfig(text, "source.yaml").capture;
      if (!config) throw new Error("There is nothing to capture.");
      return captureSource({
        id,
        folder,
        config,
        cache: path.join(home, "cache"),
        force,
        now: parseStamp(stampOf(day)) ?? 0,
        clock: createFastClock(pauses),
        onFile: () => undefined,
      });
    },
    list: () => readdirSync(folder).toSorted(),
    read: (day) => readFiles(path.join(folder, stampOf(day))),
  };
}

export function stampOf(day: number): string {
  return `2026-05-${String(day).padStart(2, "0")}T0600Z`;
}

export function readFiles(folder: string): Record<string, string> {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)));
  return Object.fromEntries(
    names.toSorted().map((name) => [name, readFileSync(path.join(folder, name), "utf8")]),
  );
}

/** Time that passes by waiting only. */
function createFastClock(pauses: number[]): Clock {
  let time = 0;
  return {
    now: () => time,
    wait(milliseconds) {
      time += milliseconds;
      // The pauses of the rate limit are no news.
      if (milliseconds > 1) pauses.push(milliseconds);
      return new Promise((resolve) => setImmediate(resolve));
    },
  };
}

function webOnly(capture: object): object {
  return isWeb(capture) ? { allowPrivate: true } : {};
}

function dropForeign(settings: object): object {
  if (isWeb(settings)) return settings;
  return Object.fromEntries(
    Object.entries(settings).filter(([key]) => key !== "perSecond" && key !== "atOnce"),
  );
}

function isWeb(capture: object): boolean {
  return "kind" in capture && ["llms", "sitemap", "urls"].includes(String(capture.kind));
}
