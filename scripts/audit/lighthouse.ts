import { existsSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import path from "node:path";
import { InputError } from "../../src/errors.ts";
import { launchBrowser } from "../browser/chromium.ts";

export interface Auditor {
  /** Scores of 0 to 100 by category, and what keeps them from 100. */
  audit(url: string): Promise<Audited>;
  close(): Promise<void>;
}

export interface Audited {
  readonly scores: Readonly<Record<string, number>>;
  readonly failures: readonly string[];
}

interface Result {
  readonly lhr: {
    readonly categories: Readonly<Record<string, Category>>;
    readonly audits: Readonly<Record<string, Check>>;
  };
}

interface Category {
  readonly title: string;
  readonly score: number | null;
  readonly auditRefs: readonly { readonly id: string; readonly weight: number }[];
}

interface Check {
  readonly title: string;
  readonly score: number | null;
  readonly displayValue?: string;
}

interface Lighthouse {
  readonly default: (url: string, flags: object) => Promise<Result | undefined>;
}

/**
 * Starts a browser for Lighthouse, as `launchBrowser` chooses it.
 *
 * @throws {InputError} where Lighthouse was not fetched, or no browser starts.
 */
export async function openAuditor(): Promise<Auditor> {
  const lighthouse = await loadLighthouse();
  const port = await findPort();
  const browser = await launchBrowser([`--remote-debugging-port=${String(port)}`]);
  return {
    async audit(url) {
      const result = await lighthouse.default(url, {
        port,
        logLevel: "error",
        onlyCategories: ["performance", "accessibility", "best-practices", "seo"],
      });
      if (!result) throw new Error(`Lighthouse said nothing of ${url}.`);
      return readResult(result);
    },
    close: () => browser.close(),
  };
}

/** One that nothing listens on. */
async function findPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function readResult({ lhr: { categories, audits } }: Result): Audited {
  const scores = Object.values(categories).map(
    ({ title, score }) => [title, Math.round((score ?? 0) * 100)] as const,
  );
  const failures = Object.values(categories).flatMap(({ auditRefs }) =>
    auditRefs.flatMap(({ id, weight }) => {
      const check = audits[id];
      if (!check || weight === 0 || check.score === null || check.score >= 0.995) return [];
      return [`${check.title} ${check.displayValue ?? ""}`.trimEnd()];
    }),
  );
  return { scores: Object.fromEntries(scores), failures };
}

/** From the audit's own packages, which only it installs. */
async function loadLighthouse(): Promise<Lighthouse> {
  const place = path.join(import.meta.dirname, "node_modules", "lighthouse", "core", "index.js");
  if (!existsSync(place)) {
    throw new InputError({
      where: "scripts/audit",
      what: "Lighthouse is not installed",
      remedy: "Run: npm ci --prefix scripts/audit",
    });
  }
  return (await import(place)) as Lighthouse;
}
