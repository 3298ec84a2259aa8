/** Writes an archive whose every text and name would run, break or collide if it were not data. */
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { encodeText } from "../../src/bytes.ts";

const call = "window.tidemarkHit=1";

/** Texts that would run or load something if they reached a page unescaped. */
export const hostileTexts: readonly string[] = [
  `<script>${call}</script>`,
  `<script src="https://evil.example/x.js"></script>`,
  `<img src=x onerror="${call}">`,
  `<img src=https://evil.example/x.png>`,
  `<svg onload="${call}"><script>${call}</script></svg>`,
  `<svg><animate onbegin="${call}" attributeName=x dur=1s></svg>`,
  `<svg><use href="data:image/svg+xml,<svg onload=${call}>"/></svg>`,
  `<math><mtext><script>${call}</script></mtext></math>`,
  `<iframe src="javascript:${call}"></iframe>`,
  `<iframe srcdoc="<script>parent.${call}</script>"></iframe>`,
  `<object data="data:text/html,<script>${call}</script>"></object>`,
  `<embed src="https://evil.example/x.swf">`,
  `<body onload="${call}">`,
  `<input autofocus onfocus="${call}">`,
  `<details open ontoggle="${call}"><summary>x</summary></details>`,
  `<video><source onerror="${call}"></video>`,
  `<a href="javascript:${call}">link</a>`,
  `<form action="https://evil.example/"><button>go</button></form>`,
  `<base href="https://evil.example/">`,
  `<meta http-equiv="refresh" content="0;url=https://evil.example/">`,
  `<link rel=stylesheet href="https://evil.example/x.css">`,
  `<style>@import "https://evil.example/x.css"; body { display: none }</style>`,
  `[link](javascript:${call})`,
  `[link](data:text/html,<script>${call}</script>)`,
  `![image](https://evil.example/x.png)`,
  `[x]: javascript:${call}`,
  `<https://evil.example/>`,
  `<Component onLoad={() => { ${call} }} />`,
  `{(() => { ${call} })()}`,
  `export const x = (${call});`,
  `import evil from "https://evil.example/x.js";`,
  `</li></ol></section></details></article></main></body></html><script>${call}</script>`,
  `</title><script>${call}</script>`,
  `</textarea><script>${call}</script>`,
  `</style><script>${call}</script>`,
  `</noscript></template><script>${call}</script>`,
  `--><script>${call}</script><!--`,
  `]]><script>${call}</script><![CDATA[`,
  `"><script>${call}</script>`,
  `' onmouseover='${call}`,
  "` onclick=`x",
  `&lt;script&gt;${call}&lt;/script&gt;`,
  `&#60;script&#62;${call}&#60;/script&#62;`,
  `\u202Eevil\u202C \u2066x\u2069 \u200Fy`,
  `\u001B[31mred\u001B[0m \u001B]0;title\u0007`,
  `zero\u200Bwidth\u2060joiner\uFEFF`,
  `\u0001\u0002\u0003 placeholder signs \u0001x\u0002L1\u0001`,
  `{{constructor.constructor('${call}')()}}`,
  `\${${call}} <%= ${call} %> {% ${call} %}`,
  `$& $1 $\` $' $$`,
  `__proto__ constructor toString hasOwnProperty`,
  `@@ -1,1 +1,1 @@`,
  `+++ b/evil.md`,
  `diff --git a/x b/x`,
  `\\ No newline at end of file`,
];

/** Names that mean something to an address, a file system, a page or an object. */
export const hostileNames: readonly string[] = [
  "__proto__",
  "constructor.md",
  "toString",
  "hasOwnProperty.md",
  "CON",
  "con",
  "nul.md",
  "README.md",
  "readme.md",
  "ReadMe.md",
  "caf\u00e9.md",
  "cafe\u0301.md",
  "a",
  "b/c",
  "2",
  "3/2",
  "rss.xml",
  "atom.xml",
  "feed.json",
  "index.html",
  "sub/index.html/x",
  "404.html",
  "with space.md",
  "trailing space ",
  " leading",
  "tab\tname.md",
  "new\nline.md",
  "quote\"s'.md",
  "<script>alert(1)<",
  '"><img src=x onerror=alert(1)>.md',
  "question?mark=1.md",
  "hash#tag.md",
  "percent%2Fslash.md",
  "percent%00.md",
  "back\\slash.md",
  "semi;colon&amp.md",
  "...",
  ".hidden",
  "..dots..md",
  "-rf",
  "~tilde",
  "x~0123456789",
  "\u202Eltr.md",
  "emoji😀.md",
  "漢字/かな.md",
  "الملف.md",
  "caf\uDCE9.md",
  "\uDCFF\uDCFE",
  `${"l".repeat(252)}.md`,
  `${"ä".repeat(125)}.md`,
  "$&.md",
  "{path}.md",
  "javascript:alert(1)",
  "data:text,x",
  "aux/prn/lpt1.txt",
  "deep/".repeat(30).concat("leaf.md"),
];

const extensions = ["md", "mdx", "html", "json", "yaml", "ts", "txt"];

/** Writes two sources: texts in many kinds of files, and names. Three snapshots each. */
export function writeHostileArchive(folder: string): void {
  const stamps = ["2026-03-01T0000Z", "2026-03-02T0000Z", "2026-03-03T0000Z"];
  write(`${folder}/archive.yaml`, "title: </title><script>window.tidemarkHit=1</script>\n");
  write(
    `${folder}/texts/source.yaml`,
    `title: '"><script>window.tidemarkHit=1</script>'\ndescription: <img src=x onerror=window.tidemarkHit=1>\nrights: </footer><script>window.tidemarkHit=1</script>\n`,
  );
  for (const [index, stamp] of stamps.entries()) {
    for (const [number, text] of hostileTexts.entries()) {
      const extension = extensions[number % extensions.length] ?? "md";
      const body = `# ${text}\n\nBefore ${String(index)}\n\n${text.repeat(index + 1)}\n\n| a | b |\n|---|---|\n| ${text} | ${String(index)} |\n\n\`\`\`html\n${text} ${String(index)}\n\`\`\`\n`;
      write(`${folder}/texts/${stamp}/t${String(number)}.${extension}`, body);
    }
    for (const name of hostileNames) {
      if (index === 0 && name.length % 3 === 0) continue;
      write(`${folder}/names/${stamp}/${name}`, `# ${name}\n\nversion ${String(index)}\n`);
    }
    mkdirSync(`${folder}/names/${stamp}`, { recursive: true });
    symlinkSync("../../../../../../etc/passwd", `${folder}/names/${stamp}/escape`);
    symlinkSync("loop", `${folder}/names/${stamp}/loop`);
    write(`${folder}/names/${stamp}/null.bin`, `\0${String(index)}`);
    write(`${folder}/names/${stamp}/empty`, "");
    // A file first, a folder of the same name later: both have pages.
    write(`${folder}/names/${stamp}/${index === 0 ? "swap" : "swap/inner"}`, "swapped\n");
  }
}

function write(file: string, text: string): void {
  const native = Buffer.from(encodeText(file));
  const parent = Buffer.from(encodeText(path.posix.dirname(file)));
  mkdirSync(parent, { recursive: true });
  writeFileSync(native, encodeText(text));
}
