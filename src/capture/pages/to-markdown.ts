import type { Element } from "hast";
import rehypeParse from "rehype-parse";
import rehypeRemark from "rehype-remark";
import remarkGfm from "remark-gfm";
import remarkStringify from "remark-stringify";
import { unified } from "unified";
import { type Excerpt, findContent } from "./find-content.ts";
import { cellBreak, cellCode } from "./flatten-cells.ts";
import { showPanels } from "./show-panels.ts";
import { tidyContent } from "./tidy-content.ts";

/**
 * A page's main content as Markdown; empty where it has none. Addresses in it are made whole by
 * `address`, the page's own. Nothing of the page is run or loaded.
 */
export function toMarkdown(html: string, address: string, excerpt: Excerpt): string {
  const content = tidyContent(findContent(showPanels(parser.parse(html)), excerpt), address);
  return writer.stringify(writer.runSync(content));
}

const parser = unified().use(rehypeParse).freeze();

// Unpadded tables: a longer cell changes its own row only.
const writer = unified()
  .use(rehypeRemark, {
    handlers: {
      [cellBreak]: () => ({ type: "html", value: "<br>" }),
      [cellCode]: (_, { properties }: Element) => ({
        type: "inlineCode",
        value: String(properties["value"]),
      }),
    },
  })
  .use(remarkGfm, { tablePipeAlign: false })
  .use(remarkStringify, { bullet: "-", rule: "-", listItemIndent: "one", emphasis: "_" })
  .freeze();
