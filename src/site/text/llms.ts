/** `/llms.txt` (llmstxt.org): tells a language model where the facts of the archive are. */
import type { ArchiveFacts, SourceFacts } from "../../model.ts";
import { dateOf } from "../../stamp.ts";
import { titleDay } from "./describe.ts";
import { showPlain } from "./escape.ts";
import { findHeadlinesOfDay, listHeadlines } from "./headlines.ts";
import { addressOfSchema } from "../json/schema.ts";
import { createAbsolute, createUrls } from "../addresses/urls.ts";

/** Days of each source that are listed; `archive.json` lists all. */
const listedDays = 10;

/** Writes the file. */
export function writeLlms(archive: ArchiveFacts): string {
  const urls = createUrls(archive.basePath);
  const absolute = createAbsolute(archive);
  const asset = (path: string) => absolute(urls.asset(path));
  const blocks = [
    `# ${toText(archive.title)}`,
    `> ${toText(archive.description)}`,
    "This site records how documents changed: each source is a body of documents of which snapshots were taken, and each day lists what changed between two snapshots, file by file and line by line. Times are UTC. Counts are of lines: first those that are new and those that are gone, then all that changed; the others moved, are copied, are back again, or changed their formatting only. Nothing here says what the documents' authors intended.",
    "## Facts for programs",
    [
      `- [archive.json](${asset("archive.json")}): all sources, snapshots and days ([schema](${absolute(addressOfSchema(archive.basePath, "archive"))}))`,
      `- \`${asset("SOURCE/DATE.json")}\`: every change of a day with counts, sections and its permanent address ([schema](${absolute(addressOfSchema(archive.basePath, "day"))}))`,
      `- \`${asset("SOURCE/DATE.md")}\`: a day as Markdown, with its diff`,
      `- \`${asset("SOURCE/STAMP.patch")}\`: the git patch from the snapshot before to the one of that stamp`,
      `- [feeds.opml](${absolute(urls.feeds.opml())}): every feed of this site`,
    ].join("\n"),
    ...archive.sources.flatMap((source) => describeSource(archive, source)),
  ];
  return `${blocks.join("\n\n")}\n`;
}

function describeSource(archive: ArchiveFacts, source: SourceFacts): string[] {
  const urls = createUrls(archive.basePath);
  const absolute = createAbsolute(archive);
  const [first] = source.snapshots;
  const last = source.snapshots.at(-1);
  const span =
    first && last
      ? `Snapshots from ${dateOf(first.stamp)} to ${dateOf(last.stamp)}.`
      : "No snapshot yet.";
  const where = source.homepage === null ? "" : ` The documents: <${source.homepage}>.`;
  const about = source.description === null ? "" : `${toText(source.description)} `;
  const days = source.days
    .slice(-listedDays)
    .toReversed()
    .map((day) => {
      const address = absolute(urls.dayMarkdown(source.id, day.date));
      const headlines = findHeadlinesOfDay(day).map(({ headline }) => headline);
      const told = headlines.length > 0 ? listHeadlines(headlines, 3) : titleDay(day, source.title);
      return `- [${day.date}](${address}): ${toText(told)}`;
    });
  return [
    `## ${toText(source.title)}`,
    `${about}${span}${where}`,
    [
      `- [Overview](${absolute(urls.source(source.id))}): all days`,
      `- [Files](${absolute(urls.files(source.id))}): every file and its history`,
      ...days,
    ].join("\n"),
  ];
}

function toText(text: string): string {
  return showPlain(text).replaceAll(/[[\]<>]/g, (sign) => `\\${sign}`);
}
