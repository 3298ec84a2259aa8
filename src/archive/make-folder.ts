import { existsSync, mkdirSync, statSync } from "node:fs";
import path from "node:path";
import { InputError } from "../errors.ts";

/**
 * Makes the folder (an absolute path) and those above it; messages name `where`. Node's recursive `mkdir`
 * never ends where a place takes no folders and says that something is not there, as `/proc` does. Throws
 * InputError for such a place, and what `mkdirSync` throws.
 */
export function makeFolder(folder: string, where: string = folder): void {
  if (existsSync(folder) && statSync(folder).isDirectory()) return;
  const parent = path.dirname(folder);
  if (parent !== folder) makeFolder(parent, where);
  try {
    mkdirSync(folder);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : "";
    // Another process may have made it meanwhile.
    if (code === "EEXIST" && statSync(folder).isDirectory()) return;
    if (code !== "ENOENT") throw error;
    throw new InputError({
      where,
      what: "cannot be made: the place takes no folders",
      remedy: "Name a folder on a disk that can be written, with --out or --cache.",
    });
  }
}
