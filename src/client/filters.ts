/**
 * Filters of a day's changes by kind and folder, kept in the address so that a reload or a shared link
 * shows the same. Without this script they are not shown.
 */
interface Filtered {
  readonly entry: HTMLElement;
  readonly change: HTMLElement | null;
  readonly kind: string;
  readonly path: string;
}

let reset: () => void = () => undefined;

/** Obeys the form, where the page has one. */
export function filterChanges(): void {
  const form = document.querySelector<HTMLFormElement>("form[data-filters]");
  if (!form) return;
  const items = [...document.querySelectorAll<HTMLElement>("li[data-kind]")].map(readEntry);
  const selects = [...form.querySelectorAll("select")];
  const status = form.querySelector("output");
  const apply = () => {
    const wanted = new FormData(form);
    const kind = String(wanted.get("kind") ?? "");
    const folder = String(wanted.get("folder") ?? "");
    const shown = items.filter((item) => {
      const fits = matches(item, kind, folder);
      item.entry.hidden = !fits;
      if (item.change) item.change.hidden = !fits;
      return fits;
    });
    if (status) {
      status.textContent = `${String(shown.length)} of ${String(items.length)} files`;
      status.hidden = shown.length === items.length;
    }
  };
  reset = () => {
    for (const select of selects) select.value = "";
    apply();
    keepInAddress(selects);
  };
  const given = new URLSearchParams(location.search);
  for (const select of selects) {
    const value = given.get(select.name) ?? "";
    select.value = [...select.options].some((option) => option.value === value) ? value : "";
  }
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("change", () => {
    apply();
    keepInAddress(selects);
  });
  apply();
}

/** Takes the filters back, where one hides what an address leads to. */
export function showWhatIsFiltered(target: Element): void {
  if (target.closest("[hidden]")) reset();
}

function readEntry(entry: HTMLElement): Filtered {
  const anchor = entry.querySelector("a")?.hash.slice(1) ?? "";
  const change = document.getElementById(anchor);
  return {
    entry,
    change: change?.matches("[data-change]") ? change : null,
    kind: entry.dataset["kind"] ?? "",
    path: entry.querySelector(".path")?.textContent ?? "",
  };
}

/** `content` is every kind but formatting. */
function matches({ kind, path }: Filtered, wanted: string, folder: string): boolean {
  if (folder !== "" && !path.startsWith(folder)) return false;
  return wanted === "" || wanted === kind || (wanted === "content" && kind !== "formatting");
}

function keepInAddress(selects: readonly HTMLSelectElement[]): void {
  const address = new URL(location.href);
  for (const { name, value } of selects) {
    if (value === "") address.searchParams.delete(name);
    else address.searchParams.set(name, value);
  }
  history.replaceState(history.state, "", address);
}
