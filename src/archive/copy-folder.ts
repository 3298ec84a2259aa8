import {
  constants,
  copyFileSync,
  linkSync,
  mkdirSync,
  readdirSync,
  statSync,
  utimesSync,
} from "node:fs";
import path from "node:path";

/**
 * Copies a folder of plain files and folders; files keep their times. Unlike `cpSync` of Node 24 it throws
 * what really went wrong: that one tells of a full disk as of a broken one.
 */
export function copyFolder(from: string, to: string): void {
  bringFolder(from, to, (source, target) => {
    copyFileSync(source, target, constants.COPYFILE_FICLONE);
    const { atimeMs, mtimeMs } = statSync(source);
    utimesSync(target, atimeMs / 1000, mtimeMs / 1000);
  });
}

/**
 * Gives the folder's files a second name below `to`, which takes no room: for files that nobody writes to,
 * or where it is noticed.
 */
export function linkFolder(from: string, to: string): void {
  bringFolder(from, to, linkFile);
}

/** Gives the file a second name; where the file system has no such thing it is copied. */
export function linkFile(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch {
    // Another file system, or one without links.
    copyFileSync(from, to);
  }
}

function bringFolder(
  from: string,
  to: string,
  bringFile: (source: string, target: string) => void,
): void {
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [path.join(from, entry.name), path.join(to, entry.name)];
    if (entry.isDirectory()) bringFolder(source, target, bringFile);
    else bringFile(source, target);
  }
}
