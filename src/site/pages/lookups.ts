/** Finds in the facts what a page's address names. Every one throws where there is no such thing. */
import type { ArchiveFacts, ChangeFacts, DayFacts, PairFacts, SourceFacts } from "../../model.ts";

/** The source with this id. */
export function findSource(archive: ArchiveFacts, id: string): SourceFacts {
  return expectFound(
    archive.sources.find((source) => source.id === id),
    id,
  );
}

/** The source's day of this date, and the dates of its neighbours. */
export function findDay(source: SourceFacts, date: string) {
  const index = source.days.findIndex((day) => day.date === date);
  return {
    day: expectFound<DayFacts>(source.days[index], `${source.id}/${date}`),
    previous: source.days[index - 1]?.date ?? null,
    next: source.days[index + 1]?.date ?? null,
  };
}

/** The change with this anchor, and its pair. */
export function findChange(
  day: DayFacts,
  anchor: string,
): { readonly pair: PairFacts; readonly change: ChangeFacts } {
  const found = day.pairs
    .flatMap((pair) => pair.changes.map((change) => ({ pair, change })))
    .find(({ change }) => change.anchor === anchor);
  return expectFound(found, `${day.date}/${anchor}`);
}

/** The file with this address. */
export function findFile(source: SourceFacts, address: string) {
  return expectFound(
    source.files.find((file) => file.address === address),
    `${source.id}/files/${address}`,
  );
}

function expectFound<Thing>(thing: Thing | undefined, name: string): Thing {
  if (thing === undefined) throw new Error(`The archive holds no ${name}`);
  return thing;
}
