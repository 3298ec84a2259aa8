/** The page that compares two snapshots: what is chosen stands in the address, so that it can be shared. */
import { toDisplay } from "../../bytes.ts";
import { showStamp } from "../../stamp.ts";
import { createUrls } from "../../site/addresses/urls.ts";
import { kindSigns } from "../../site/text/describe.ts";
import { countNoun, showCounts } from "../../site/text/numbers.ts";
import type { VersionIndex } from "../../versions/format.ts";
import { findSnapshot } from "../../versions/read-index.ts";
import { trackCurrentChange } from "../current-change.ts";
import { followPermalink } from "../permalinks.ts";
import { recallNewest } from "../last-visit.ts";
import { type Choice, readAddress } from "./address.ts";
import { createComparing } from "./comparing.ts";
import { type ChangeLink, drawChanges, type DrawnChanges } from "./draw-changes.ts";
import { onClick, prepareFields } from "./fields.ts";
import { type ChangesBetween, isPresent, listChanges, type WantedChange } from "./list-changes.ts";
import type { WorkerAnswer } from "./messages.ts";
import { find } from "./find.ts";
import { saveFile } from "../save-file.ts";
import { fetchJson } from "../fetch-json.ts";

const form = document.querySelector<HTMLFormElement>("form[data-compare]");
if (form) void openPage(form);

async function openPage(form: HTMLFormElement): Promise<void> {
  const address = new URL(form.dataset["index"] ?? "", location.href);
  try {
    const index = await fetchJson<VersionIndex>(address);
    if (index.snapshots.length === 0) say("There is no snapshot of this source yet.");
    else startPage(form, index, new URL(".", address).href);
  } catch {
    say("The list of versions could not be loaded. Try again in a moment.");
  }
}

/** `folder` is the address of the version store's folder. */
function startPage(form: HTMLFormElement, index: VersionIndex, folder: string): void {
  const { source = "", base = "/" } = form.dataset;
  const urls = createUrls(base);
  const place = find(document, "[data-place]");
  const progress = find(document, "[data-progress]");
  const patch = find<HTMLButtonElement>(document, "button[name=patch]");
  const { choice: first, notes } = readAddress(index, new URLSearchParams(location.search));
  let choice: Choice = first;
  let changes: readonly WantedChange[] = [];
  let drawn: DrawnChanges | null = null;
  let done = { files: 0, additions: 0, deletions: 0 };

  const grammars = new URL(urls.grammar("index"), folder);
  const places = { versions: folder, grammars: new URL(".", grammars).href };
  const comparing = createComparing(
    { ...places, noise: index.noise ?? [] },
    {
      onFetched: (count, all) => {
        showProgress("Loading versions", count, all);
      },
      onAnswer: hear,
      onFailure: () => {
        pause("Some versions could not be loaded.");
      },
    },
  );
  const fields = prepareFields(form, index, (ends) => {
    compare({ ...ends, file: choice.file }, []);
  });
  onClick(place, "stop", () => {
    pause("Stopped.");
  });
  onClick(place, "go-on", () => {
    compare(choice, []);
  });
  onClick(place, "patch", () => {
    const { changes: all } = listChanges(index, choice.from, choice.to, true);
    patch.disabled = true;
    comparing.writePatch(choose(all, choice));
  });
  offerLastVisit(form, urls.source(source), index, (from) => {
    compare({ ...choice, from, to: index.snapshots.length - 1 }, []);
  });
  compare(choice, notes);

  function compare(now: Choice, notes: readonly string[]): void {
    choice = now;
    comparing.stop();
    const between = listChanges(index, choice.from, choice.to);
    changes = choose(between.changes, choice);
    done = { files: 0, additions: 0, deletions: 0 };
    fields.show(choice);
    showAddress();
    const words = [...notes, ...describe(choice, between, changes)];
    say([...words, ...(index.texts ? [] : [noTexts])].join(" "));
    showAllLink();
    find(document, "[data-sum]").textContent = "";
    patch.hidden = true;
    progress.hidden = changes.length === 0 || !index.texts;
    find(document, "button[name=stop]").hidden = false;
    find(document, "button[name=go-on]").hidden = true;
    const [list, main] = [find(document, ".change-list"), find(document, "[data-changes]")];
    list.replaceChildren();
    main.replaceChildren();
    if (changes.length === 0) return;
    const templates = {
      article: find<HTMLTemplateElement>(document, "template[data-article]"),
      entry: find<HTMLTemplateElement>(document, "template[data-entry]"),
    };
    const options = { linksOf, onWanted: comparing.prefer, texts: index.texts };
    drawn = drawChanges(changes, { list, main, ...templates }, options);
    trackCurrentChange();
    if (index.texts) comparing.start(changes);
  }

  function hear(answer: WorkerAnswer): void {
    switch (answer.kind) {
      case "read":
        showProgress("Comparing files", answer.count, changes.length);
        break;
      case "compared": {
        const { facts, chunks } = answer;
        drawn?.show(facts, chunks);
        if (location.hash.startsWith(`#${facts.anchor}`)) {
          followPermalink();
          // What came after the page was loaded is marked as its target only when it is gone to.
          location.replace(location.hash);
        }
        done = {
          files: done.files + 1,
          additions: done.additions + facts.additions,
          deletions: done.deletions + facts.deletions,
        };
        showProgress("Showing files", done.files, changes.length);
        if (done.files === changes.length) finish();
        break;
      }
      case "coloured":
        drawn?.colour(answer.path, answer.chunks);
        break;
      case "patch": {
        patch.disabled = false;
        const name = `${source}_${stampOf(choice.from)}_${stampOf(choice.to)}.patch`;
        saveFile(answer.bytes, "text/x-diff", name);
        const left = countNoun(answer.leftOut.length, "file");
        if (answer.leftOut.length > 0)
          say(
            `The patch leaves out ${left} that hold no text: the archive keeps their hashes only.`,
          );
        break;
      }
      case "failed":
        pause("These files could not be compared.");
    }
  }

  function finish(): void {
    progress.hidden = true;
    patch.hidden = false;
    find(document, "[data-sum]").textContent = showCounts(done);
  }

  function pause(why: string): void {
    comparing.stop();
    patch.disabled = false;
    progress.hidden = false;
    find(document, "[data-step]").textContent =
      `${why} ${String(done.files)} of ${countNoun(changes.length, "file")} compared.`;
    find(document, "button[name=stop]").hidden = true;
    find(document, "button[name=go-on]").hidden = false;
  }

  function showProgress(step: string, count: number, all: number): void {
    const bar = find<HTMLProgressElement>(document, "progress");
    bar.max = all;
    bar.value = count;
    find(document, "[data-step]").textContent = `${step}: ${String(count)} of ${String(all)}`;
  }

  function linksOf({ path, from, to }: WantedChange): ChangeLink[] {
    const side = (label: string, text: string | undefined, snapshot: number) =>
      text === undefined ? [] : [{ label, href: urls.text(source, text, stampOf(snapshot)) }];
    const alone = urls.compare(source, { ...stamps(), file: path });
    return [
      ...(choice.file ? [] : [{ label: "Only this file", href: alone }]),
      ...side("Old text", from?.path, choice.from),
      ...side("New text", to?.path, choice.to).map((link) => ({ ...link, isText: true })),
    ];
  }

  function showAllLink(): void {
    const link = find<HTMLAnchorElement>(document, "a[data-all]");
    link.href = urls.compare(source, stamps());
    link.hidden = choice.file === null;
  }

  function showAddress(): void {
    const file = choice.file ? { file: choice.file.path } : {};
    const address = urls.compare(source, { ...stamps(), ...file });
    history.replaceState(history.state, "", address + location.hash);
  }

  function stamps() {
    return { from: stampOf(choice.from), to: stampOf(choice.to) };
  }

  function stampOf(snapshot: number): string {
    return index.snapshots[snapshot] ?? "";
  }
}

const noTexts =
  "This source leaves the texts of its versions out: which files differ is known here, and no line of them.";

/** Of all changes those that are asked for: those of the one file, by either name. */
function choose(changes: readonly WantedChange[], { file }: Choice): readonly WantedChange[] {
  if (!file) return changes;
  return changes.filter(({ from, to }) => from?.path === file.path || to?.path === file.path);
}

/** What differs, in sentences. */
function describe(
  { from, to, file }: Choice,
  { missing }: ChangesBetween,
  changes: readonly WantedChange[],
): string[] {
  const gap =
    missing.length === 0 || file
      ? []
      : [
          `${countNoun(missing.length, "file")} missing from one of the snapshots, removed or not captured: what was last known of them is compared.`,
        ];
  if (from === to) return ["Both are the same snapshot."];
  if (file && changes.length === 0) {
    const isThere = [from, to].some((snapshot) => isPresent(file, snapshot));
    const path = toDisplay(file.path);
    return [isThere ? `${path} is the same in both.` : `Neither of the two has ${path}.`];
  }
  if (file) return [`${toDisplay(file.path)} differs.`];
  if (changes.length === 0) return ["No file differs.", ...gap];
  const kinds = Map.groupBy(changes, ({ kind }) => kind);
  const counts = (["modified", "added", "removed", "renamed"] as const).flatMap((kind) => {
    const count = kinds.get(kind)?.length ?? 0;
    return count === 0 ? [] : [`${String(count)} ${kindSigns[kind].name.toLowerCase()}`];
  });
  const verb = changes.length === 1 ? "differs" : "differ";
  return [`${countNoun(changes.length, "file")} ${verb}: ${counts.join(", ")}.`, ...gap];
}

/** What was the newest snapshot when the reader last saw the source's page, where this browser knows of it. */
function offerLastVisit(
  form: HTMLFormElement,
  page: string,
  index: VersionIndex,
  onChoice: (from: number) => void,
): void {
  const newest = recallNewest(page);
  const from = newest === null ? null : findSnapshot(index, newest);
  const button = form.querySelector<HTMLButtonElement>("button[name=visit]");
  if (!button) return;
  button.disabled = from === null;
  button.title =
    from === null
      ? "This browser knows of no earlier visit"
      : `Since the snapshot of ${showStamp(index.snapshots[from] ?? "")}`;
  button.addEventListener("click", () => {
    if (from !== null) onChoice(from);
  });
}

function say(text: string): void {
  find(document, "[data-status]").textContent = text;
}
