/** The search page: filters and order; what is asked stands in the address, so that it can be shared. */
import { describeFilters } from "../site/search/filters.ts";
import type { SearchSource } from "../site/search/volumes.ts";
import { startLiveSearch } from "./live-search.ts";
import {
  countFilters,
  type FilterCounts,
  loadSources,
  type SearchRequest,
} from "./search-index.ts";

const form = document.querySelector<HTMLFormElement>("form[data-sources]");
const input = form?.querySelector<HTMLInputElement>("input[name=q]");
const status = document.querySelector<HTMLElement>("[data-status]");
const list = document.querySelector<HTMLElement>("[data-results]");
if (form && input && status && list) startSearchPage(form, input, status, list);

function startSearchPage(
  form: HTMLFormElement,
  input: HTMLInputElement,
  status: HTMLElement,
  list: HTMLElement,
): void {
  const address = form.dataset["sources"] ?? "";
  const update = startLiveSearch({
    input,
    status,
    list,
    more: document.querySelector("[data-more]"),
    sources: address,
    base: form.dataset["base"] ?? "/",
    readRequest: () => {
      const request = readForm(form);
      rememberRequest(request);
      return request;
    },
    onAnswer: ({ filters }, sources) => {
      fillFilters(form, filters, sources);
    },
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    update();
  });
  form.addEventListener("input", update);
  form
    .querySelector("details")
    ?.addEventListener("toggle", () => void showFilters(form, address).then(update), {
      once: true,
    });
  fillForm(form);
  input.focus();
  if (location.search !== "") update();
}

async function showFilters(form: HTMLFormElement, address: string): Promise<void> {
  const sources = await loadSources(address);
  fillFilters(form, await countFilters(sources), sources);
}

/** The query, the order, and every other field as a filter. */
function readForm(form: HTMLFormElement): SearchRequest {
  const {
    q = "",
    order = "",
    ...filters
  } = Object.fromEntries(
    [...new FormData(form)].flatMap(([name, value]) =>
      typeof value === "string" && value.trim() !== "" ? [[name, value.trim()]] : [],
    ),
  );
  return { query: q, newestFirst: order === "date", filters };
}

function fillForm(form: HTMLFormElement): void {
  for (const [name, value] of new URLSearchParams(location.search)) {
    const field = form.elements.namedItem(name);
    if (field instanceof HTMLInputElement) field.value = value;
    if (!(field instanceof HTMLSelectElement)) continue;
    // Values of filters are known only when the index is; the shared one must stand before.
    const isKnown = [...field.options].some((option) => option.value === value);
    if (!isKnown) field.add(new Option(value, value));
    field.value = value;
    const fold = field.closest("details");
    if (fold) fold.open = true;
  }
}

function fillFilters(
  form: HTMLFormElement,
  counts: FilterCounts,
  sources: readonly SearchSource[],
): void {
  const titles = new Map(sources.map(({ id, title }) => [id, title]));
  for (const select of form.querySelectorAll<HTMLSelectElement>("select[data-filter]")) {
    const values = counts[select.name];
    if (!values) continue;
    const [all] = select.options;
    const chosen = select.value;
    const options = describeFilters(select.name, values, chosen).map(({ value, label }) => {
      const shown = select.name === "source" ? (titles.get(value) ?? label) : label;
      return new Option(`${shown} (${String(values[value] ?? 0)})`, value);
    });
    select.replaceChildren(...(all ? [all] : []), ...options);
    select.value = chosen;
  }
}

function rememberRequest({ query, newestFirst, filters }: SearchRequest): void {
  const kept = new URLSearchParams({
    ...(query !== "" && { q: query }),
    ...(newestFirst && { order: "date" }),
    ...filters,
  }).toString();
  history.replaceState(null, "", `${location.pathname}${kept === "" ? "" : `?${kept}`}`);
}
