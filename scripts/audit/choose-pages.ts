import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import type { ArchiveFacts } from "../../src/model.ts";
import { InputError } from "../../src/errors.ts";

/**
 * The pages of the built archive in `folder` to audit, one of each template, the heaviest where there are
 * several: of the first source with a day, where there is one. Addresses are relative to the site's base.
 *
 * @throws {InputError} where no archive was built.
 */
export function choosePages(folder: string): string[] {
  const { sources } = readFacts(folder);
  const source = sources.find(({ days }) => days.length > 0) ?? sources[0];
  const templates = source ? listTemplates(folder, source) : [];
  const pages = ["", ...templates.flatMap((pages) => findHeaviest(folder, pages)), "search/"];
  return [...pages, "404.html"];
}

/** Lists of pages that are made of one template each. */
function listTemplates(folder: string, { id, days }: Source): string[][] {
  const home = `${id}/`;
  const dates = days.map(({ date }) => `${home}${date}/`);
  return [
    [home],
    dates,
    dates.flatMap((day) => listPages(folder, day).filter((page) => /\/c[\da-f]{10}\/$/.test(page))),
    listPages(folder, `${home}files/`),
    [`${home}files/`],
    listPages(folder, `${home}weeks/`),
    ...["captures/", "compare/", "text/"].map((name) => [`${home}${name}`]),
  ];
}

type Source = ArchiveFacts["sources"][number];

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

/** Pages below `place`, itself not among them. */
function listPages(folder: string, place: string): string[] {
  const from = path.join(folder, place);
  if (!existsSync(from)) return [];
  return readdirSync(from, { recursive: true, encoding: "utf8" })
    .filter((file) => path.basename(file) === "index.html" && path.dirname(file) !== ".")
    .map((file) => `${place}${path.dirname(file).split(path.sep).join("/")}/`)
    .sort();
}

/** None of none. */
function findHeaviest(folder: string, pages: readonly string[]): string[] {
  const weigh = (page: string) => statSync(path.join(folder, page, "index.html")).size;
  const built = pages.filter((page) => existsSync(path.join(folder, page, "index.html")));
  return built.toSorted((a, b) => weigh(b) - weigh(a)).slice(0, 1);
}
