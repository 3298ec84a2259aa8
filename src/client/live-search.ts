/** Results while typing: what the search page and the dialog share. */
import {
  loadIndexes,
  loadSources,
  searchChanges,
  type SearchAnswer,
  type SearchRequest,
} from "./search-index.ts";
import type { SearchSource } from "../site/search/volumes.ts";
import { drawHit } from "./search-results.ts";

const pageLength = 6;
const typingPause = 120;

export interface LiveSearch {
  readonly input: HTMLInputElement;
  /** Says how many were found, for everybody. */
  readonly status: HTMLElement;
  readonly list: HTMLElement;
  /** Shows more results; null where there is no such button. */
  readonly more: HTMLButtonElement | null;
  /** Address of the list of sources. */
  readonly sources: string;
  readonly base: string;
  readonly readRequest: () => SearchRequest;
  /** Told of every answer that is shown. */
  readonly onAnswer: (answer: SearchAnswer, sources: readonly SearchSource[]) => void;
}

/** Starts to search; call what it gives whenever the request may have changed. */
export function startLiveSearch(search: LiveSearch): () => void {
  const { input, status, list, more, base } = search;
  let turn = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let answer: SearchAnswer | null = null;
  let sources: readonly SearchSource[] = [];

  async function update(): Promise<void> {
    const mine = (turn += 1);
    const request = search.readRequest();
    if (request.query === "" && Object.keys(request.filters).length === 0) {
      show([], "", request);
      return;
    }
    try {
      sources = await loadSources(search.sources);
      const found = await searchChanges(sources, request);
      const hits = await found.next(pageLength);
      if (mine !== turn) return;
      answer = found;
      show(hits, describeCount(found.count), request);
      search.onAnswer(found, sources);
    } catch {
      if (mine !== turn) return;
      show([], "The search index could not be loaded. Try again in a moment.", request);
    }
  }

  function show(hits: Parameters<typeof drawHit>[0][], message: string, request: SearchRequest) {
    list.replaceChildren(...hits.map((hit) => drawHit(hit, request.query, sources, base)));
    if (more) more.hidden = hits.length < pageLength;
    status.textContent = message;
    status.dataset["answered"] = request.query;
  }

  async function showMore(): Promise<void> {
    const mine = turn;
    const { query } = search.readRequest();
    const hits = (await answer?.next(pageLength * 2)) ?? [];
    if (mine !== turn) return;
    list.append(...hits.map((hit) => drawHit(hit, query, sources, base)));
    if (more) more.hidden = hits.length < pageLength * 2;
  }

  more?.addEventListener("click", () => void showMore());
  const prepare = async () => loadIndexes(await loadSources(search.sources));
  input.addEventListener("focus", () => void prepare().catch(() => undefined), { once: true });
  for (const element of [input, list]) {
    element.addEventListener("keydown", (event) => {
      moveAmongHits(event, input, list);
    });
  }
  return () => {
    clearTimeout(timer);
    timer = setTimeout(() => void update(), typingPause);
  };
}

/** Arrow keys go from the field to the results and back; Enter follows a link by itself. */
function moveAmongHits(event: KeyboardEvent, input: HTMLInputElement, list: HTMLElement): void {
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  const stops = [input, ...list.querySelectorAll<HTMLElement>("a")];
  const at = stops.findIndex((stop) => stop === document.activeElement);
  const next = stops[at + (event.key === "ArrowDown" ? 1 : -1)];
  if (!next) return;
  event.preventDefault();
  next.focus();
}

function describeCount(count: number): string {
  if (count === 0) {
    return "Nothing found. Words must match from their beginning; quotes search a phrase.";
  }
  return `${String(count)} ${count === 1 ? "match" : "matches"}`;
}
