import { describe, expect, it } from "vitest";

import { createProgress } from "../../scripts/progress.ts";

/** A stream that keeps what is written, and a clock that is set by hand. */
function createStage(terminal: { columns: number } | null) {
  const written: string[] = [];
  const clock = { now: 0 };
  const stream = {
    ...(terminal === null ? {} : { isTTY: true, columns: terminal.columns }),
    write: (text: string) => written.push(text),
  };
  return { written, clock, progress: createProgress(stream, () => clock.now) };
}

describe("on a terminal", () => {
  it("counts in place, at most ten times a second", () => {
    const { written, clock, progress } = createStage({ columns: 80 });
    const step = progress.step("Pages", 1000);
    for (let page = 1; page <= 1000; page += 1) {
      clock.now += 1;
      step.tick();
    }
    step.done();
    expect(written.length).toBe(1 + 10 + 2);
    expect(written[5]).toBe("\r\u001B[2KPages 500/1000 [##########..........]");
    expect(written.slice(0, -1).every((text) => !text.includes("\n"))).toBe(true);
    expect(written.at(-2)).toBe("\r\u001B[2KPages 1000 (1.0 s)");
    expect(written.at(-1)).toBe("\n");
  });

  it("never fills the width, where some terminals wrap", () => {
    const { written, clock, progress } = createStage({ columns: 20 });
    const step = progress.step("A label that is longer than that", 9);
    clock.now += 100;
    step.tick();
    step.done("and a note");
    const shown = written.filter((text) => text !== "\n").map((text) => text.slice(5));
    expect(shown).toEqual(Array.from({ length: 3 }, () => "A label that is lo…"));
    expect(shown[0]?.length).toBe(19);
  });
});

describe("elsewhere", () => {
  it("writes the start and the end of a step", () => {
    const { written, clock, progress } = createStage(null);
    const step = progress.step("Pairs", 55);
    clock.now = 2340;
    step.tick(55);
    step.done("3 new");
    expect(written).toEqual(["Pairs 0/55\n", "Pairs 55 (2.3 s): 3 new\n"]);
  });

  it("writes at most every ten seconds between", () => {
    const { written, clock, progress } = createStage(null);
    const step = progress.step("Pages");
    for (let second = 1; second <= 25; second += 1) {
      clock.now = second * 1000;
      step.tick(2);
    }
    step.done();
    expect(written).toEqual(["Pages …\n", "Pages 20\n", "Pages 40\n", "Pages 50 (25.0 s)\n"]);
  });

  it("writes at most every tenth of the work, however long it takes", () => {
    const { written, clock, progress } = createStage(null);
    const step = progress.step("Pages", 100);
    for (let minute = 1; minute <= 25; minute += 1) {
      clock.now = minute * 60_000;
      step.tick();
    }
    expect(written).toEqual(["Pages 0/100\n", "Pages 10/100\n", "Pages 20/100\n"]);
  });
});

it.each([{ columns: 80 }, null])("says the end once (%j)", (terminal) => {
  const { written, progress } = createStage(terminal);
  const step = progress.step("Feeds");
  step.done();
  const { length } = written;
  step.done();
  step.tick();
  expect(written.length).toBe(length);
  expect(written.join("")).toContain("Feeds (0.0 s)");
});
