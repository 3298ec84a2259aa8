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

/** Who came by a link or a search reads what is below a fold in the upper half: that stays in its place. */
function openInPlace(fold: HTMLDetailsElement): void {
  const { top, bottom } = fold.getBoundingClientRect();
  fold.open = true;
  if (window.scrollY > 0 && top < window.innerHeight / 2) {
    window.scrollBy({ top: fold.getBoundingClientRect().bottom - bottom, behavior: "instant" });
  }
}
