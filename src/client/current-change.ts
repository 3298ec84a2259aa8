/** Marks, in the list at the side, the change that is being read, and keeps it in sight there. */
export function trackCurrentChange(): void {
  const changes = [...document.querySelectorAll<HTMLElement>("[data-change]")];
  const entries = new Map<string, HTMLElement>();
  for (const link of document.querySelectorAll<HTMLAnchorElement>("nav li a[href^='#']")) {
    const entry = link.closest("li");
    if (entry) entries.set(link.hash.slice(1), entry);
  }
  if (changes.length < 2 || entries.size === 0) return;
  const visible = new Set<Element>();
  const observer = new IntersectionObserver(
    (records) => {
      for (const { target, isIntersecting } of records) {
        if (isIntersecting) visible.add(target);
        else visible.delete(target);
      }
      mark(entries, changes.find((change) => visible.has(change))?.id);
    },
    // The upper part of the window, where reading happens.
    { rootMargin: "-16px 0px -75% 0px" },
  );
  for (const change of changes) observer.observe(change);
}

function mark(entries: ReadonlyMap<string, HTMLElement>, id: string | undefined): void {
  for (const [name, entry] of entries) {
    if (name !== id) {
      entry.removeAttribute("aria-current");
      continue;
    }
    if (entry.hasAttribute("aria-current")) continue;
    entry.setAttribute("aria-current", "true");
    keepInSight(entry);
  }
}

/** Scrolls the column only, and only where it is one: never the page. */
function keepInSight(entry: HTMLElement): void {
  const column = entry.closest<HTMLElement>("[data-side]");
  if (!column || getComputedStyle(column).position !== "sticky") return;
  const { top, bottom } = entry.getBoundingClientRect();
  const frame = column.getBoundingClientRect();
  if (top < frame.top) column.scrollTop -= frame.top - top + frame.height / 3;
  else if (bottom > frame.bottom) column.scrollTop += bottom - frame.bottom + frame.height / 3;
}
