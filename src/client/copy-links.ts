/** Makes the links marked `data-copy` put their address on the clipboard. */
export function copyLinks(): void {
  document.addEventListener("click", (event) => {
    if (!(event.target instanceof Element) || event.ctrlKey || event.metaKey || event.shiftKey)
      return;
    const link = event.target.closest<HTMLAnchorElement>("a[data-copy]");
    if (!link || !navigator.clipboard) return;
    event.preventDefault();
    void navigator.clipboard.writeText(link.href).then(
      () => {
        announce(link);
      },
      () => {
        location.assign(link.href);
      },
    );
  });
}

function announce(link: HTMLAnchorElement): void {
  const label = link.textContent;
  if (link.dataset["copied"] !== undefined) return;
  link.dataset["copied"] = "";
  link.textContent = "Copied";
  setTimeout(() => {
    link.textContent = label;
    delete link.dataset["copied"];
  }, 1500);
}
