/** What a worker thread runs: the standard's parser and its rules over one page after another. */
import { readFileSync } from "node:fs";
import { type ConfigData, HtmlValidate, StaticConfigLoader } from "html-validate";
import { parse } from "parse5";

/** What is wrong, in the same words wherever it is, and its line and column on a page. */
export interface HtmlProblem {
  readonly what: string;
  readonly where: string;
}

/** What the HTML standard demands, as html-validate's presets gather it; no rule is about style. */
const htmlRules: ConfigData = {
  root: true,
  extends: ["html-validate:standard", "html-validate:document"],
  elements: ["html5"],
  rules: {
    // Nothing comes from another host, and the policy of every page allows no other: a hash in the page
    // would add nothing. The standard does not ask for it.
    "require-sri": "off",
  },
};

const validator = new HtmlValidate(new StaticConfigLoader(htmlRules));

/** What is wrong with each of the files, in their order. */
export default async function validateFiles(files: readonly string[]): Promise<HtmlProblem[][]> {
  const found: HtmlProblem[][] = [];
  for (const file of files) {
    const html = readFileSync(file, "utf8");
    found.push([...parseStrictly(html), ...(await validate(html))]);
  }
  return found;
}

/** Parsing as browsers do says where a page was mended; characters that no page may hold are among it. */
function parseStrictly(html: string): HtmlProblem[] {
  const problems: HtmlProblem[] = [];
  parse(html, {
    onParseError: ({ code, startLine, startCol }) => {
      problems.push({ what: code, where: `${String(startLine)}:${String(startCol)}` });
    },
  });
  return problems;
}

async function validate(html: string): Promise<HtmlProblem[]> {
  const { results } = await validator.validateString(html);
  return results
    .flatMap(({ messages }) => messages)
    .map(({ message, ruleId, line, column }) => ({
      what: `${message} (${ruleId})`,
      where: `${String(line)}:${String(column)}`,
    }));
}
