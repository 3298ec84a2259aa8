import { describe, expect, it } from "vitest";

import { diffLines } from "../../../src/diff/lines/lines.ts";
import { findMoves } from "../../../src/diff/moves/moves.ts";
import { splitLines } from "../../../src/diff/lines/text.ts";

const paragraph = `## Storing keys

Keys are stored with the service that made them.
Rotate every key at least twice a year.
`;

function changedFile(path: string, oldText: string, newText: string) {
  const oldLines = splitLines(oldText);
  const newLines = splitLines(newText);
  return { path, oldLines, newLines, blocks: diffLines(oldLines, newLines).blocks };
}

/** Each move as `path:line -> path:line xcount`. */
function moves(...files: [path: string, oldText: string, newText: string][]): string[] {
  return findMoves(files.map((file) => changedFile(...file))).blocks.map(
    ({ from, to }) => `${from.path}:${from.line} -> ${to.path}:${to.line} x${to.count}`,
  );
}

describe("findMoves", () => {
  it("finds a section that moved down in its file", () => {
    const rest = Array.from({ length: 8 }, (_, index) => `Some other line ${index}.\n`).join("");
    expect(moves(["a.md", `${paragraph}\n${rest}`, `${rest}\n${paragraph}`])).toEqual([
      "a.md:1 -> a.md:10 x4",
    ]);
  });

  it("finds a section that moved to another file", () => {
    expect(
      moves(
        ["a.md", `# A\n\n${paragraph}`, "# A\n"],
        ["b.md", "# B\n", `# B\n\nNew here.\n\n${paragraph}`],
      ),
    ).toEqual(["a.md:3 -> b.md:5 x4"]);
  });

  it("finds what moved between a removed and an added file", () => {
    expect(
      moves(["old.md", `Gone.\n${paragraph}`, ""], ["new.md", "", `${paragraph}Come.\n`]),
    ).toEqual(["old.md:2 -> new.md:1 x4"]);
  });

  it("does not mind white space at line ends", () => {
    expect(
      moves(["a.md", paragraph, ""], ["b.md", "", paragraph.replaceAll("\n", "  \r\n")]),
    ).toEqual(["a.md:1 -> b.md:1 x4"]);
  });

  it("takes lines that changed at their ends, in place, for no move", () => {
    expect(moves(["a.md", paragraph, paragraph.replaceAll("\n", "\r\n")])).toEqual([]);
  });

  it("needs three lines", () => {
    const two =
      "Keys are stored with the service that made them.\nRotate every key twice a year.\n";
    expect(moves(["a.md", two, ""], ["b.md", "", two])).toEqual([]);
    expect(moves(["a.md", `${two}\n\n`, ""], ["b.md", "", `${two}\n\n`])).toEqual([]);
  });

  it("wants lines that say something", () => {
    const empty = "\n---\n\n```\n\n}\n\n]);\n\n| --- | --- |\n";
    expect(moves(["a.md", empty, ""], ["b.md", "", empty])).toEqual([]);
    const short = "a b c\nd e f\ng h i\n";
    expect(moves(["a.md", short, ""], ["b.md", "", short])).toEqual([]);
  });

  it("does not follow lines that are everywhere", () => {
    const note =
      "This page is kept up by volunteers.\nThey are grateful for mistakes found.\nWrite to them.\n";
    const removed = Array.from({ length: 9 }, (_, index): [string, string, string] => [
      `${index}.md`,
      note,
      "",
    ]);
    expect(moves(...removed, ["all.md", "", note])).toEqual([]);
  });

  it("uses each line once, the longest run first", () => {
    const longer = `${paragraph}\nAnd never print them in a log.\n`;
    expect(moves(["a.md", longer, ""], ["b.md", "", paragraph], ["c.md", "", longer])).toEqual([
      "a.md:1 -> c.md:1 x6",
    ]);
  });

  it("prefers the same file among equals", () => {
    const rest = Array.from({ length: 8 }, (_, index) => `Some other line ${index}.\n`).join("");
    expect(
      moves(["a.md", "", paragraph], ["b.md", `${paragraph}${rest}`, `${rest}${paragraph}`]),
    ).toEqual(["b.md:1 -> b.md:9 x4"]);
  });

  it("finds the rest of a block around an edited line", () => {
    const lines = Array.from({ length: 9 }, (_, index) => `Sentence ${index} of a long section.\n`);
    const edited = lines.with(4, "A wholly new sentence.\n");
    expect(moves(["a.md", lines.join(""), ""], ["b.md", "", edited.join("")])).toEqual([
      "a.md:1 -> b.md:1 x4",
      "a.md:6 -> b.md:6 x4",
    ]);
  });

  it("finds a section that was indented, or moved out, as a whole", () => {
    const item = paragraph.replace(/^(?=.)/gm, "  ");
    const deep = paragraph.replace(/^(?=.)/gm, "\t");
    expect(moves(["a.md", paragraph, ""], ["b.md", "", item])).toEqual(["a.md:1 -> b.md:1 x4"]);
    expect(moves(["a.md", item, ""], ["b.md", "", paragraph])).toEqual(["a.md:1 -> b.md:1 x4"]);
    expect(moves(["a.md", item, ""], ["b.md", "", deep])).toEqual(["a.md:1 -> b.md:1 x4"]);
  });

  it("finds a list item whose text moved out and whose head did not", () => {
    const head = "## server.port\n\n- **Type:** `number`\n";
    const body = "Which port to listen on.\nThe next free one is taken if it is in use.\n";
    expect(
      moves(
        ["index.md", `${head}\n  ${body.replace("\n", "\n  ")}`, ""],
        ["server.md", "", `${head}\n${body}`],
      ),
    ).toEqual(["index.md:1 -> server.md:1 x6"]);
  });

  it("wants the lines of a paragraph indented by the same amount", () => {
    const lines = ["Keys are stored here.\n", "Rotate every key often.\n", "Never print them.\n"];
    const stairs = lines.map((line, index) => `${" ".repeat(index)}${line}`).join("");
    expect(moves(["a.md", lines.join(""), ""], ["b.md", "", stairs])).toEqual([]);
  });

  it("prefers a block indented as before", () => {
    const item = paragraph.replace(/^(?=.)/gm, "  ");
    expect(moves(["a.md", "", item], ["b.md", "", paragraph], ["c.md", paragraph, ""])).toEqual([
      "c.md:1 -> b.md:1 x4",
    ]);
  });

  it("believes a block that tells little where another went the same way", () => {
    const request = '```json\n{\n  "method": "tools/call",\n  "name": "weather"\n';
    const old = (text: string) => `# A\n\n${text}\nStays here.\n\n${request}`;
    const from = (text: string) => ["a.md", old(text), "# A\n\nStays here.\n"] as const;
    const to = (text: string) => ["b.md", "# B\n", `# B\n\n${request}\nOther.\n\n${text}`] as const;
    expect(moves([...from("")], [...to("")])).toEqual([]);
    expect(moves([...from(paragraph)], [...to(paragraph)])).toEqual([
      "a.md:10 -> b.md:3 x4",
      "a.md:3 -> b.md:10 x4",
    ]);
  });

  describe("where a text is indented in place", () => {
    const steps = ["first", "second", "third", "fourth"].map(
      (name) => `The ${name} step has a name.\nIt takes a moment.\nThen the ${name} one is done.\n`,
    );
    const join = (...parts: (string | undefined)[]) => parts.join("\n");
    const indent = (text: string) => text.replace(/^(?=.)/gm, "   ");
    const [first, second, third, fourth] = steps;

    it("calls nothing moved", () => {
      expect(moves(["a.md", join(...steps), indent(join(...steps))])).toEqual([]);
      const around = (text: string) => `Head.\n${text}Tail.\n`;
      expect(moves(["a.md", around(join(...steps)), around(indent(join(...steps)))])).toEqual([]);
    });

    it("does not mind what was added between, and which blank lines stayed", () => {
      const added = "New here.\n\nAnd here.\n\nAnd there.\n";
      const edited = indent(join(first, added, second, third, added, fourth));
      expect(moves(["a.md", join(...steps), edited])).toEqual([]);
    });

    it("finds the one block that changed its place", () => {
      expect(moves(["a.md", join(...steps), indent(join(second, third, fourth, first))])).toEqual([
        "a.md:1 -> a.md:13 x3",
      ]);
    });

    it("finds a block that passed more lines than it has", () => {
      const rest = Array.from({ length: 8 }, (_, index) => `Some other line ${index}.\n`).join("");
      expect(moves(["a.md", join(first, rest), join(rest, indent(first ?? ""))])).toEqual([
        "a.md:1 -> a.md:10 x3",
      ]);
    });
  });

  describe("what tells too little", () => {
    const moved = (text: string, kept = "") =>
      moves(
        ["a.md", `# A\n\n${text}`, "# A\n"],
        ["b.md", `# B\n${kept}`, `# B\n${kept}\nNew.\n${text}`],
      );

    it.each([
      ["imports", "import A from '@site/a'\nimport B from '@site/b'\nimport C from '@site/c'\n"],
      [
        "a licence",
        "<!--\nCopyright (c) 2024 Example, Inc.\nLicensed under the MIT licence, see\nthe LICENSE file.\n-->\n",
      ],
      [
        "the head of a configuration",
        "```js\nimport { defineConfig } from 'vite'\n\nexport default defineConfig({\n  plugins: [vue()],\n",
      ],
      ["tags", '<CardGroup cols={2}>\n<Card\nicon="book"\nhorizontal={true}\n'],
      [
        "the head of a diagram",
        "```mermaid\nsequenceDiagram\n  participant Client\n  participant Server\n",
      ],
      [
        "keys",
        '"messages": [\n  {\n    "role": "user",\n    "content": {\n      "type": "text",\n',
      ],
    ])("is %s", (_, text) => {
      expect(moved(text)).toEqual([]);
    });

    it("is what the texts hold elsewhere too", () => {
      const request = '**Request:**\n\n```json\n{\n  "method": "tools/call",\n  "id": 1,\n';
      expect(moved(request)).toEqual(["a.md:3 -> b.md:4 x6"]);
      expect(moved(request, `\nOne.\n${request}\nTwo.\n${request}`)).toEqual([]);
    });

    it("is no section that another file holds too", () => {
      const copy = `# C\n\n${paragraph}\n`;
      expect(
        moves(
          ["a.md", `# A\n\n${paragraph}`, "# A\n"],
          ["b.md", "# B\n", `# B\n\n${paragraph}`],
          ["c.md", `${copy}Old.\n`, `${copy}New.\n`],
        ),
      ).toEqual(["a.md:3 -> b.md:3 x4"]);
    });
  });

  it.each([
    ["Chinese", "服务器会缓存每次请求。\n客户端必须重新连接。\n密钥每年轮换两次吧。\n"],
    ["Korean", "서버는 모든 요청을 저장한다\n클라이언트는 다시 연결해야\n키는 매년 두 번 바꾼다\n"],
    ["Thai", "เซิร์ฟเวอร์เก็บคำขอทุกครั้ง\nไคลเอนต์ต้องเชื่อมต่อใหม่\nหมุนเวียนคีย์ปีละสองครั้ง\n"],
    ["short", "- Red\n- Green\n- Blue\n- Yellow\n"],
    [
      "bracketed",
      "<Note>\nRotate every key at least twice a year, and with every leaver.\n</Note>\n",
    ],
  ])("finds a %s block", (_, text) => {
    expect(moves(["a.md", `# A\n\n${text}`, "# A\n"], ["b.md", "# B\n", `# B\n\n${text}`])).toEqual(
      [`a.md:3 -> b.md:3 x${text.split("\n").length - 1}`],
    );
  });

  it("stays quick where lines repeat without end", () => {
    const repeated = "Again and again the same words here.\nAnd others that follow them.\n".repeat(
      5000,
    );
    expect(moves(["a.md", repeated, ""], ["b.md", "", repeated])).toEqual([]);
  });

  it("names the files in which blocks were not looked for, where there is too much", () => {
    const copies = (count: number) =>
      Array.from({ length: count }, (_, copy) =>
        Array.from({ length: 100 }, (_, line) => `${copy % 8} ${line}\n`).join(""),
      ).join("\n");
    const files = (count: number) =>
      findMoves([
        changedFile("a.txt", copies(16 * 8), ""),
        changedFile("b.txt", "", copies(count)),
        changedFile("c.md", paragraph, ""),
        changedFile("d.md", "", paragraph),
        changedFile("e.md", "Other words.\nThat changed.\nOn their own.\n", "All is new.\n"),
      ]);
    expect(files(8).cut).toEqual(new Set());
    expect(files(8).blocks.map(({ to }) => to.path)).toContain("d.md");
    expect(files(1500).cut).toEqual(new Set(["a.txt", "b.txt", "c.md", "d.md"]));
  });
});
