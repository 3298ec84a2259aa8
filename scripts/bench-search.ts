/**
 * `npm run bench:search -- --out DIR [--count 200]`: takes phrases from random changed lines of a built
 * site, types them into its search page in Chromium, and prints one JSON line: how often a change that
 * holds the phrase came first, what was transferred, how long it took.
 */
import { choosePhrases } from "./bench/choose-phrases.ts";
import { quantile } from "./bench/figures.ts";
import { readChangedTexts } from "./bench/read-changed-texts.ts";
import { openSearchPage } from "./bench/search-page.ts";
import { launchBrowser } from "./browser/chromium.ts";
import { folderOptions, readArguments } from "./arguments.ts";
import { runCommand } from "./run-command.ts";
import { serveFolder } from "./serve.ts";

await runCommand(async () => {
  const { values } = readArguments("npm run bench:search -- [--out DIR] [--count 200] [--seed 1]", {
    options: {
      out: folderOptions.out,
      count: { type: "string", default: "200" },
      seed: { type: "string", default: "1" },
    },
  });
  const texts = readChangedTexts(values.out);
  const phrases = choosePhrases(texts, Number(values.count), Number(values.seed));
  const server = await serveFolder(values.out, { port: 0 });
  const browser = await launchBrowser();
  const page = await openSearchPage(browser, server.url);
  const first = await page.search(phrases[0]?.text ?? "");
  const answers = [];
  for (const phrase of phrases) answers.push({ phrase, ...(await page.search(phrase.text)) });
  await browser.close();
  await server.close();

  const ranked = answers.map(({ phrase, anchors, ...cost }) => {
    const rank = anchors.findIndex((anchor) => phrase.anchors.has(anchor));
    return { phrase, cost, rank: rank < 0 ? Infinity : rank };
  });
  const unique = ranked.filter(({ phrase }) => phrase.anchors.size === 1);
  const share = (among: typeof ranked, most: number) =>
    among.filter(({ rank }) => rank < most).length / among.length;
  const times = ranked.map(({ cost }) => cost.ms);
  const laterBytes = ranked.map(({ cost }) => cost.bytes);
  console.log(
    JSON.stringify({
      phrases: ranked.length,
      amongFirstFive: share(ranked, 5),
      first: share(ranked, 1),
      uniquePhrases: unique.length,
      uniqueFirst: share(unique, 1),
      firstQueryBytes: first.bytes,
      laterBytesMedian: quantile(laterBytes, 0.5),
      laterBytesMax: quantile(laterBytes, 1),
      medianMs: quantile(times, 0.5),
      p95Ms: quantile(times, 0.95),
    }),
  );
});
