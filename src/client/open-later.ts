/**
 * A long page lays out its first changes only; the others are folds that this opens, one after the
 * other, when the reader comes near. Folds, and not `content-visibility: auto`, because what that skips
 * is missing from the accessibility tree, while a fold is told of and can be opened by hand.
 */
export function openLaterChanges(): void {
  const folds = [...document.querySelectorAll<HTMLDetailsElement>("details[data-later]")];
  const near = new Set<Element>();
  let isOpening = false;
  const openNext = () => {
    const next = folds.find((fold) => near.has(fold));
    isOpening = next !== undefined;
    if (!next) return;
    openInPlace(next);
    next.removeAttribute("data-later");
    observer.unobserve(next);
    near.delete(next);
    // It pushes the others away: who is near is known after the next frame.
    requestAnimationFrame(() => requestAnimationFrame(openNext));
  };
  const observer = new IntersectionObserver(
    (records) => {
      for (const { target, isIntersecting } of records) {
        if (isIntersecting) near.add(target);
        else near.delete(target);
      }
      if (!isOpening) openNext();
    },
    { rootMargin: "100% 0px" },
  );
  for (const fold of folds) observer.observe(fold);
  // The browser would hold the topmost line in sight, which is not always the one that is read.
  if (folds.length > 0) document.documentElement.style.overflowAnchor = "none";
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
