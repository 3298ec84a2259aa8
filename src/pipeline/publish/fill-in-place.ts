/** Fills an output that cannot be moved aside, such as a volume of a container, file by file. */
import { copyFileSync, lstatSync, readdirSync, renameSync, rmdirSync, rmSync } from "node:fs";
import path from "node:path";
import { makeFolder } from "../../archive/make-folder.ts";
import { listFiles } from "../../archive/list-files.ts";

/** Of drafts in the output itself; the id of the process follows. */
export const draftPrefix = ".next-";

/**
 * Makes `place` hold the files of `siteFolder` and no others. Each file is whole at every moment, the site
 * is not. `marker` is written first: a fill that is cut short is still known as a site of ours.
 */
export function fillInPlace(siteFolder: string, place: string, marker: string): void {
  const draft = path.join(place, `${draftPrefix}${String(process.pid)}`);
  const files = listFiles(siteFolder);
  // What pages need comes before the pages.
  const order = [
    ...files.filter((name) => name === marker),
    ...files.filter((name) => name !== marker && !name.endsWith(".html")),
    ...files.filter((name) => name.endsWith(".html")),
  ];
  const kept = new Set(files);
  try {
    for (const name of order) {
      const target = path.join(place, name);
      clearWay(place, name);
      copyFileSync(path.join(siteFolder, name), draft);
      renameSync(draft, target);
    }
  } finally {
    rmSync(draft, { force: true });
  }
  for (const name of listFiles(place)) {
    if (!kept.has(name)) rmSync(path.join(place, name), { force: true });
  }
  removeEmpty(place);
}

/** A file may stand where the new site has a folder, and a folder where it has a file. */
function clearWay(place: string, name: string): void {
  const folders = path.posix.dirname(name).split("/");
  for (const [index] of folders.entries()) {
    const folder = path.join(place, ...folders.slice(0, index + 1));
    const stats = lstatSync(folder, { throwIfNoEntry: false });
    if (stats && !stats.isDirectory()) rmSync(folder);
  }
  makeFolder(path.join(place, ...folders));
  const target = path.join(place, name);
  if (lstatSync(target, { throwIfNoEntry: false })?.isDirectory()) {
    rmSync(target, { recursive: true });
  }
}

function removeEmpty(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (!entry.isDirectory()) continue;
    const inner = path.join(folder, entry.name);
    removeEmpty(inner);
    if (readdirSync(inner).length === 0) rmdirSync(inner);
  }
}
