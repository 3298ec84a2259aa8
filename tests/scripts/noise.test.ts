import { expect, test } from "vitest";
import { diffLines } from "../../src/diff/lines/lines.ts";
import { everyReadyRule, findCandidates, tryRules } from "../../scripts/noise/propose-rules.ts";

/** A page at the days 1 to `days` of May; `write` gives its lines. */
function follow(days: number, write: (day: number) => string[], path = "a.md") {
  return Array.from({ length: days - 1 }, (_, index) => {
    const [oldLines, newLines] = [write(index + 1), write(index + 2)];
    const to = `2026-05-${String(index + 2).padStart(2, "0")}`;
    return { path, to, oldLines, newLines, ...diffLines(oldLines, newLines) };
  });
}

test("a number that changes in one file again and again is proposed, with what its rule would fold", () => {
  const history = follow(8, (day) => [
    "# Tides\n",
    `Rendered in ${String(day * 13)} ms by the harbour\n`,
    day < 5 ? "The horn sounds.\n" : "The bell sounds.\n",
  ]);
  const candidates = findCandidates();
  history.forEach(candidates.see);
  const trial = tryRules(candidates.candidates());
  history.forEach(trial.see);
  expect(trial.proposals()).toMatchObject([{ lines: 14, pairs: 7, emptyPairs: 6, ready: false }]);
  expect(trial.proposals()[0]?.examples[0]).toEqual({
    to: "2026-05-02",
    path: "a.md",
    old: "Rendered in 13 ms by the harbour\n",
    new: "Rendered in 26 ms by the harbour\n",
  });
});

test("what changed now and then is not proposed", () => {
  const history = follow(4, (day) => [`At most ${String(day)} boats may enter\n`]);
  const candidates = findCandidates();
  history.forEach(candidates.see);
  expect(candidates.candidates()).toEqual([]);
});

test("of the ready rules those are proposed that would fold something; another change of the pair counts", () => {
  const history = follow(3, (day) => [`[Map](https://maps.example/quay?v=${String(day)})\n`]);
  const trial = tryRules(everyReadyRule);
  history.forEach(trial.see);
  trial.seeOther("2026-05-03");
  expect(trial.proposals()).toMatchObject([
    { rule: { name: "query-strings" }, ready: true, lines: 4, pairs: 2, emptyPairs: 1 },
  ]);
});
