/** The search page: results while typing; what is asked stands in the address, so that it can be shared. */
import { describeFilters } from "../site/search-filters.ts";
import {
  countFilters,
  type FilterCounts,
  loadIndexes,
  searchChanges,
  type SearchAnswer,
  type SearchRequest,
  type SearchSource,
} from "./search-index.ts";
import { drawHit } from "./search-results.ts";

const pageLength = 6;
const typingPause = 120;

const form = document.querySelector<HTMLFormElement>("form[data-sources]");
if (form) startSearch(form);

function startSearch(form: HTMLFormElement): void {
  const sources = JSON.parse(form.dataset["sources"] ?? "[]") as SearchSource[];
  const base = form.dataset["base"] ?? "/";
  const input = form.querySelector<HTMLInputElement>("input[name=q]");
  const status = document.querySelector<HTMLElement>("[data-status]");
  const list = document.querySelector<HTMLElement>("[data-results]");
  const more = document.querySelector<HTMLButtonElement>("[data-more]");
  if (!input || !status || !list || !more) return;

  let turn = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let answer: SearchAnswer | null = null;

  async function update(): Promise<void> {
    const mine = (turn += 1);
    const request = readForm(form);
    rememberRequest(request);
    if (request.query === "" && Object.keys(request.filters).length === 0) {
      show([], "", request);
      return;
    }
    try {
      const found = await searchChanges(sources, request);
      const hits = await found.next(pageLength);
      if (mine !== turn) return;
      answer = found;
      show(hits, describeCount(found.count), request);
      fillFilters(form, found.filters, sources);
    } catch {
      if (mine === turn) {
        show([], "The search index could not be loaded. Try again in a moment.", request);
      }
    }
  }

  function show(
    hits: Parameters<typeof drawHit>[0][],
    message: string,
    request: SearchRequest,
  ): void {
    list?.replaceChildren(...hits.map((hit) => drawHit(hit, sources, base)));
    if (more) more.hidden = hits.length < pageLength;
    if (!status) return;
    status.textContent = message;
    status.dataset["answered"] = request.query;
  }

  async function showMore(): Promise<void> {
    const mine = turn;
    const hits = (await answer?.next(pageLength)) ?? [];
    if (mine !== turn) return;
    list?.append(...hits.map((hit) => drawHit(hit, sources, base)));
    if (more) more.hidden = hits.length < pageLength;
  }

  const schedule = () => {
    clearTimeout(timer);
    timer = setTimeout(() => void update(), typingPause);
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    schedule();
  });
  form.addEventListener("input", schedule);
  input.addEventListener("focus", () => void loadIndexes(sources).catch(() => undefined), {
    once: true,
  });
  more.addEventListener("click", () => void showMore());
  form.querySelector("details")?.addEventListener(
    "toggle",
    () =>
      void countFilters(sources).then((counts) => {
        fillFilters(form, counts, sources);
      }),
    { once: true },
  );
  fillForm(form);
  input.focus();
  if (location.search !== "") void update();
}

/** The choices that are not among the texts of the form: order, and every filter. */
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
  for (const select of form.querySelectorAll<HTMLSelectElement>("select[data-filter]")) {
    const values = counts[select.name];
    if (!values) continue;
    const [all] = select.options;
    const chosen = select.value;
    const titles = new Map(sources.map(({ id, title }) => [id, title]));
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

function describeCount(count: number): string {
  if (count === 0)
    return "Nothing found. Words must match from their beginning; quotes search a phrase.";
  return `${String(count)} ${count === 1 ? "match" : "matches"}`;
}
