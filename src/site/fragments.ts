import { toDisplay } from "../bytes.ts";
import type { LineSide, Path } from "../model.ts";

/** What a fragment must be told of the page that it is laid on. */
export interface FragmentPlace {
  readonly anchor: string;
  /** The address of a line of this change. */
  readonly hrefOfLine: (line: LineSide) => string;
  /** The address of a line of another change of the same pair, where a moved block has its other end. */
  readonly hrefOf: (path: Path, line: LineSide) => string;
}

/**
 * Puts a page's anchor and links in place of the placeholders that `render` wrote: U+0000 is the
 * change's anchor, a link to a line of the change begins with it; U+0001 path U+0002 line U+0001 is the
 * address of a line in another file. None can come from a snapshot: rendering shows control characters
 * by their pictures.
 */
export function resolveFragment(html: string, place: FragmentPlace): string {
  return html
    .replaceAll(/\u0001([^\u0002]*)\u0002([LR]\d+)\u0001/g, (_, path: string, line: string) =>
      place.hrefOf(unescapeAttribute(path), line as LineSide),
    )
    .replaceAll(
      /href="?#\u0000([LR]\d+)"?/g,
      (_, line: string) => `href="${place.hrefOfLine(line as LineSide)}"`,
    )
    .replaceAll("\u0000", place.anchor);
}

function unescapeAttribute(text: string): Path {
  return toDisplay(text)
    .replaceAll("&quot;", '"')
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&#39;", "'")
    .replaceAll("&amp;", "&");
}
