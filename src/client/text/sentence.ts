/** The life of a sentence: of the words that the reader selects, or of those in the address. */
import { showDate } from "../../site/text/dates.ts";
import { dateOf, toIsoTime } from "../../stamp.ts";
import { followPhrase, type LifeEvent } from "../../versions/life.ts";
import type { ShownVersion, TextPage } from "./shown-text.ts";
import { make } from "../make.ts";

/** Longer selections are cut. */
const longest = 1000;

/** Tells the life of `phrase` where there is one, and from then on of what is selected and asked about. */
export async function offerLife(page: TextPage, text: ShownVersion, phrase: string): Promise<void> {
  const button = document.querySelector<HTMLButtonElement>("[data-follow]");
  const table = document.querySelector("[data-lines]");
  if (!button || !table) return;
  const field = page.form.elements.namedItem("phrase");
  document.addEventListener("selectionchange", () => {
    button.disabled = readSelection(table) === null;
  });
  button.addEventListener("click", () => {
    const selected = readSelection(table);
    if (!selected) return;
    if (field instanceof HTMLInputElement) field.value = selected.phrase.replaceAll(/\s+/g, " ");
    const address = new URL(location.href);
    address.searchParams.set("phrase", selected.phrase.replaceAll(/\s+/g, " "));
    history.replaceState(null, "", address);
    void tellLife(page, text, selected);
  });
  if (phrase.trim() !== "")
    await tellLife(page, text, { phrase: phrase.slice(0, longest), line: 0 });
}

interface Asked {
  readonly phrase: string;
  /** From 0. */
  readonly line: number;
}

/** What is selected of the text, without numbers and ages; null where nothing of it is. */
function readSelection(table: Element): Asked | null {
  const selection = getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  if (!range.intersectsNode(table)) return null;
  const parts: string[] = [];
  let line: number | null = null;
  for (const row of table.querySelectorAll("tr")) {
    const cell = row.cells[2];
    if (!cell || !range.intersectsNode(cell)) continue;
    line ??= row.rowIndex;
    parts.push(cutCell(cell, range));
    if (parts.join("\n").length > longest) break;
  }
  const phrase = parts.join("\n").slice(0, longest);
  const head = table.querySelectorAll("thead tr").length;
  return line === null || phrase.trim() === "" ? null : { phrase, line: line - head };
}

function cutCell(cell: HTMLElement, range: Range): string {
  const node = cell.firstChild;
  const text = cell.textContent;
  if (!node) return "";
  const start = range.startContainer === node ? range.startOffset : 0;
  const end = range.endContainer === node ? range.endOffset : text.length;
  return text.slice(start, end);
}

async function tellLife(page: TextPage, text: ShownVersion, asked: Asked): Promise<void> {
  const section = document.querySelector<HTMLElement>("[data-life]");
  const list = section?.querySelector("ol");
  const said = section?.querySelector("[data-life-status]");
  if (!section || !list || !said) return;
  section.hidden = false;
  said.textContent = "Reading the versions …";
  const events = await followPhrase(text.store, text.file, { ...asked, version: text.version });
  said.textContent =
    events.length === 0
      ? `These words stand in no version of ${text.file.path.toWellFormed()}.`
      : summarize(events);
  list.replaceChildren(...events.map((event) => drawEvent(page, event)));
  section.scrollIntoView({ block: "nearest" });
}

const names: Readonly<Record<LifeEvent["kind"], string>> = {
  first: "stood in the first snapshot",
  appeared: "appeared",
  moved: "moved",
  reworded: "reworded",
  gone: "gone",
  removed: "gone with its file",
  back: "back",
};

/** `Appeared 10 January 2026, moved 13 March 2026.` */
function summarize(events: readonly LifeEvent[]): string {
  const most = 12;
  const parts = events
    .slice(0, most)
    .map(({ kind, at }) => `${names[kind]} ${showDate(dateOf(at))}`);
  const more = events.length > most ? ` and ${String(events.length - most)} more` : "";
  const text = `${parts.join(", ")}${more}.`;
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function drawEvent({ source, urls }: TextPage, event: LifeEvent): HTMLElement {
  const { kind, at, path, anchor, words, line } = event;
  const time = make("time", { dateTime: toIsoTime(at) }, showDate(dateOf(at)));
  const what =
    anchor === null
      ? make("span", {}, names[kind])
      : make("a", { href: urls.change(source, dateOf(at), anchor) }, names[kind]);
  const item = make("li", {}, time, " ", what);
  if (words === null || line === null) return item;
  const href = `${urls.text(source, path, at)}#l${String(line)}`;
  const place = make("a", { href }, `${path.toWellFormed()}, line ${String(line)}`);
  item.append(" ", make("q", {}, words), " ", place);
  return item;
}
