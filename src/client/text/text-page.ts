/** The text of a file as of a date: what the address asks for is looked up in the version store. */
import { showDate } from "../../site/text/dates.ts";
import { createUrls } from "../../site/addresses/urls.ts";
import { dateOf, showStamp } from "../../stamp.ts";
import { findAges } from "../../versions/ages.ts";
import type { IndexedFile, VersionIndex, VersionVolume } from "../../versions/format.ts";
import {
  findIndexedFile,
  findOrigin,
  findSnapshot,
  listFilesAt,
  stampOfVersion,
  stateAt,
  type FileState,
} from "../../versions/read-index.ts";
import { openStore, type ReadVersion } from "../../versions/store.ts";
import { drawAges, drawLines, drawOutline } from "./draw-text.ts";
import { offerLife } from "./sentence.ts";
import type { ShownText, TextPage } from "./shown-text.ts";
import { make } from "../make.ts";
import { saveFile } from "../save-file.ts";
import { fetchJson } from "../fetch-json.ts";

const root = document.querySelector<HTMLElement>("[data-text-page]");
const form = root?.querySelector("form");
const status = root?.querySelector<HTMLElement>("[data-status]");
if (root && form && status) {
  const { source = "", base = "/" } = root.dataset;
  const page: TextPage = { source, urls: createUrls(base), form, status };
  showAsked(page).catch(() => {
    status.textContent = "The versions could not be loaded. Try again in a moment.";
  });
}

async function showAsked(page: TextPage): Promise<void> {
  const asked = new URLSearchParams(location.search);
  const index = await fetchJson<VersionIndex>(page.urls.versions(page.source, "index.json"));
  const store = openStore(index, (name) =>
    fetchJson<VersionVolume>(page.urls.versions(page.source, name)),
  );
  fillForm(page.form, index, asked);
  const file = findIndexedFile(index, asked.get("file") ?? "");
  const at = asked.get("at") ?? "";
  const last = index.snapshots.length - 1;
  const snapshot = at === "" && last >= 0 ? last : findSnapshot(index, at);
  if (snapshot === null) return say(page, explainDates(index, at));
  if (!file) return say(page, explainFiles(index, snapshot, asked.get("file")));
  const state = stateAt(file, snapshot);
  showSteps(page, index, file, state);
  const phrase = asked.get("phrase") ?? "";
  if (state.kind !== "present") {
    say(page, ...explainAbsence(page, index, file, state));
    // What was removed with its file had a life before.
    const { version } = state;
    if (index.texts && version > 0) await offerLife(page, { store, file, version }, phrase);
    return;
  }
  const read = await store.read(file, state.version);
  showProof(page, file, read);
  const since = `${file.path}, as it stood from ${showStamp(read.stored.at)}`;
  if (!read.lines) return say(page, `${since}: ${explainNoText(read.stored.text)}`);
  say(page, `${since}${describeEnd(index, file, state)}.`);
  await showText(page, { store, file, version: state.version, lines: read.lines }, phrase);
}

/** The fields show what was found of what was asked for; the choice is among what there is. */
function fillForm(
  form: HTMLFormElement,
  { files, snapshots }: VersionIndex,
  asked: URLSearchParams,
) {
  form.hidden = false;
  const file = form.elements.namedItem("file");
  if (file instanceof HTMLSelectElement) {
    const wanted = (asked.get("file") ?? "").toWellFormed();
    const paths = files.map(({ path }) => path.toWellFormed()).sort();
    file.append(...paths.map((path) => new Option(path, path, false, path === wanted)));
  }
  const at = form.elements.namedItem("at");
  if (at instanceof HTMLInputElement) {
    const [first] = snapshots;
    const last = snapshots.at(-1);
    if (first !== undefined) at.min = dateOf(first);
    if (last !== undefined) at.max = dateOf(last);
    const wanted = asked.get("at") ?? "";
    at.value = dateOf(wanted === "" ? (last ?? "") : wanted);
  }
  const phrase = form.elements.namedItem("phrase");
  if (phrase instanceof HTMLInputElement) phrase.value = asked.get("phrase") ?? "";
}

function say({ status }: TextPage, ...parts: readonly (string | Node)[]): void {
  status.replaceChildren(...parts);
}

function explainDates({ snapshots }: VersionIndex, at: string): string {
  const [first] = snapshots;
  const last = snapshots.at(-1);
  if (first === undefined || last === undefined) return "There is no snapshot yet.";
  const reach = `from ${showDate(dateOf(first))} to ${showDate(dateOf(last))}`;
  return /^\d/.test(at)
    ? `There is no snapshot as early as that, or no such date. There are snapshots ${reach}.`
    : `That is no date. There are snapshots ${reach}; write a date such as ${dateOf(last)}.`;
}

function explainFiles(index: VersionIndex, snapshot: number, asked: string | null): string {
  const count = listFilesAt(index, snapshot).length;
  const there = `${String(count)} ${count === 1 ? "file is" : "files are"} in the snapshot of ${showStamp(index.snapshots[snapshot] ?? "")}`;
  return asked === null || asked === ""
    ? `Choose a file: ${there}.`
    : `This source never had a file of that name. Choose one: ${there}.`;
}

function explainAbsence(
  page: TextPage,
  index: VersionIndex,
  file: IndexedFile,
  state: FileState,
): (string | Node)[] {
  const link = (version: number, text: string) =>
    make(
      "a",
      { href: page.urls.text(page.source, file.path, stampOfVersion(index, file, version)) },
      text,
    );
  if (state.kind === "unseen")
    return [`${file.path} was not there yet. `, link(1, "Its first text")];
  const since = showStamp(index.snapshots[state.since] ?? "");
  const words = {
    removed: `${file.path} was removed with the snapshot of ${since}. `,
    renamed: `${file.path} has had another name since ${since}. `,
    missing: `${file.path} is missing since ${since}, with many others: probably it was not captured. `,
    present: "",
  }[state.kind];
  return [words, link(state.version, "Its last text")];
}

function explainNoText(text: ReadVersion["stored"]["text"]): string {
  if (text === "left out") return "this archive leaves the texts of this source out.";
  if (text === "binary") return "it is no text.";
  return "it is not UTF-8, so only its size and hashes are kept.";
}

/** Until when the text stood so. */
function describeEnd(index: VersionIndex, file: IndexedFile, { version }: FileState): string {
  const next = stampOfVersion(index, file, version + 1);
  return next === "" ? "" : ` until ${showStamp(next)}`;
}

/** Links to the versions before (which may have had another name) and after. */
function showSteps(
  { source, urls }: TextPage,
  index: VersionIndex,
  file: IndexedFile,
  { kind, version }: FileState,
): void {
  const before = { file, version: kind === "present" ? version - 1 : version };
  const steps = {
    previous: (kind === "present" && findOrigin(index, file, version)) || before,
    next: { file, version: version + 1 },
  };
  for (const [name, step] of Object.entries(steps)) {
    const link = document.querySelector<HTMLAnchorElement>(`[data-step="${name}"]`);
    const stamp = stampOfVersion(index, step.file, step.version);
    if (!link || stamp === "") continue;
    link.href = urls.text(source, step.file.path, stamp);
    link.append(` (${showStamp(stamp)})`);
    link.hidden = false;
  }
  for (const part of document.querySelectorAll<HTMLElement>("[data-known]")) part.hidden = false;
}

function showProof({ source, urls }: TextPage, file: IndexedFile, { stored }: ReadVersion): void {
  const fields: Readonly<Record<string, string>> = {
    size: `${String(stored.size)} bytes`,
    mode: stored.mode,
    sha256: stored.sha256,
    git: stored.git,
  };
  for (const [name, value] of Object.entries(fields)) {
    const field = document.querySelector(`[data-proof="${name}"]`);
    if (field) field.textContent = value;
  }
  const proof = document.querySelector<HTMLElement>("details[data-proofs]");
  if (proof) proof.hidden = false;
  const volume = document.querySelector<HTMLAnchorElement>("a[data-volume]");
  if (volume) volume.href = urls.versions(source, `${file.name}.json`);
}

async function showText(page: TextPage, text: ShownText, phrase: string): Promise<void> {
  const rows = drawLines(text.lines);
  drawOutline(text.lines);
  offerCopies(text);
  const toggle = document.querySelector<HTMLInputElement>("[data-raw-ages]");
  const isQuiet = () => !(toggle?.checked ?? false);
  const update = async () => {
    const alike = isQuiet();
    const ages = await findAges(text.store, text.file, text.version, { alike });
    // It may have been switched meanwhile.
    if (alike === isQuiet()) drawAges(page, text.store.index, rows, ages);
  };
  toggle?.addEventListener("change", () => void update());
  for (const part of document.querySelectorAll<HTMLElement>("[data-shown]")) part.hidden = false;
  // The lines were not there when the browser looked for the one that the address names.
  if (/^#l\d+$/.test(location.hash)) location.replace(location.hash);
  await update();
  await offerLife(page, text, phrase);
}

function offerCopies({ lines, file }: ShownText): void {
  const copy = document.querySelector<HTMLButtonElement>("[data-copy-text]");
  const said = document.querySelector<HTMLElement>("[data-copied]");
  copy?.addEventListener("click", () => {
    navigator.clipboard.writeText(lines.join("")).then(
      () => said && (said.textContent = "Copied"),
      () => said && (said.textContent = "The browser does not let this page copy."),
    );
  });
  document.querySelector("[data-download]")?.addEventListener("click", () => {
    const name = file.path.toWellFormed().split("/").at(-1) ?? "text.txt";
    saveFile(lines.join(""), "text/plain", name);
  });
}
