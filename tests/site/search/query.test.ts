import { expect, test } from "vitest";
import {
  glueSigns,
  gradeLiteralness,
  planSearch,
  showBlanks,
} from "../../../src/site/search/query.ts";

test("several words are sought as a phrase, too", () => {
  expect(planSearch(" until the  end ")).toEqual({
    phrase: '"until the end"',
    words: "until the end",
  });
  expect(planSearch("tides")).toEqual({ phrase: null, words: "tides" });
  expect(planSearch("")).toEqual({ phrase: null, words: "" });
});

test("quotes that were typed make a phrase and nothing else", () => {
  expect(planSearch('"spring tide"')).toEqual({ phrase: null, words: '"spring tide"' });
  expect(planSearch("“spring tide”")).toEqual({ phrase: null, words: '"spring tide"' });
});

test("signs that Pagefind drops from words are dropped, names keep theirs", () => {
  expect(planSearch("use `lamp-4.5` — $ref").words).toBe("use lamp-4.5 $ref");
  expect(planSearch("a | b").words).toBe("a b");
});

test("a text that holds the words to the letter is better than one that holds them otherwise", () => {
  expect(gradeLiteralness("Call the Pilot now", "the Pilot")).toBe(2);
  expect(gradeLiteralness("Call the pilot now", "the Pilot")).toBe(1);
  expect(gradeLiteralness("the old pilot", "the pilot")).toBe(0);
  expect(gradeLiteralness("over\n two   lines", "over two lines")).toBe(2);
});

test("signs that stand alone are no words of a phrase, and readers do not see it", () => {
  const glued = glueSigns("tide — ebb -> flood | 3");
  expect(glued.split(/\s+/)).toHaveLength(4);
  expect(showBlanks(glued)).toBe("tide — ebb -> flood | 3");
});
