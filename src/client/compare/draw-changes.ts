/** Draws changes as day pages show them: an entry of the list at the side, and an article each. */
import { toDisplay } from "../../bytes.ts";
import { type ChangeFacts, linesAtOnce, type Path } from "../../model.ts";
import { joinChunks, type LinkTarget } from "../../site/addresses/change-location.ts";
import { splitPath } from "../../site/pages/file-list.ts";
import { cutLargeChange, isLarge, sizeOfChange } from "../../site/pages/parts.ts";
import { isFormattingOnly, newAndGone } from "../../site/pages/totals.ts";
import {
  listNotes,
  describeApproximations,
  describeRest,
  kindSigns,
  listSections,
} from "../../site/text/describe.ts";
import { countNoun, showCounts, showNumber, showSize } from "../../site/text/numbers.ts";
import { offerContext } from "../more-context.ts";
import { openLaterChanges } from "../open-later.ts";
import { anchorOfFile, type WantedChange } from "./list-changes.ts";
import { find } from "./find.ts";
import { make } from "../make.ts";

export interface ChangeLink {
  readonly label: string;
  readonly href: string;
  /** Whether it leads to the text that the new lines are of. */
  readonly isText?: boolean;
}

export interface Canvas {
  readonly list: HTMLElement;
  readonly main: HTMLElement;
  /** An article and an entry of the list, as day pages have them, to be filled. */
  readonly article: HTMLTemplateElement;
  readonly entry: HTMLTemplateElement;
}

export interface DrawOptions {
  readonly linksOf: (change: WantedChange) => readonly ChangeLink[];
  /** Whether their texts are there to be compared. */
  readonly texts: boolean;
  /** Told when the reader opens a change that is not compared yet. */
  readonly onWanted: (path: Path) => void;
}

export interface DrawnChanges {
  /** Shows what was found in a file; gives whether there are hunks to colour. */
  readonly show: (facts: ChangeFacts, chunks: readonly string[]) => boolean;
  /** Puts colours into its hunks. */
  readonly colour: (path: Path, chunks: readonly string[]) => void;
}

interface Drawn {
  readonly change: WantedChange;
  readonly anchor: string;
  readonly article: HTMLElement;
  readonly entry: HTMLElement;
  /** Writes chunks of HTML with the addresses that they have on this page. */
  readonly join: (chunks: readonly string[]) => string;
  /** Of a large change, whose parts are shown one by one. */
  chunks: readonly string[];
}

/** Draws all changes without what is in them. One that is alone is shown whole from the start. */
export function drawChanges(
  changes: readonly WantedChange[],
  canvas: Canvas,
  options: DrawOptions,
): DrawnChanges {
  const anchors = new Map(
    changes.flatMap((change) =>
      [change.from, change.to].flatMap((side) =>
        side ? [[side.path.toWellFormed(), anchorOfFile(change)] as const] : [],
      ),
    ),
  );
  const drawn = new Map(changes.map((change) => [change.path, draw(change)]));
  const all = [...drawn.values()];
  canvas.list.replaceChildren(...all.map(({ entry }) => entry));
  canvas.main.replaceChildren(...all.map(({ article }) => article));
  const isAlone = all.length === 1;
  let linesOpen = 0;

  function draw(change: WantedChange): Drawn {
    const anchor = anchorOfFile(change);
    const hrefOf = (target: LinkTarget) => {
      if (target.kind === "change") return `#${anchor}`;
      const there = target.path === "" ? anchor : (anchors.get(target.path) ?? anchor);
      return `#${there}${target.kind === "line" ? target.line : ""}`;
    };
    const article = cloneFirst(canvas.article, "article");
    article.id = anchor;
    article.classList.add(change.kind);
    const entry = cloneFirst(canvas.entry, "li");
    entry.querySelector("a")?.setAttribute("href", `#${anchor}`);
    for (const place of [article, entry]) {
      fillKind(place, change);
      place.querySelector(".counts")?.replaceChildren();
    }
    article.querySelector("h3")?.replaceChildren(...writeName(change));
    entry.querySelector(".path")?.replaceWith(writePath(change.path));
    // Decoration; an axis with no bar would only look odd.
    entry.querySelector(".bar")?.remove();
    article
      .querySelector(".change-links")
      ?.replaceChildren(...options.linksOf(change).map(makeLink));
    const fold = foldOf(article);
    fold.open = false;
    fillSummary(fold, ["Waiting"]);
    if (!options.texts) fold.remove();
    fold.addEventListener("toggle", () => {
      if (fold.open && !fold.querySelector(".hunk")) options.onWanted(change.path);
    });
    const join = (chunks: readonly string[]) => joinChunks(chunks, anchor, hrefOf);
    return { change, anchor, article, entry, join, chunks: [] };
  }

  return {
    show(facts, chunks) {
      const place = drawn.get(facts.path);
      if (!place) return false;
      if (isLarge(facts)) place.chunks = chunks;
      fillCounts(place, facts);
      fillSections(place.entry, facts);
      const { article } = place;
      const fold = foldOf(article);
      const rest = describeRest(facts);
      const notes = [
        ...(rest === null ? [] : [`${showCounts(facts)} in all: ${rest}`]),
        ...listNotes(facts),
        ...describeApproximations(facts),
      ];
      if (chunks.length === 0) {
        fold.replaceWith(
          make("p", { className: "notes" }, ...notes.map((note) => make("span", {}, note))),
        );
        return false;
      }
      const { lines, bytes } = sizeOfChange(facts);
      const size = isLarge(facts) ? [`${countNoun(lines, "line")}, ${showSize(bytes)}`] : [];
      fillSummary(fold, [countNoun(facts.hunks.length, "hunk"), ...size, ...notes]);
      const isFormatting = isFormattingOnly(facts);
      article.classList.toggle("formatting", isFormatting);
      const opens = !isFormatting && !isLarge(facts);
      if (isLarge(facts)) showParts(place, facts);
      else hunksOf(article).innerHTML = place.join(chunks);
      if (isAlone || (opens && linesOpen < linesAtOnce)) fold.open = true;
      else if (opens && !fold.open) fold.dataset["later"] = "";
      linesOpen += opens ? lines : 0;
      openLaterChanges(article);
      offerContext(article);
      return true;
    },
    colour(path, chunks) {
      const place = drawn.get(path);
      if (!place) return;
      if (place.chunks.length > 0) place.chunks = chunks;
      copyColours(hunksOf(place.article), place.join(chunks));
    },
  };
}

/** A large change comes in parts: the next one when the reader asks for it. */
function showParts(place: Drawn, facts: ChangeFacts): void {
  const hunks = hunksOf(place.article);
  const parts = cutLargeChange(facts);
  let shown = 0;
  let chunk = 0;
  const more = make("button", { type: "button", className: "more-lines" });
  const showNext = () => {
    const part = parts[shown] ?? [];
    const template = document.createElement("template");
    template.innerHTML = place.join(place.chunks.slice(chunk, chunk + part.length));
    hunks.append(template.content);
    chunk += part.length;
    shown += 1;
    openLaterChanges(hunks);
    offerContext(hunks);
    const left = parts
      .slice(shown)
      .flat()
      .reduce((sum, { lines }) => sum + lines, 0);
    more.textContent = `Show more: ${countNoun(left, "line")} left`;
    if (left === 0) more.remove();
    else hunks.after(more);
  };
  more.addEventListener("click", showNext);
  showNext();
  // A line that the address names may stand in any part.
  const wanted = location.hash.slice(1);
  if (!/^[LR]\d+$/.test(wanted.slice(place.anchor.length)) || !wanted.startsWith(place.anchor))
    return;
  while (more.isConnected && !document.getElementById(wanted)) showNext();
}

/**
 * Line by line, so that folds, focus and what is selected stay as they are. A line is known by its number:
 * there may be more lines around the hunks by now, and fewer hunks than there are.
 */
function copyColours(hunks: HTMLElement, html: string): void {
  const template = document.createElement("template");
  template.innerHTML = html;
  const lines = new Map(listLines(hunks).map((line) => [nameLine(line), line]));
  for (const coloured of listLines(template.content)) {
    const line = lines.get(nameLine(coloured));
    if (line && line.innerHTML !== coloured.innerHTML) line.replaceChildren(...coloured.childNodes);
  }
}

function listLines(place: ParentNode): HTMLElement[] {
  return [...place.querySelectorAll<HTMLElement>("ol > li")];
}

/** A changed line by its id, any other by its number in the old text. */
function nameLine({ id, dataset: { o = "" } }: HTMLElement): string {
  return id || o;
}

function fillKind(place: HTMLElement, { kind }: WantedChange): void {
  const sign = place.querySelector<HTMLElement>(".sign");
  if (!sign) return;
  sign.className = `sign ${kind}`;
  sign.textContent = kindSigns[kind].sign;
  sign.setAttribute("aria-label", kindSigns[kind].name);
  sign.title = kindSigns[kind].name;
}

function writeName({ kind, from, path }: WantedChange): Node[] {
  if (kind !== "renamed" || !from) return [writePath(path)];
  const label = { className: "arrow", role: "img", ariaLabel: "renamed to" };
  const arrow = make("span", label, "→");
  return [writePath(from.path), " ", arrow, " ", writePath(path)].map((part) =>
    typeof part === "string" ? document.createTextNode(part) : part,
  );
}

function writePath(path: Path): HTMLElement {
  const { folder, name } = splitPath(toDisplay(path));
  const shown = make("span", { className: "path" });
  for (const segment of folder === "" ? [] : folder.split("/")) {
    shown.append(make("i", {}, `${segment}/`), make("wbr"));
  }
  shown.append(name);
  return shown;
}

function fillCounts({ article, entry }: Drawn, facts: ChangeFacts): void {
  for (const counts of [
    ...article.querySelectorAll(".counts"),
    ...entry.querySelectorAll(".counts"),
  ]) {
    if (facts.binary) {
      counts.replaceWith(make("span", { className: "muted" }, "no text"));
      continue;
    }
    const { additions, deletions } = newAndGone(facts);
    counts.replaceChildren(
      make("b", {}, `+${showNumber(additions)}`),
      " ",
      make("i", {}, `−${showNumber(deletions)}`),
    );
  }
}

function fillSections(entry: HTMLElement, facts: ChangeFacts): void {
  const sections = listSections(facts);
  if (sections.length === 0) return;
  const more = sections.length > 3 ? ` · and ${String(sections.length - 3)} more` : "";
  entry.append(make("span", { className: "more" }, sections.slice(0, 3).join(" · ") + more));
}

function fillSummary(fold: HTMLElement, [count = "", ...notes]: readonly string[]): void {
  fold
    .querySelector("summary")
    ?.replaceChildren(
      make("span", { className: "count" }, count),
      ...notes.map((note) => make("span", {}, note)),
    );
}

function makeLink({ label, href, isText }: ChangeLink): HTMLElement {
  const link = make("a", { href }, label);
  if (isText) link.dataset["text"] = "";
  return make("li", {}, link);
}

function foldOf(article: HTMLElement): HTMLDetailsElement {
  return find<HTMLDetailsElement>(article, "details.change-hunks");
}

function hunksOf(article: HTMLElement): HTMLElement {
  return find(article, ".hunks");
}

function cloneFirst(template: HTMLTemplateElement, name: string): HTMLElement {
  return find(template.content, name).cloneNode(true) as HTMLElement;
}
