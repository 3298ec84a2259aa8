import { showWhatIsFiltered } from "./filters.ts";

/**
 * Permanent addresses name a day's first part, wherever the hunks stand. Where a fragment names a line
 * that is not on this page, this goes on to the page that the list of changes gives for it.
 */
export function followPermalink(): void {
  const [, anchor, line = ""] = /^#(c[0-9a-f]{10})(v?[LR]\d+)?$/.exec(location.hash) ?? [];
  if (anchor === undefined) return;
  const target = document.getElementById(anchor + line);
  if (target) showWhatIsFiltered(target);
  if (target && (line !== "" || target.matches("[data-change]"))) {
    // Not every engine opens a fold for a fragment.
    for (let fold = target.closest("details"); fold;) {
      fold.open = true;
      fold = fold.parentElement?.closest("details") ?? null;
    }
    target.scrollIntoView();
    return;
  }
  const entry = document.querySelector<HTMLElement>(`[data-anchor="${anchor}"][data-hunks]`);
  const hunks = entry?.dataset["hunks"];
  if (hunks === undefined) {
    // The line is context, or in a fold of an engine that does not open it: show its change.
    if (!target) document.getElementById(anchor)?.scrollIntoView();
    return;
  }
  // Lines against an earlier version stand on the day's pages, wherever the change's own are.
  const place = line.startsWith("v") ? (entry?.dataset["earlier"] ?? hunks) : hunks;
  const page = place.slice(0, place.indexOf("#"));
  const part = line.startsWith("v") ? 1 : findPart(entry?.dataset["pages"], line);
  location.replace(`${page}${part > 1 ? `${String(part)}/` : ""}#${anchor}${line}`);
}

/** A click on a changed line's number puts the line's address into the address bar. */
export function linkLineNumbers(): void {
  document.addEventListener("click", (event) => {
    const line =
      event.target instanceof Element ? event.target.closest("li[id*=L], li[id*=R]") : null;
    if (!line || !/^c[0-9a-f]{10}v?[LR]\d+$/.test(line.id)) return;
    const numbersEnd = Number.parseFloat(getComputedStyle(line).paddingInlineStart);
    if (event.clientX - line.getBoundingClientRect().left < numbersEnd) {
      location.hash = line.id;
    }
  });
}

/** The last part whose first line is not after `line`; `pages` holds an `L1R1` for each part. */
function findPart(pages: string | undefined, line: string): number {
  if (pages === undefined || line === "") return 1;
  const starts = pages.split(" ").map((page) => {
    const [, left = "0", right = "0"] = /^L(\d+)R(\d+)$/.exec(page) ?? [];
    return Number(line.startsWith("L") ? left : right);
  });
  return Math.max(1, starts.filter((start) => start <= Number(line.slice(1))).length);
}
