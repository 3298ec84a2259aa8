/**
 * Filters of a list of files by name, kind and folder, kept in the address so that a reload or a shared link
 * shows the same. Without this script they are not shown.
 */
interface Filtered {
  readonly entry: HTMLElement;
  readonly change: HTMLElement | null;
  readonly kind: string;
  readonly path: string;
}

type Field = HTMLSelectElement | HTMLInputElement;

let reset: () => void = () => undefined;

/** Obeys the form, where the page has one. */
export function filterChanges(): void {
  const form = document.querySelector<HTMLFormElement>("form[data-filters]");
  if (!form) return;
  const entries = document.querySelectorAll<HTMLElement>("li[data-kind], .file-table li");
  const items = [...entries].map(readEntry);
  const sections = [...document.querySelectorAll<HTMLElement>("section:has(> .file-table)")];
  const fields = [...form.querySelectorAll<Field>("select, input")];
  const status = form.querySelector("output");
  const apply = () => {
    const wanted = new FormData(form);
    const read = (name: string) => String(wanted.get(name) ?? "");
    const words = read("name").toLowerCase().split(/\s+/);
    const shown = items.filter((item) => {
      const fits =
        matches(item, read("kind"), read("folder")) &&
        words.every((word) => item.path.toLowerCase().includes(word));
      item.entry.hidden = !fits;
      if (item.change) item.change.hidden = !fits;
      return fits;
    });
    for (const section of sections) section.hidden = !section.querySelector("li:not([hidden])");
    if (status) {
      status.textContent = `${String(shown.length)} of ${String(items.length)} files`;
      status.hidden = shown.length === items.length;
    }
  };
  reset = () => {
    for (const field of fields) field.value = "";
    apply();
    keepInAddress(fields);
  };
  const given = new URLSearchParams(location.search);
  for (const field of fields) {
    const value = given.get(field.name) ?? "";
    const isKnown =
      field instanceof HTMLInputElement ||
      [...field.options].some((option) => option.value === value);
    field.value = isKnown ? value : "";
  }
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", () => {
    apply();
    keepInAddress(fields);
  });
  apply();
}

/** Takes the filters back, where one hides what an address leads to. */
export function showWhatIsFiltered(target: Element): void {
  if (target.closest("[hidden]")) reset();
}

/** In the list of all files the folder stands over its files. */
function readEntry(entry: HTMLElement): Filtered {
  const anchor = entry.querySelector("a")?.hash.slice(1) ?? "";
  const change = document.getElementById(anchor);
  const folder = entry.closest("section")?.querySelector("h2")?.textContent ?? "";
  return {
    entry,
    change: change?.matches("[data-change]") ? change : null,
    kind: entry.dataset["kind"] ?? "",
    path: folder + (entry.querySelector(".path")?.textContent ?? ""),
  };
}

/** `content` is every kind but formatting. */
function matches({ kind, path }: Filtered, wanted: string, folder: string): boolean {
  if (folder !== "" && !path.startsWith(folder)) return false;
  return wanted === "" || wanted === kind || (wanted === "content" && kind !== "formatting");
}

function keepInAddress(fields: readonly Field[]): void {
  const address = new URL(location.href);
  for (const { name, value } of fields) {
    if (value === "") address.searchParams.delete(name);
    else address.searchParams.set(name, value);
  }
  history.replaceState(history.state, "", address);
}
