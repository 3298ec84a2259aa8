import { randomBytes } from "node:crypto";

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import type { VersionVolume } from "../../src/versions/format.ts";
import { traceLines } from "../../src/versions/lineage.ts";
import { linesOf, openVolume, readVersion, walkVersions } from "../../src/versions/read-volume.ts";
import { appendEntry, resumeVolume, writeVolume } from "../../src/versions/write-volume.ts";
import { compressedSize, makeEntries, makeVolumes, type Step } from "./make-volumes.ts";

const textsOf = (volumes: readonly VersionVolume[]) =>
  volumes
    .map(openVolume)
    .flatMap((volume) =>
      [...walkVersions(volume)].map((version) => linesOf(volume, version)?.join("") ?? null),
    );

const texts = fc.array(
  fc
    .array(
      fc.constantFrom(
        ...["a", "b", "", "}", "same long line of text", "é\r", "\u2028x\0"],
        ...["x", "🚀", "🚁"].map((sign) => "long ".repeat(30) + sign + "line ".repeat(30)),
      ),
      {
        maxLength: 9,
      },
    )
    .chain((lines) => fc.constantFrom(lines.join("\n"), lines.map((line) => `${line}\n`).join(""))),
  { maxLength: 8 },
);

describe("volumes", () => {
  it("give every text back as it was", () => {
    fc.assert(
      fc.property(texts, (steps) => {
        expect(textsOf(makeVolumes(makeEntries(steps)))).toEqual(steps);
      }),
      { numRuns: 500 },
    );
  });

  it("keep a byte order mark, carriage returns and the lack of a last line feed", () => {
    const steps = ["\uFEFF# A\r\nb\r\n", "\uFEFF# A\r\nb", "", "\n", "\n\n"];
    expect(textsOf(makeVolumes(makeEntries(steps)))).toEqual(steps);
  });

  it("write a line once, however often it comes back", () => {
    const [one, other] = ["the first text of the page\n", "quite another text of the page\n"];
    const [volume] = makeVolumes(makeEntries([one, other, one, { state: "removed" }, other]));
    expect(volume?.lines).toEqual([one.trim(), other.trim()]);
  });

  it("write of a long line that was edited what differs only", () => {
    const words = "a sentence of a very long paragraph 🚀 ".repeat(20);
    const steps = [`# A\n${words}\n`, `# A\n${words}and more\n`, `🚁${words}and more\nb\n`];
    const volumes = makeVolumes(makeEntries(steps));
    expect(textsOf(volumes)).toEqual(steps);
    expect(JSON.stringify(volumes).length).toBeLessThan(words.length + 1000);
  });

  it("go on after a gap, and begin anew after a removal and after bytes that are no text", () => {
    const long = "a line that stays\n";
    const steps: Step[] = [
      long,
      { state: "missing" },
      `${long}b\n`,
      { state: "removed" },
      long,
      "binary!",
      `${long}c\n`,
    ];
    const [written] = makeVolumes(makeEntries(steps));
    const volume = written && openVolume(written);
    if (!volume) throw new Error("No volume was made.");
    expect(textsOf(written ? [written] : [])).toEqual([
      long,
      `${long}b\n`,
      long,
      null,
      `${long}c\n`,
    ]);
    const kinds = [...walkVersions(volume)].map(({ stored: { text } }) =>
      typeof text === "string" ? text : text.whole ? "whole" : "edits",
    );
    expect(kinds).toEqual(["whole", "edits", "whole", "binary", "whole"]);
    expect(() => readVersion(volume, 9)).toThrow(RangeError);
  });

  it("are written on as if they had never been closed", () => {
    const entries = makeEntries(["a\nb\n", "a\n", { state: "missing" }, "a\nc\n", "binary!", "d"]);
    const whole = makeVolumes(entries);
    for (let cut = 0; cut < entries.length; cut += 1) {
      const [written] = makeVolumes(entries.slice(0, cut));
      if (!written) throw new Error("No volume was made.");
      let draft = resumeVolume(written, false);
      for (const entry of entries.slice(cut))
        draft = appendEntry(draft, entry, compressedSize)[0] ?? draft;
      expect(JSON.parse(writeVolume(draft))).toEqual(whole[0]);
    }
  });

  it("fall into parts below the limit, each readable alone, and lines are traced across them", () => {
    const noise = () =>
      `${randomBytes(60_000)
        .toString("base64")
        .replaceAll(/.{100}/g, "$&\n")}\n`;
    const kept = "this line stands in all of them\n";
    const steps = Array.from({ length: 40 }, () => kept + noise());
    const volumes = makeVolumes(makeEntries(steps));
    expect(volumes.length).toBeGreaterThan(2);
    for (const volume of volumes) {
      expect(compressedSize(JSON.stringify(volume))).toBeLessThanOrEqual(1_000_000);
    }
    const sizes = volumes.slice(0, -1).map(({ entries }) => entries.length);
    expect(Math.min(...sizes)).toBeGreaterThan(5);
    expect(textsOf(volumes)).toEqual(steps);
    expect(volumes.map(({ volume }) => volume)).toEqual(volumes.map((_, index) => index + 1));
    const second = volumes[1] && openVolume(volumes[1]);
    const text = second && readVersion(second, second.first).stored.text;
    if (!text || typeof text === "string") throw new Error("The text is not there.");
    const before = steps[second.first - 2]?.split("\n").length ?? 0;
    const traced = traceLines(text, { before, now: before }, { alike: false });
    expect([...traced.slice(0, 2)]).toEqual([0, -1]);
  });

  it("let a version that is larger stand alone", () => {
    const large = () => randomBytes(1_500_000).toString("base64");
    const steps = ["small\n", large(), large(), "small\n", "smaller\n"];
    const volumes = makeVolumes(makeEntries(steps));
    expect(volumes.map(({ entries }) => entries.length)).toEqual([1, 1, 1, 2]);
    expect(textsOf(volumes)).toEqual(steps);
  });
});

describe("traceLines", () => {
  it("tells for each line where it stood before", () => {
    const [volume] = makeVolumes(makeEntries(["a\nb\nc\nd\n", "a\nx\nc\ny\nz\nd\n"]));
    const text = volume && readVersion(openVolume(volume), 2).stored.text;
    if (!text || typeof text === "string") throw new Error("The text is not there.");
    const lengths = { before: 4, now: 6 };
    expect([...traceLines(text, lengths, { alike: false })]).toEqual([0, -1, 2, -1, -1, 3]);
    const alike = { ...text, alike: [[4, 1, 1]] as const };
    expect([...traceLines(alike, lengths, { alike: true })]).toEqual([0, -1, 2, -1, 1, 3]);
  });
});
