import { expect, test } from "vitest";

import { followPhrase } from "../../src/versions/life.ts";
import { findIndexedFile } from "../../src/versions/read-index.ts";
import { type Event, makeStore } from "./make-store.ts";

/** The events as day, kind, line and words. */
async function tell(
  files: Readonly<Record<string, readonly Event[]>>,
  phrase: string,
  { path = "a", version = 1, line = 0 } = {},
) {
  const store = makeStore(files);
  const file = findIndexedFile(store.index, path);
  if (!file) throw new Error(`There is no ${path}.`);
  const events = await followPhrase(store, file, { phrase, version, line });
  return events.map(({ at, kind, line, words }) =>
    [at.slice(8), kind, ...(words === null ? [] : [String(line), words])].join(" "),
  );
}

const first = "A key may call ten times a minute.";
const reworded = "A key may call twenty times in a minute.";
const life: Event[] = [
  "# Limits\n\nNothing yet.\n\n## More\n\nEnd.\n",
  `# Limits\n\nNothing yet.\n${first}\n\n## More\n\nEnd.\n`,
  `# Limits\n\nNothing yet.\n\n## More\n\n${first}\nEnd.\n`,
  `# Limits\n\nNothing yet.\n\n## More\n\n${reworded}\nEnd.\n`,
  "# Limits\n\nNothing yet.\n\n## More\n\nEnd.\n",
];

test("a sentence appears, moves, is reworded and goes", async () => {
  const events = [
    "02 appeared 4 A key may call ten times a minute",
    "03 moved 7 A key may call ten times a minute",
    "04 reworded 7 A key may call twenty times in a minute",
    "05 gone",
  ];
  expect(await tell({ a: life }, first, { version: 2, line: 3 })).toEqual(events);
  // From its end as well.
  expect(await tell({ a: life }, reworded, { version: 4, line: 6 })).toEqual(events);
  // And where it is looked for by its words alone.
  expect(await tell({ a: life }, reworded, { version: 1 })).toEqual(events);
});

test("what stood in the first snapshot is said to, and what never stood there has no life", async () => {
  expect(await tell({ a: ["One day.\n", "One day.\nMore.\n"] }, "one day")).toEqual([
    "01 first 1 One day",
  ]);
  expect(await tell({ a: life }, "no such words")).toEqual([]);
  expect(await tell({ a: life }, "")).toEqual([]);
  expect(await tell({ a: life }, "](")).toEqual([]);
});

test("other edits of its line and around it are no event, nor are other layouts", async () => {
  const steps = [
    `${first}\n`,
    `- ${first} And more.\n`,
    `Before.\n\n- **${first}** And more.\n`,
    "Before.\n\n- A key may call\n  ten times a minute.\n",
  ];
  expect(await tell({ a: steps }, first)).toEqual(["01 first 1 A key may call ten times a minute"]);
});

test("it is back after it was gone, and after its file was", async () => {
  const steps: Event[] = [
    `${first}\nKept.\n`,
    "Kept.\n",
    `${first}\nKept.\n`,
    { state: "missing" },
    { state: "back" },
    { state: "removed" },
    `${first}\n`,
  ];
  expect(await tell({ a: steps }, first, { version: 3 })).toEqual([
    "01 first 1 A key may call ten times a minute",
    "02 gone",
    "03 back 1 A key may call ten times a minute",
    "06 removed",
    "07 back 1 A key may call ten times a minute",
  ]);
});

test("it is followed through new names, both ways", async () => {
  const files: Record<string, Event[]> = {
    a: [`One.\n${first}\n`, { to: "b" }],
    b: [null, { text: `One.\n${first}\n`, from: "a" }, { to: "c" }],
    c: [null, null, { text: `One.\n${reworded}\n`, from: "b" }],
  };
  const events = [
    "01 first 2 A key may call ten times a minute",
    "03 reworded 2 A key may call twenty times in a minute",
  ];
  expect(await tell(files, first, { path: "a" })).toEqual(events);
  expect(await tell(files, first, { path: "b" })).toEqual(events);
  expect(await tell(files, reworded, { path: "c" })).toEqual(events);
});

test("addresses of links are no words", async () => {
  const steps = ["See [the guide](https://old.example/x) now.\n", "See [the guide](/new) now.\n"];
  expect(await tell({ a: steps }, "see the guide now")).toEqual([
    "01 first 1 See [the guide](https://old.example/x) now",
  ]);
});
