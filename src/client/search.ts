/** The search page: results while typing, kept in the address so that they can be shared. */
import { loadIndexes, searchChanges, type SearchSource } from "./search-index.ts";
import { drawHit } from "./search-results.ts";

const pageLength = 20;
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
  let rest: (() => Promise<void>) | null = null;

  async function update(): Promise<void> {
    const mine = (turn += 1);
    const request = readForm(form);
    rememberRequest(request);
    if (request.query === "") {
      show([], "");
      return;
    }
    try {
      const results = await searchChanges(sources, request);
      const hits = await Promise.all(results.slice(0, pageLength).map((result) => result.data()));
      if (mine !== turn) return;
      show(
        hits.map((hit) => drawHit(hit, sources, base)),
        describeCount(results.length),
      );
      let shown = pageLength;
      rest = async () => {
        const next = results.slice(shown, shown + pageLength);
        const nextHits = await Promise.all(next.map((result) => result.data()));
        if (mine !== turn) return;
        shown += pageLength;
        list?.append(...nextHits.map((hit) => drawHit(hit, sources, base)));
        if (more) more.hidden = shown >= results.length;
      };
      if (more) more.hidden = shown >= results.length;
    } catch {
      if (mine === turn) show([], "The search index could not be loaded. Try again in a moment.");
    }
  }

  function show(items: readonly HTMLElement[], message: string): void {
    list?.replaceChildren(...items);
    if (status) status.textContent = message;
    if (more) more.hidden = true;
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
  more.addEventListener("click", () => void rest?.());
  fillForm(form);
  input.focus();
  if (input.value !== "") void update();
}

function readForm(form: HTMLFormElement) {
  const data = new FormData(form);
  const read = (name: string) => {
    const value = data.get(name);
    return typeof value === "string" ? value.trim() : "";
  };
  return { query: read("q"), source: read("source"), side: read("side"), order: read("order") };
}

function fillForm(form: HTMLFormElement): void {
  for (const [name, value] of new URLSearchParams(location.search)) {
    const field = form.elements.namedItem(name);
    if (field instanceof HTMLInputElement || field instanceof HTMLSelectElement)
      field.value = value;
  }
}

function rememberRequest({ query, ...choices }: ReturnType<typeof readForm>): void {
  const kept = Object.entries({ q: query, ...choices }).filter(([, value]) => value !== "");
  const search = new URLSearchParams(kept).toString();
  history.replaceState(null, "", `${location.pathname}${search === "" ? "" : `?${search}`}`);
}

function describeCount(count: number): string {
  if (count === 0)
    return "Nothing found. Words must match from their beginning; quotes search a phrase.";
  return `${String(count)} ${count === 1 ? "change" : "changes"} found`;
}
