/**
 * The picture that stands for the archive or a source where a link to it is shared: its name, and the
 * activity of its days. An SVG of 1200 by 630 pixels, the size that such pictures have; the names need
 * some font on the machine that turns it into pixels, the chart needs none.
 */
import type { ArchiveFacts, Counts, DayFacts, IsoDate, SourceFacts } from "../../model.ts";
import { dateOf } from "../../stamp.ts";
import { showDate } from "../text/dates.ts";
import { dropControls, escapeMarkup } from "../text/escape.ts";
import { findHeadlinesOfDay, showHeadline } from "../text/headlines.ts";
import { countNoun } from "../text/numbers.ts";
import { layActivityChart } from "./activity-chart.ts";
import { newAndGone, totalDay } from "../pages/totals.ts";

export interface SharePicture {
  readonly title: string;
  /** On how many days something changed. */
  readonly text: string;
  /** The best headline of the newest day, or null. */
  readonly latest: string | null;
  readonly range: { readonly from: IsoDate; readonly to: IsoDate } | null;
  readonly days: readonly (Counts & { readonly date: IsoDate })[];
}

/** What the picture of a source shows. */
export function pictureOfSource(source: SourceFacts): SharePicture {
  const dates = source.snapshots.map(({ stamp }) => dateOf(stamp));
  return describe(source.title, source.days.length, dates, source.days);
}

/** What the picture of the whole archive shows. */
export function pictureOfArchive({ title, sources }: ArchiveFacts): SharePicture {
  const dates = sources.flatMap(({ snapshots }) => snapshots.map(({ stamp }) => dateOf(stamp)));
  const days = sources.flatMap((source) => source.days);
  return describe(title, new Set(days.map(({ date }) => date)).size, dates.sort(), days);
}

function describe(
  title: string,
  count: number,
  dates: readonly IsoDate[],
  days: readonly DayFacts[],
): SharePicture {
  const [from] = dates;
  const to = dates.at(-1);
  const range = from !== undefined && to !== undefined ? { from, to } : null;
  const text = range ? `Changes on ${countNoun(count, "day")}` : "No snapshot yet";
  const newest = days.toSorted((a, b) => (a.date < b.date ? -1 : 1)).at(-1);
  const [headline] = newest ? findHeadlinesOfDay(newest) : [];
  const latest = headline
    ? showHeadline(headline.headline, lettersOfLatest).replaceAll("`", "")
    : null;
  return {
    title,
    text,
    latest,
    range,
    days: days.map((day) => ({ ...newAndGone(totalDay(day)), date: day.date })),
  };
}

export const pictureSize = { width: 1200, height: 630 };

const margin = 72;
/** Letters of the newest headline that fit into a line of the widest font in use. */
const lettersOfLatest = 64;
const waterLine = 478;
const chartHeight = 250;
/** Letters that fit into a line of the widest font in use, by size; the largest that fits is taken. */
const titleSizes = [
  { size: 88, letters: 17, most: 1 },
  { size: 66, letters: 23, most: 2 },
  { size: 50, letters: 32, most: 2 },
] as const;

/** Draws it. Titles that do not fit into two lines end with an ellipsis. */
export function drawSharePicture(picture: SharePicture): string {
  const { width, height } = pictureSize;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${String(width)}" height="${String(height)}" viewBox="0 0 ${String(width)} ${String(height)}">`,
    `<path fill="#0d1117" d="M0 0h${String(width)}v${String(height)}H0z"/>`,
    `<path fill="#10252f" d="M0 ${String(waterLine)}h${String(width)}V${String(height)}H0z"/>`,
    `<g transform="translate(${String(width - margin - 62)} 62) scale(2.4)" fill="none" stroke="#7fd0e2" stroke-linecap="round" stroke-width="2.4"><path d="M2 4q3.7-3.2 7.4 0t7.4 0 7.2 0"/><path d="M2 10.5q3.7-3.2 7.4 0t7.4 0" opacity=".7"/><path d="M2 17q3.7-3.2 7.4 0" opacity=".45"/></g>`,
    drawWords(picture),
    drawActivity(picture),
    `<path fill="#5f8a99" d="M0 ${String(waterLine - 1)}h${String(width)}v2H0z"/>`,
    "</svg>",
  ].join("");
}

function drawWords({ title, text, latest, range }: SharePicture): string {
  const { size, lines } = fitTitle(dropControls(title));
  const top = Math.round(56 + size * 0.86);
  const below = top + (lines.length - 1) * size * 1.15;
  const write = (words: string, y: number, style: string) =>
    `<text x="${String(margin)}" y="${String(Math.round(y))}" ${style}>${escapeMarkup(words)}</text>`;
  const words = [
    ...lines.map((line, index) =>
      write(line, top + index * size * 1.15, `font-size="${String(size)}" font-weight="700"`),
    ),
    write(text, below + 70, 'font-size="38" fill="#7fd0e2"'),
    ...(range
      ? [
          write(
            `${showDate(range.from)} to ${showDate(range.to)}`,
            below + 116,
            'font-size="30" fill="#9eabb8"',
          ),
        ]
      : []),
    ...(latest === null ? [] : [write(latest, below + 160, 'font-size="26" fill="#f0f3f6"')]),
  ];
  return `<g fill="#f0f3f6" font-family="Noto Sans, DejaVu Sans, Liberation Sans, sans-serif">${words.join("")}</g>`;
}

/** Bars from edge to edge; few days make broad ones, and the highest fills the chart. */
function drawActivity({ range, days }: SharePicture): string {
  if (range === null) return "";
  const slots = Math.min(Math.max(days.length, 24), 48);
  const slotWidth = pictureSize.width / slots;
  const chart = layActivityChart(days, range, { slots, slotWidth, height: chartHeight });
  const highest = Math.max(1, ...chart.marks.flatMap(({ up, down }) => [up, down]));
  const stretch = Math.min(chartHeight / 2 / highest, 2);
  const gap = slotWidth / 5;
  const draw = (colour: string, x: number, y: number, length: number) =>
    length === 0
      ? ""
      : `<rect fill="${colour}" x="${round(x + gap / 2)}" y="${round(y)}" width="${round(slotWidth - gap)}" height="${round(length)}" rx="3"/>`;
  return chart.marks
    .map(({ x, up, down }) => {
      const [above, below] = [up * stretch, down * stretch];
      return `${draw("#4a94e6", x, waterLine - above, above)}${draw("#d9763f", x, waterLine, below)}`;
    })
    .join("");
}

/** The largest size in which the title fits into two lines. */
export function fitTitle(title: string): { size: number; lines: string[] } {
  for (const { size, letters, most } of titleSizes) {
    const lines = breakTitle(title, letters);
    if (lines.length <= most && lines.every((line) => countLetters(line) <= letters)) {
      return { size, lines };
    }
  }
  const { size, letters, most } = titleSizes[2];
  const lines = breakTitle(title, letters);
  const shown = lines.slice(0, most).map((line) => cut(line, letters));
  const last = shown.at(-1) ?? "";
  return {
    size,
    lines: lines.length > most ? [...shown.slice(0, -1), cut(`${last} …`, letters)] : shown,
  };
}

/** Cuts a title into lines at blanks. */
function breakTitle(title: string, letters: number): string[] {
  const lines: string[] = [""];
  for (const word of title.split(/\s+/)) {
    const last = lines.at(-1) ?? "";
    if (last === "") lines[lines.length - 1] = word;
    else if (countLetters(last) + 1 + countLetters(word) <= letters) {
      lines[lines.length - 1] += ` ${word}`;
    } else lines.push(word);
  }
  return lines;
}

function cut(text: string, length: number): string {
  const letters = [...text];
  return letters.length <= length ? text : `${letters.slice(0, length - 1).join("")}…`;
}

function countLetters(text: string): number {
  return [...text].length;
}

function round(value: number): string {
  return String(Math.round(value * 10) / 10);
}
