import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import type { ArchiveFacts } from "../../src/model.ts";
import { InputError } from "../../src/errors.ts";

/**
 * The pages of the built archive in `folder` to audit: home, and of the first source with a day its own
 * page, its heaviest day and its heaviest file page. Addresses are relative to the site's base.
 *
 * @throws {InputError} where no archive was built.
 */
export function choosePages(folder: string): string[] {
  const { sources } = readFacts(folder);
  const source = sources.find(({ days }) => days.length > 0);
  if (!source) return ["", ...sources.slice(0, 1).map(({ id }) => `${id}/`)];
  const days = source.days.map(({ date }) => `${source.id}/${date}/`);
  const files = listPages(path.join(folder, source.id, "files")).map(
    (page) => `${source.id}/files/${page}/`,
  );
  return ["", `${source.id}/`, findHeaviest(folder, days), findHeaviest(folder, files)];
}

function readFacts(folder: string): Pick<ArchiveFacts, "sources"> {
  try {
    return JSON.parse(readFileSync(path.join(folder, "archive.json"), "utf8")) as ArchiveFacts;
  } catch {
    throw new InputError({
      where: folder,
      what: "no built archive is here",
      remedy: "Run npm run build first, or name its folder with --dir.",
    });
  }
}

function listPages(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => path.basename(file) === "index.html" && path.dirname(file) !== ".")
    .map((file) => path.dirname(file).split(path.sep).join("/"))
    .sort();
}

function findHeaviest(folder: string, pages: readonly string[]): string {
  const weigh = (page: string) => statSync(path.join(folder, page, "index.html")).size;
  return pages.reduce((best, page) => (weigh(page) > weigh(best) ? page : best));
}
