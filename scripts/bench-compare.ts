/**
 * `npm run bench:compare -- --out DIR --source ID --repository DIR [--count 200] [--seed 1]`: takes random
 * pairs of snapshots and a file that differs (of every tenth pair all files), compares it in Chromium as the page does and here as a build
 * does, from git's own blobs, and tells where their HTML is not the same, byte for byte. Prints one JSON line.
 */
import { readFileSync } from "node:fs";
import path from "node:path";
import { compareInBrowser, findWorker } from "./bench/compare-in-browser.ts";
import { createExpectations } from "./bench/compare-here.ts";
import { createRandom } from "./bench/random.ts";
import { listChanges } from "../src/client/compare/list-changes.ts";
import type { VersionIndex } from "../src/versions/format.ts";
import { folderOptions, readArguments } from "./arguments.ts";
import { launchBrowser } from "./browser/chromium.ts";
import { runCommand } from "./run-command.ts";
import { serveFolder } from "./serve.ts";

const pairsToWhole = 10;

await runCommand(async () => {
  const { values } = readArguments(
    "npm run bench:compare -- --source ID --repository DIR [--out DIR] [--count 200] [--seed 1]",
    {
      options: {
        out: folderOptions.out,
        source: { type: "string", default: "" },
        repository: { type: "string", default: "" },
        count: { type: "string", default: "200" },
        seed: { type: "string", default: "1" },
      },
    },
  );
  const folder = path.join(values.out, values.source, "versions");
  const index = JSON.parse(readFileSync(path.join(folder, "index.json"), "utf8")) as VersionIndex;
  const random = createRandom(Number(values.seed));
  const expect = await createExpectations(folder, values.repository, index.noise ?? []);
  const server = await serveFolder(values.out, { port: 0 });
  const browser = await launchBrowser();
  try {
    const page = await compareInBrowser(browser, {
      versions: new URL(`${values.source}/versions/`, server.url).href,
      grammars: new URL("-/grammars/", server.url).href,
      worker: new URL(`_astro/${findWorker(values.out)}`, server.url).href,
      noise: index.noise ?? [],
    });
    const kinds: Record<string, number> = {};
    const others: string[] = [];
    let hunks = 0;
    for (let left = Number(values.count); left > 0; left -= 1) {
      const [from, to] = [random(), random()].map((it) => Math.floor(it * index.snapshots.length));
      const { changes } = listChanges(index, from ?? 0, to ?? 0);
      const one = changes[Math.floor(random() * changes.length)];
      if (!one) {
        left += 1;
        continue;
      }
      // Now and then all files: lines move from one to another.
      const wanted = left % pairsToWhole === 0 ? changes : [one];
      const here = expect(wanted);
      const there = await page.compare(wanted);
      for (const [place, { kind, path: name }] of wanted.entries()) {
        const [mine, theirs] = [here[place], there[place]];
        kinds[kind] = (kinds[kind] ?? 0) + 1;
        hunks += (mine?.plain.join("") ?? "").split("<section").length - 1;
        for (const look of ["plain", "coloured"] as const) {
          if (JSON.stringify(mine?.[look]) !== JSON.stringify(theirs?.[look]))
            others.push(`${look}: ${name} ${String(from)} ${String(to)}`);
        }
      }
    }
    await page.close();
    console.log(JSON.stringify({ compared: Number(values.count), kinds, hunks, others }));
  } finally {
    await browser.close();
    await server.close();
  }
});
