import { existsSync } from "node:fs";
import path from "node:path";
import { InputError } from "../../src/errors.ts";
import { unpackChromium } from "../browser/npm-chromium.ts";

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

interface Launcher {
  readonly launch: (options: object) => Promise<{ readonly port: number; kill(): void }>;
  readonly Launcher: { getFirstInstallation(): string | undefined };
}

/**
 * Starts a browser for Lighthouse: the one that CHROME_PATH names, else an installed one, else the one
 * that comes with npm.
 *
 * @throws {InputError} where Lighthouse was not fetched.
 */
export async function openAuditor(): Promise<Auditor> {
  const lighthouse = (await load("lighthouse", "core/index.js")) as Lighthouse;
  const launcher = (await load("chrome-launcher", "dist/index.js")) as Launcher;
  const browser = await launcher.launch({
    ...(await findBrowser(launcher)),
    chromeFlags: ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
  });
  return {
    async audit(url) {
      const result = await lighthouse.default(url, {
        port: browser.port,
        logLevel: "error",
        onlyCategories: ["performance", "accessibility", "best-practices", "seo"],
      });
      if (!result) throw new Error(`Lighthouse said nothing of ${url}.`);
      return readResult(result);
    },
    close() {
      browser.kill();
      return Promise.resolve();
    },
  };
}

async function findBrowser({ Launcher: { getFirstInstallation } }: Launcher): Promise<object> {
  const installed = process.env["CHROME_PATH"] ?? getFirstInstallation();
  if (installed !== undefined) return { chromePath: installed };
  const { executablePath, env } = await unpackChromium();
  return { chromePath: executablePath, envVars: { ...process.env, ...env } };
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
async function load(name: string, file: string): Promise<unknown> {
  const place = path.join(import.meta.dirname, "node_modules", name, file);
  if (!existsSync(place)) {
    throw new InputError({
      where: "scripts/audit",
      what: `${name} is not installed`,
      remedy: "Run: npm ci --prefix scripts/audit",
    });
  }
  return import(place);
}
