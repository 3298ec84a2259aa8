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
    next.open = true;
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
}
