import type { PackageState } from "./choose-release.ts";
import { type Column, formatCodeCell, formatTable } from "./markdown.ts";
import { formatDate } from "./package-page.ts";

/**
 * The file that compares all packages, in the order given. It names no date of its own, so that a
 * week in which nothing came out leaves it as it was. The sizes stand only where the registry serves any.
 */
export function formatIndex(packages: readonly PackageState[]): string {
  const withSizes = packages.some(({ release }) => release["dist.unpackedSize"] !== undefined);
  const table = formatTable(
    withSizes ? [...columns, { title: "Unpacked bytes", align: "right" }] : columns,
    packages.map((state) => (withSizes ? [...toCells(state), toSizeCell(state)] : toCells(state))),
  );
  const intro = "The highest stable version of each package at the time of the snapshot.\n";
  return ["# Packages compared\n", intro, packages.length === 0 ? "None.\n" : table].join("\n");
}

/** Where a package's file lies in a snapshot; scoped packages get a folder for their scope. */
export function packagePath(name: string): string {
  return `packages/${name}.md`;
}

const columns: readonly Column[] = [
  { title: "Package", align: "left" },
  { title: "Version", align: "left" },
  { title: "Date", align: "left" },
  { title: "Node.js", align: "left" },
  { title: "Dependencies", align: "right" },
  { title: "Peers", align: "right" },
];

function toCells({ name, release }: PackageState): string[] {
  const node = release.engines?.["node"];
  return [
    name,
    release.version,
    formatDate(release.time),
    node === undefined ? "—" : formatCodeCell(node),
    String(Object.keys(release.dependencies ?? {}).length),
    String(Object.keys(release.peerDependencies ?? {}).length),
  ];
}

function toSizeCell({ release }: PackageState): string {
  const size = release["dist.unpackedSize"];
  return size === undefined ? "—" : size.toLocaleString("en");
}
