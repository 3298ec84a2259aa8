/** Looks for noise in what a capture brought, and for what a keeper could write against it. */
import { readFile } from "../../archive/content.ts";
import type { Path } from "../../model.ts";
import type { Taken } from "../snapshot/decide.ts";
import type { LastSnapshot } from "../snapshot/last-snapshot.ts";
import { findElement } from "./find-element.ts";
import { type ChangedText, findNoise, type Noise } from "./find-noise.ts";

export interface NoiseProposal extends Noise {
  /** Of all files that are in both snapshots. */
  readonly compared: number;
  /** A CSS selector for the key `remove`; null where none is known. */
  readonly remove: string | null;
}

/** A sample is enough to tell what nearly all have in common. */
const mostTexts = 200;

/** `folder` holds the files of `taken`. */
export function proposeAgainstNoise(
  { files, arrivals }: Taken,
  folder: string,
  last: LastSnapshot | null,
): NoiseProposal[] {
  if (!last) return [];
  const both = [...files].filter(([path]) => last.tree.has(path));
  const changed = both.filter(([path, { hash }]) => last.tree.get(path)?.hash !== hash);
  if (changed.length < both.length / 2) return [];
  const sample = changed.filter(([, { mode }]) => mode !== "120000").slice(0, mostTexts);
  const texts = sample.map(([path]): ChangedText => ({
    old: read(last.folder, path),
    new: read(folder, path),
  }));
  // As if the sample were all: its share of all files is that of the changed ones.
  const compared = Math.round((both.length * sample.length) / changed.length);
  const pages = [...arrivals.values()].flatMap(({ html }) => html ?? []);
  return findNoise(texts, compared).map((noise) => ({
    ...noise,
    compared,
    remove: pages.map((html) => findElement(html, noise.new)).find((each) => each !== null) ?? null,
  }));
}

function read(folder: string, path: Path): string {
  return new TextDecoder().decode(readFile({ file: `${folder}/${path}`, link: false }));
}
