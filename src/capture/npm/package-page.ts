import type { Ranges, Release } from "./answers.ts";
import type { PackageState } from "./choose-release.ts";
import { formatCode, formatCodeCell, formatTable } from "./markdown.ts";

/** One package's file: its facts as a list, its dependencies as tables, its entry points as JSON. */
export function formatPackage({ name, release }: PackageState): string {
  const parts = [
    `# ${name}\n`,
    formatFacts(release.version, release.time, release.engines, release["dist.unpackedSize"]),
    "## Dependencies\n",
    formatDependencies(release.dependencies),
    "## Peer dependencies\n",
    formatPeerDependencies(release.peerDependencies, release.peerDependenciesMeta),
    "## Entry points\n",
    formatEntryPoints(release),
  ];
  return parts.join("\n");
}

/** The UTC date of a moment in milliseconds since 1970. */
export function formatDate(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

function formatFacts(
  version: string,
  time: number,
  engines: Ranges | undefined,
  size: number | undefined,
): string {
  const facts = [`Version: ${version}`, `Date: ${formatDate(time)}`];
  const needs = sortEntries(engines).map(([engine, range]) => formatCode(`${engine} ${range}`));
  facts.push(`Engines: ${needs.length === 0 ? "none named" : needs.join(", ")}`);
  if (size !== undefined) facts.push(`Unpacked size: ${size.toLocaleString("en")} bytes`);
  return facts.map((fact) => `- ${fact}\n`).join("");
}

function formatDependencies(ranges: Ranges | undefined): string {
  const rows = sortEntries(ranges).map(([name, range]) => [
    formatCodeCell(name),
    formatCodeCell(range),
  ]);
  if (rows.length === 0) return none;
  return formatTable([nameColumn, rangeColumn], rows);
}

function formatPeerDependencies(
  ranges: Ranges | undefined,
  meta: Release["peerDependenciesMeta"],
): string {
  const rows = sortEntries(ranges).map(([name, range]) => [
    formatCodeCell(name),
    formatCodeCell(range),
    meta?.[name]?.optional === true ? "optional" : "required",
  ]);
  if (rows.length === 0) return none;
  return formatTable([nameColumn, rangeColumn, { title: "Needed", align: "left" }], rows);
}

function formatEntryPoints(release: Release): string {
  const { exports, main, module, types, bin } = release;
  // The order of `exports` has a meaning, so the registry's order stays.
  const entries = exports === undefined ? { main, module, types, bin } : { exports, bin };
  const json = JSON.stringify(entries, null, 2);
  return json === "{}" ? none : `\`\`\`json\n${json}\n\`\`\`\n`;
}

function sortEntries(ranges: Ranges | undefined): (readonly [string, string])[] {
  return Object.entries(ranges ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
}

const none = "None.\n";
const nameColumn = { title: "Package", align: "left" } as const;
const rangeColumn = { title: "Range", align: "left" } as const;
