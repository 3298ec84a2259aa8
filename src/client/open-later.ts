/**
 * A long page lays out its first changes only; the others are folds that this opens, one after the
 * other, when the reader comes near. Folds, and not `content-visibility: auto`, because what that skips
 * is missing from the accessibility tree, while a fold is told of and can be opened by hand.
 */
const folds = new Set<HTMLDetailsElement>();
const near = new Set<Element>();
let observer: IntersectionObserver | null = null;
let isOpening = false;

/** Watches the folds in `root`, which may be new on the page. */
export function openLaterChanges(root: ParentNode = document): void {
  const found = root.querySelectorAll<HTMLDetailsElement>("details[data-later]");
  if (found.length === 0) return;
  observer ??= new IntersectionObserver(noteNear, { rootMargin: "100% 0px" });
  for (const fold of found) {
    folds.add(fold);
    observer.observe(fold);
  }
  // The browser would hold the topmost line in sight, which is not always the one that is read.
  document.documentElement.style.overflowAnchor = "none";
}

function noteNear(records: readonly IntersectionObserverEntry[]): void {
  for (const { target, isIntersecting } of records) {
    if (isIntersecting) near.add(target);
    else near.delete(target);
  }
  if (!isOpening) openNext();
}

function openNext(): void {
  const [next] = [...folds].filter((fold) => near.has(fold)).sort(compareOrder);
  isOpening = next !== undefined;
  if (!next) return;
  openInPlace(next);
  next.removeAttribute("data-later");
  observer?.unobserve(next);
  folds.delete(next);
  near.delete(next);
  // It pushes the others away: who is near is known after the next frame.
  requestAnimationFrame(() => requestAnimationFrame(openNext));
}

function compareOrder(one: Node, other: Node): number {
  return one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1;
}

/** What is read stays in its place: what a link or a search led to while it is in sight, else all that is. */
function openInPlace(fold: HTMLDetailsElement): void {
  const { top, bottom } = fold.getBoundingClientRect();
  const isAbove = window.scrollY > 0 && top < findReadingTop();
  fold.open = true;
  if (isAbove) {
    window.scrollBy({ top: fold.getBoundingClientRect().bottom - bottom, behavior: "instant" });
  }
}

/** Where what is read begins, from the window's upper edge; a text fragment makes a target as well. */
function findReadingTop(): number {
  const top = document.querySelector(":target")?.getBoundingClientRect().top ?? 0;
  return top > 0 && top < window.innerHeight ? top : 0;
}
