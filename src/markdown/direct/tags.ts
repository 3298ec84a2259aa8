import { matchAt } from "./scan.ts";

/** What `<` begins in a text. */
export type Angle =
  | { readonly kind: "html"; readonly source: string }
  | { readonly kind: "autolink"; readonly source: string; readonly url: string }
  | { readonly kind: "text" };

/**
 * Reads what the `<` at a place begins, by CommonMark's rules for raw HTML as micromark has them. Null for
 * what is rare, and where a line break may stand in a value.
 */
export function readAngle(text: string, at: number): Angle | null {
  const tag = matchAt(TAG, text, at);
  if (tag) {
    const [source] = tag;
    const isBroken = source.includes("\n") && source.match(QUOTED)?.some((it) => it.includes("\n"));
    return isBroken ? null : { kind: "html", source };
  }
  const autolink = matchAt(AUTOLINK, text, at);
  if (autolink) {
    const [source, url = ""] = autolink;
    return { kind: "autolink", source, url };
  }
  return matchAt(RARE, text, at) ? null : { kind: "text" };
}

const SPACE = String.raw`[ \t\n]`;
/** Micromark takes a slash in a value without quotes as the end of the tag, unless it comes first. */
const VALUE = String.raw`"[^"]*"|'[^']*'|[^ \t\n"'<=>${"`"}][^ \t\n"'<=>${"`"}/]*`;
const ATTRIBUTE = `${SPACE}+[A-Za-z_:][\\w.:-]*(?:${SPACE}*=${SPACE}*(?:${VALUE}))?`;
const NAME = "[A-Za-z][A-Za-z0-9-]*";
const COMMENT = String.raw`<!--(?!-?>)(?:[^\n-]|-(?!->))*-->`;
const TAG = new RegExp(`<${NAME}(?:${ATTRIBUTE})*${SPACE}*/?>|</${NAME}${SPACE}*>|${COMMENT}`, "y");

const QUOTED = /"[^"]*"|'[^']*'/g;
const AUTOLINK = /<([A-Za-z][A-Za-z0-9+.-]{1,31}:[^\0-\x20\x7f<>]*)>/y;
/** Other kinds of raw HTML, and addresses of mail. */
const RARE = /<(?:[!?]|[^\s<>]*@)/y;
