/**
 * The picture that stands for the archive or a source where a link to it is shared: its name, and the
 * tides of its days. An SVG of 1200 by 630 pixels, the size that such pictures have; the names need
 * some font on the machine that turns it into pixels, the tides need none.
 */
import type { ArchiveFacts, Counts, DayFacts, IsoDate, SourceFacts } from "../model.ts";
import { dateOf } from "../stamp.ts";
import { showDate } from "./dates.ts";
import { dropControls, escapeMarkup } from "./escape.ts";
import { countNoun } from "./numbers.ts";
import { layTideChart } from "./tide-chart.ts";
import { totalDay } from "./totals.ts";

export interface SharePicture {
  readonly title: string;
  /** A line below the title. */
  readonly text: string;
  readonly range: { readonly from: IsoDate; readonly to: IsoDate } | null;
  readonly days: readonly (Counts & { readonly date: IsoDate })[];
}

/** What the picture of a source shows. */
export function pictureOfSource(source: SourceFacts): SharePicture {
  const dates = source.snapshots.map(({ stamp }) => dateOf(stamp));
  return describe(source.title, countNoun(source.days.length, "day"), dates, source.days);
}

/** What the picture of the whole archive shows. */
export function pictureOfArchive({ title, sources }: ArchiveFacts): SharePicture {
  const dates = sources.flatMap(({ snapshots }) => snapshots.map(({ stamp }) => dateOf(stamp)));
  const days = sources.flatMap((source) => source.days);
  const count = countNoun(new Set(days.map(({ date }) => date)).size, "day");
  return describe(title, count, dates.sort(), days);
}

function describe(
  title: string,
  count: string,
  dates: readonly IsoDate[],
  days: readonly DayFacts[],
): SharePicture {
  const [from] = dates;
  const to = dates.at(-1);
  const range = from !== undefined && to !== undefined ? { from, to } : null;
  const text = range
    ? `Changes on ${count}, ${showDate(range.from)} to ${showDate(range.to)}`
    : "No snapshot yet";
  return { title, text, range, days: days.map((day) => ({ ...totalDay(day), date: day.date })) };
}

export const pictureSize = { width: 1200, height: 630 };

const margin = 80;
const slotWidth = 13;
const chartHeight = 240;
const lettersOfLine = 34;
const longestTitle = 2;

/** Draws it. Titles longer than two lines end with an ellipsis. */
export function drawSharePicture({ title, text, range, days }: SharePicture): string {
  const { width, height } = pictureSize;
  const slots = Math.floor((width - 2 * margin) / slotWidth);
  const chart = range && layTideChart(days, range, { slots, slotWidth, height: chartHeight });
  const line = height - margin - chartHeight / 2;
  const bars = (chart?.marks ?? []).map(({ x, up, down }) => {
    const left = String(margin + x);
    const size = String(slotWidth - 3);
    return `<path fill="#4a94e6" d="M${left} ${String(line - 1 - up)}h${size}v${String(up)}h-${size}z"/><path fill="#d9763f" d="M${left} ${String(line + 1)}h${size}v${String(down)}h-${size}z"/>`;
  });
  const lines = breakTitle(dropControls(title)).map(
    (words, index) =>
      `<text x="${String(margin)}" y="${String(190 + index * 68)}" font-size="58" font-weight="700">${escapeMarkup(words)}</text>`,
  );
  const below = 190 + (lines.length - 1) * 68 + 52;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${String(width)}" height="${String(height)}" viewBox="0 0 ${String(width)} ${String(height)}">`,
    `<path fill="#0d1117" d="M0 0h${String(width)}v${String(height)}h-${String(width)}z"/>`,
    `<g transform="translate(${String(margin)} 66) scale(2.2)" fill="none" stroke="#7fd0e2" stroke-linecap="round" stroke-width="2.4"><path d="M2 4q3.7-3.2 7.4 0t7.4 0 7.2 0"/><path d="M2 10.5q3.7-3.2 7.4 0t7.4 0" opacity=".7"/><path d="M2 17q3.7-3.2 7.4 0" opacity=".45"/></g>`,
    `<g fill="#f0f3f6" font-family="Noto Sans, DejaVu Sans, Liberation Sans, sans-serif">${lines.join("")}<text x="${String(margin)}" y="${String(below)}" font-size="28" fill="#9eabb8">${escapeMarkup(dropControls(text))}</text></g>`,
    ...bars,
    `<path fill="#5f6f7e" d="M${String(margin)} ${String(line - 1)}h${String(width - 2 * margin)}v2h-${String(width - 2 * margin)}z"/>`,
    "</svg>",
  ].join("");
}

/** Cuts a title into lines at blanks. */
export function breakTitle(title: string): string[] {
  const lines: string[] = [""];
  for (const word of title.split(/\s+/)) {
    const last = lines.at(-1) ?? "";
    if (last === "") lines[lines.length - 1] = word;
    else if (last.length + 1 + word.length <= lettersOfLine) lines[lines.length - 1] += ` ${word}`;
    else lines.push(word);
  }
  const shown = lines.slice(0, longestTitle).map((line) => cut(line, lettersOfLine));
  const isCut = lines.length > longestTitle;
  return shown.map((line, index) =>
    isCut && index === longestTitle - 1 ? cut(`${line} …`, lettersOfLine) : line,
  );
}

function cut(text: string, length: number): string {
  const letters = [...text];
  return letters.length <= length ? text : `${letters.slice(0, length - 1).join("")}…`;
}
