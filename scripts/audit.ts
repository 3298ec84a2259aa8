/**
 * `npm run audit -- [--dir dist] [--base /]`: Lighthouse on a page of each template of a built archive, as a
 * phone on a slow line sees them. Exits 1 where a category scores less than 100.
 * Lighthouse has a package of its own: `npm ci --prefix scripts/audit` fetches it.
 */
import path from "node:path";
import { InputError } from "../src/errors.ts";
import { choosePages } from "./audit/choose-pages.ts";
import { serveCompressed } from "./audit/compress.ts";
import { type Audited, type Auditor, openAuditor } from "./audit/lighthouse.ts";
import { readArguments } from "./arguments.ts";
import { runCommand } from "./run-command.ts";
import { serveFolder } from "./serve.ts";

await runCommand(async () => {
  const { values } = readArguments("npm run audit -- [--dir dist] [--base /]", {
    options: {
      dir: { type: "string", default: "dist" },
      base: { type: "string", default: "/" },
    },
  });
  const folder = path.resolve(values.dir);
  const pages = choosePages(folder);
  const auditor = await openAuditor();
  const server = await serveFolder(folder, { port: 0, basePath: values.base });
  const host = await serveCompressed(server.url);
  const poor: string[] = [];
  try {
    for (const page of pages) {
      const { scores, failures } = await auditMedian(auditor, new URL(page, host.url).href);
      const line = Object.entries(scores).map(([name, score]) => `${name} ${String(score)}`);
      console.log([`/${page}`.padEnd(48), ...line].join("  "));
      for (const failure of failures) console.log(`    ${failure}`);
      if (Object.values(scores).some((score) => score < 100)) poor.push(`/${page}`);
    }
  } finally {
    await auditor.close();
    host.close();
    await server.close();
  }
  if (poor.length > 0) {
    throw new InputError({
      where: poor.join(", "),
      what: "a category scores less than 100",
      remedy: "The lines above say which audits failed there.",
    });
  }
});

/** The middle one of three audits by its performance, which varies with what else the machine does. */
async function auditMedian(auditor: Auditor, url: string): Promise<Audited> {
  const audits: Audited[] = [];
  for (let round = 0; round < 3; round += 1) audits.push(await auditor.audit(url));
  const speedOf = ({ scores }: Audited) => scores["Performance"] ?? 0;
  const [, middle] = audits.toSorted((a, b) => speedOf(a) - speedOf(b));
  if (!middle) throw new RangeError("Three audits have a middle one.");
  return middle;
}
