/** Opens the search over any page, and loads it only then. */

/** Listens for a click on the search link (also by `/`) and for Ctrl/Cmd+K; not on the search page. */
export function offerSearchDialog(): void {
  const link = document.querySelector<HTMLAnchorElement>("a[data-search]");
  if (!link || document.querySelector("form[data-sources]")) return;
  link.addEventListener("click", (event) => {
    // With a modifier, people want the page in a tab of its own.
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    void openDialog(link);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    void openDialog(link);
  });
}

async function openDialog(link: HTMLAnchorElement): Promise<void> {
  try {
    const { openSearchDialog } = await import("./search-dialog-view.ts");
    openSearchDialog(link);
  } catch {
    location.href = link.href;
  }
}
