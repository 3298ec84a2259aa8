import type { Path, TextChange } from "../../model.ts";
import { type RenderedChange, renderChange } from "../../render/change.ts";
import type { Highlighter } from "../../render/highlight/highlight.ts";
import { dialectOf } from "../../render/highlight/languages.ts";
import { analyseText } from "./analyse-text.ts";
import type { ComparedText } from "./compare-change.ts";

export interface RenderedText extends RenderedChange {
  readonly text: TextChange;
}

/** From compared lines to HTML: marks, classes, sections, colours. */
export function renderText(
  path: Path,
  { approximate: approximateLines, ...lines }: ComparedText,
  highlighter: Highlighter,
): RenderedText {
  const text = analyseText({ path, dialect: dialectOf(path), ...lines, approximateLines });
  return { text, ...renderChange(text, highlighter) };
}
