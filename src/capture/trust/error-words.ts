/**
 * How pages say, with the status 200, that they are not what was asked for. Words are a weak sign: documents
 * about errors have them, too. So they only count where they are the whole title, or in a text of a few lines.
 */
import type { Signs } from "./signs.ts";

/** A text of more words is no mere notice. */
export const mostWords = 60;

const code = String.raw`(?:http\s+)?(?:error|status)?[\s:#-]*[45]\d\d`;
const thing =
  "(?:the |this |that )?(?:requested )?(?:page|document|file|resource|content|url|site)";
const notices = [
  `${thing} (?:was |is |could )?(?:not (?:be )?found|unavailable|missing)`,
  `${thing} (?:has |was |has been |is )?moved`,
  `${thing} (?:does not|doesn['’]t) exist`,
  "not found|moved(?: permanently| temporarily)?|document moved|object moved|gone",
  "(?:internal )?server error|service (?:temporarily )?unavailable|bad gateway|gateway time-?out",
  "forbidden|unauthori[sz]ed|access denied|permission denied|too many requests",
  "(?:an |unexpected |application )*error(?: (?:has )?occurred)?|something went wrong",
  "(?:please )?(?:sign|log) ?in(?: (?:to|with) .{1,40})?|login|authentication required",
  "(?:site |down for |under |scheduled )?maintenance|(?:we['’]ll|we will) be (?:right )?back(?: soon)?",
  "just a moment|attention required|checking your browser|verify (?:that )?you are (?:a )?human",
  "temporarily unavailable|try again later|coming back soon",
].join("|");
/** What no document is called, however long it is. */
const noDocument = new RegExp(
  String.raw`^(?:oops[!,.\s]*)?(?:(?:error\s+)?[45]\d\d[\s:.,–—|-]*)?(?:${[
    `${thing} (?:you [^.]{1,50} )?(?:was |is |could )?not (?:be )?found`,
    `${thing} (?:you [^.]{1,50} )?(?:does not|doesn['’]t) exist`,
    "seite (?:wurde )?nicht gefunden|page (?:non trouvée|introuvable)|página no encontrada",
    "página não encontrada|pagina non trovata|pagina niet gevonden|nie znaleziono strony",
    "страница не найдена|页面不存在|找不到(?:该|此)?(?:页面|頁面)|ページが見つかりません(?:でした)?",
    "페이지를 찾을 수 없습니다",
  ].join("|")})[\s.!…。]*$`,
  "i",
);
const wholeNotice = new RegExp(
  `^(?:oops[!,.\\s]*)?(?:(?:${code})?[\\s:.,–—|-]*(?:${notices})?)[\\s.!…]*$`,
  "i",
);
const notice = new RegExp(
  [
    `${thing} (?:you [^.]{1,50} )?(?:was |is |could )?(?:not (?:be )?found|unavailable)`,
    `${thing} (?:you [^.]{1,50} )?(?:has |was )(?:been )?moved|moved permanently`,
    `${thing} (?:you [^.]{1,50} )?(?:does not|doesn['’]t) exist|could not be found`,
    "something went wrong|try again later|(?:currently|temporarily) unavailable|under maintenance",
    "(?:sign|log) in to (?:continue|view|access|see|read)|please (?:sign|log) in|access denied",
    "internal server error|bad gateway|too many requests|enable javascript|unexpected error",
    "error (?:has )?occurred|permission denied|verify (?:that )?you are",
  ].join("|"),
  "i",
);

/** How services say it in JSON: a short object with such a key. */
const errorKey = /^\s*\{[^{}[\]]{0,300}"(?:errors?|error_?(?:code|message)|fault)"\s*:/i;

/** Addresses whose own words say that their page is about such things. */
const errorAddress =
  /(?:^|[^a-z])(?:[45]\d\d|errors?|not-?found|log-?in|sign-?in|sso|o?auth|moved|maintenance|forbidden|unavailable)(?:[^a-z]|$)/i;
const trap =
  /\/(?:[45]\d\d|errors?|not-?found|log-?in|sign-?in|sso|o?auth2?|sessions?|maintenance|unavailable)(?:\.\w+)?(?:\/|$)/i;

/** Whether an address says by its own words that its page is about errors or signing in. */
export function isAboutErrors(address: string): boolean {
  return errorAddress.test(readPath(address));
}

/** Whether an address is by its name one that sites send visitors to instead of the page. */
export function isTrap(address: string): boolean {
  return trap.test(readPath(address));
}

function readPath(address: string): string {
  return URL.parse(address)?.pathname ?? address;
}

/**
 * The words by which a text, or the title of its page, says that it is no document; null where none do. Words
 * that the `last` text (null for a document never seen before) began with are its own and say nothing. A known
 * document's new text may say so in any words, one seen for the first time in its title only.
 */
export function findErrorWords(signs: Signs, title: string, last: Signs | null): string | null {
  const before = last?.opening.toLowerCase() ?? "";
  const isNew = (words: string) => !before.includes(words.toLowerCase());
  const parts = [title, signs.heading].flatMap(listParts).filter(isNew);
  const unmistakable = parts.find((part) => noDocument.test(part));
  if (unmistakable !== undefined) return unmistakable;
  if (signs.words > mostWords) return null;
  if (signs.kind === "JSON") {
    const isError = errorKey.test(signs.opening) && !(last && errorKey.test(last.opening));
    return isError ? "error" : null;
  }
  const whole = parts.find((part) => wholeNotice.test(part));
  if (whole !== undefined) return whole;
  const words = last ? notice.exec(signs.opening)?.[0] : undefined;
  return words !== undefined && isNew(words) ? words : null;
}

/** “Not found | Harbour” says it in its first part. */
function listParts(title: string): string[] {
  const parts = [title, ...title.split(/\s+[|–—·:-]\s+/)].map((part) => part.trim());
  return parts.filter((part) => /[\p{L}\p{N}]/u.test(part));
}
