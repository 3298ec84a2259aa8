/** What keys do on a page: go from one thing to the next, fold, switch. */

/** Scrolls to the next (or previous) element that fits, counted from what stands at the top. */
export function stepThrough(selector: string, direction: 1 | -1): void {
  const places = listShown(selector);
  const current = findCurrent(places);
  const next = places[direction === 1 ? current + 1 : Math.max(current - 1, 0)];
  if (!next) return;
  next.scrollIntoView({ block: "start" });
  next.setAttribute("tabindex", "-1");
  next.focus({ preventScroll: true });
}

/** Folds or opens the change that stands at the top. */
export function toggleFold(selector: string): void {
  const places = listShown(selector);
  const details = places[Math.max(findCurrent(places), 0)]?.querySelector("details");
  if (details) details.open = !details.open;
}

/** From what is shown to the other view. */
export function switchView(): void {
  const find = (id: string) => document.querySelector<HTMLInputElement>(id);
  const lines = document.querySelector(".hunk ol");
  const isSplit = lines && getComputedStyle(lines).getPropertyValue("--right").trim() === "2";
  find(isSplit ? "#unified" : "#split")?.click();
}

/** Clicks the first element that fits. */
export function clickFirst(selector: string): void {
  document.querySelector<HTMLElement>(selector)?.click();
}

/** Not what a fold holds: it has no place on the page. */
function listShown(selector: string): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>(selector)].filter((place) =>
    place.checkVisibility(),
  );
}

/** The place that was stepped to last, or the last one that begins above the upper lines; or -1. */
function findCurrent(places: readonly HTMLElement[]): number {
  const focused = places.findIndex((place) => place === document.activeElement);
  if (focused !== -1 && isInSight(places[focused])) return focused;
  return places.findLastIndex((place) => place.getBoundingClientRect().top <= 72);
}

function isInSight(place: HTMLElement | undefined): boolean {
  const { top, bottom } = place?.getBoundingClientRect() ?? { top: 0, bottom: 0 };
  return bottom > 0 && top < window.innerHeight / 2;
}
