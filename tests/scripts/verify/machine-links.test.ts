import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { readAddresses } from "../../../scripts/verify/machine-links.ts";

test("tags that titles and summaries speak of are no links, those of an item's HTML are", () => {
  const file = path.join(mkdtempSync(path.join(tmpdir(), "tidemark-links-")), "atom.xml");
  const spoken = '<![CDATA[New: `<link>` and <a href="/nowhere"> for sheets]]>';
  writeFileSync(
    file,
    `<feed><entry><title type="text">${spoken}</title><summary>${spoken}</summary>
    <link href="/a/"/><content type="html"><![CDATA[<a href="/b/">b</a>]]></content></entry>
    <channel><link>/c/</link></channel></feed>`,
  );
  expect(readAddresses(file)).toEqual(["/a/", "/b/", "/c/"]);
});
