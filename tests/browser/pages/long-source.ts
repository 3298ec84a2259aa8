import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";

/** The dates of the source that `writeLongSource` writes, oldest first; every third day. */
export const longDates = Array.from({ length: 80 }, (_, index) =>
  new Date(Date.UTC(2025, 8, 1 + index * 3)).toISOString().slice(0, 10),
);

/**
 * Writes a source `ledger` with what pages find hard: eighty days over two years, one before the last with
 * changes longer than a window, and a last one with a change too large for its page, many files in two
 * folders, long words, a rename, a move, a removal and a change that is formatting only.
 */
export function writeLongSource(snapshots: string): void {
  const source = path.join(snapshots, "ledger");
  for (const [index, date] of longDates.entries()) {
    const isLast = index === longDates.length - 1;
    for (const [file, text] of Object.entries(listFiles(index, isLast))) {
      const place = path.join(source, `${date}T0630Z`, file);
      mkdirSync(path.dirname(place), { recursive: true });
      writeFileSync(place, text);
    }
  }
  writeFileSync(
    path.join(source, "source.yaml"),
    "title: Ledger of the quay\nlink: https://quay.example/{path}\nrights: Figures of a made-up harbour\n",
  );
}

function listFiles(index: number, isLast: boolean): Record<string, string> {
  const pages = Array.from({ length: 12 }, (_, number) => [
    `${number % 2 === 0 ? "berths" : "crews"}/page-${String(number)}.md`,
    `# Page ${String(number)}\n\nKept by the ${isLast ? "night" : "day"} watch.\n`,
  ]);
  const block = ["The crane lifts", "three crates", "before noon", "and rests."].join("\n");
  const between = Array.from({ length: 12 }, (_, line) => `Remark ${String(line)}.`).join("\n\n");
  return {
    "daybook.md": writeDaybook(index),
    ...Object.fromEntries(
      ["dawn", "noon", "dusk", "night"].map((name) => [
        `watches/${name}.md`,
        writeWatch(name, index),
      ]),
    ),
    "register.md": writeRegister(isLast ? "entered" : "announced"),
    "long.txt": `${"unbroken".repeat(isLast ? 90 : 80)}\n`,
    "moves.md": isLast ? `${between}\n\n${block}\n` : `${block}\n\n${between}\n`,
    "padding.md": `| Pier | Depth |\n| --- | --- |\n${isLast ? "| North   | 4 |" : "| North | 4 |"}\n`,
    [isLast ? "berths/moored.md" : "moored.md"]: `# Moored\n\n${between}\n`,
    ...(isLast ? { "added.md": "# New\n" } : { "removed.md": "# Old\n" }),
    ...Object.fromEntries(pages),
  };
}

/** Forty entries, of which one is new every day. */
function writeDaybook(index: number): string {
  const entries = Array.from({ length: 40 }, (_, entry) => {
    const day = index - ((index - entry + 4000) % 40);
    return `- Entry ${String(entry)}, written on day ${String(Math.max(day, 0))}`;
  });
  return `# Daybook\n\n## Entries\n\n${entries.join("\n")}\n`;
}

/** Forty lines that all change on the day before the last one. */
function writeWatch(name: string, index: number): string {
  const glass = index < longDates.length - 2 ? "hourglass" : "barometer";
  const lines = Array.from(
    { length: 40 },
    (_, line) => `The watch at ${name} turned the ${glass} for the ${String(line)}th time.`,
  );
  return `# ${name}\n\n${lines.join("\n\n")}\n`;
}

function writeRegister(word: string): string {
  const rows = Array.from(
    { length: 1100 },
    (_, row) => `Ship number ${String(row)} was ${word} at hour ${String(row % 24)}.`,
  );
  return `# Register\n\n${rows.join("\n\n")}\n`;
}
