/** Takes out of a draft what cannot be what was asked for: it reads the texts, `judge` decides. */
import { readFile } from "../../archive/content.ts";
import type { Fetched } from "../http/fetcher.ts";
import { makeDocument, UnfitAnswer } from "../pages/make-document.ts";
import type { Arrival, Failure, Taken } from "../snapshot/decide.ts";
import type { SnapshotDraft } from "../snapshot/draft.ts";
import type { LastSnapshot } from "../snapshot/last-snapshot.ts";
import type { Candidate } from "./candidate.ts";
import { judge, type Judgement } from "./judge.ts";
import type { Suspected } from "./suspected-file.ts";
import { isReadable, listLines, readSigns, shareKept } from "./signs.ts";

export interface Sifted {
  /** Without the suspects, which are failures now. */
  readonly taken: Taken;
  readonly judgement: Judgement;
}

/**
 * Sifts what came. `ask` gets an address and is called once for each host that sent something unlike
 * what it sent before; without it no host is asked.
 */
export async function sift(
  taken: Taken,
  draft: SnapshotDraft,
  last: LastSnapshot | null,
  { before, believe }: { readonly before: Suspected; readonly believe: number },
  ask: ((address: string) => Promise<Fetched>) | null,
): Promise<Sifted> {
  const candidates = readCandidates(taken, draft, last);
  const probes = ask ? await askForNothing(candidates, taken, ask) : new Map<string, Probe>();
  const paths = [...taken.files.keys()];
  const known = paths.filter((path) => last?.tree.has(path)).length;
  const judgement = judge(candidates, { probes, total: paths.length, known, before, believe });
  const suspects = new Map(judgement.suspects.map((each) => [each.path, each]));
  for (const path of suspects.keys()) draft.remove(path);
  const failures = judgement.suspects.map(({ path, address, reason, times }): Failure => ({
    address,
    path,
    reason: `${reason} (${String(times)} of ${String(believe)} captures in a row until it is believed)`,
    isSuspect: true,
  }));
  return {
    taken: {
      ...taken,
      files: new Map([...taken.files].filter(([path]) => !suspects.has(path))),
      failures: [...taken.failures, ...failures],
    },
    judgement,
  };
}

type Probe = { readonly url: string; readonly signs: Candidate["now"] };

function readCandidates(
  taken: Taken,
  draft: SnapshotDraft,
  last: LastSnapshot | null,
): Candidate[] {
  const { files, arrivals } = taken;
  const duplicates = countDuplicates(files, last);
  const boilerplate = findBoilerplate(taken, draft, last);
  return [...files].flatMap(([path, entry]): Candidate[] => {
    const lastEntry = last?.tree.get(path);
    if (entry.mode === "120000" || lastEntry?.hash === entry.hash) return [];
    const arrival = arrivals.get(path);
    const address = arrival?.address ?? path;
    const bytes = readFile({ file: `${draft.folder}/${path}`, link: false });
    const now = readSigns(bytes, arrival?.contentType ?? "", address);
    const link = lastEntry?.mode === "120000";
    const lastBytes =
      last && lastEntry && !link && readFile({ file: `${last.folder}/${path}`, link });
    const lastSigns = lastBytes ? readSigns(lastBytes, "", address) : null;
    const isText = lastSigns && isReadable(lastSigns.kind) && isReadable(now.kind);
    return [
      {
        path,
        address,
        url: arrival?.url ?? address,
        title: arrival?.title ?? "",
        now,
        last: lastSigns,
        kept: isText && lastBytes ? shareKept(decode(lastBytes), decode(bytes)) : 0,
        duplicates: duplicates.get(entry.hash) ?? 1,
        canonical: arrival?.canonical ?? "",
        isBare: !lastEntry && isWebPage(arrival) && isBare(decode(bytes), address, boilerplate),
      },
    ];
  });
}

function decode(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

/** So many files tell which lines are on every page. */
const samples = 200;

/** The lines that more than half of the files have that were never seen before, three files at least. */
function findBoilerplate(
  { files, arrivals }: Taken,
  draft: SnapshotDraft,
  last: LastSnapshot | null,
): ReadonlySet<string> {
  const fresh = [...files].filter(([path, { mode }]) => mode !== "120000" && !last?.tree.has(path));
  const paths = fresh.map(([path]) => path).toSorted();
  const step = Math.ceil(paths.length / samples);
  const sample = paths.filter((_, index) => index % step === 0);
  const counts = new Map<string, number>();
  for (const path of sample) {
    const text = decode(readFile({ file: `${draft.folder}/${path}`, link: false }));
    const address = arrivals.get(path)?.address ?? path;
    for (const line of new Set(listLines(text, address))) {
      counts.set(line, (counts.get(line) ?? 0) + 1);
    }
  }
  const least = Math.max(3, Math.floor(sample.length / 2) + 1);
  return new Set([...counts].flatMap(([line, count]) => (count >= least ? [line] : [])));
}

/** Of documents that are no web pages nobody strips boilerplate. */
function isWebPage(arrival: Arrival | undefined): boolean {
  return arrival !== undefined && /\bx?html\b/i.test(arrival.contentType);
}

/** Texts that have not even a heading of their own are one text, which is another sign. */
function isBare(text: string, address: string, boilerplate: ReadonlySet<string>): boolean {
  const [own = "", ...more] = listLines(text, address).filter((line) => !boilerplate.has(line));
  return more.length === 0 && /^#{1,6}\s/.test(own);
}

/** Files by content; 1 for those that were one text in the last snapshot as well. */
function countDuplicates(files: Taken["files"], last: LastSnapshot | null): Map<string, number> {
  return new Map(
    [...Map.groupBy(files, ([, { hash }]) => hash)].map(([hash, members]) => {
      const before = new Set(members.map(([path]) => last?.tree.get(path)?.hash ?? path));
      return [hash, before.size];
    }),
  );
}

/** Every host that has something to explain is asked once how it says that there is no such page. */
async function askForNothing(
  candidates: readonly Candidate[],
  { arrivals }: Taken,
  ask: (address: string) => Promise<Fetched>,
): Promise<Map<string, Probe>> {
  const strange = candidates.filter(({ path, kept }) => arrivals.has(path) && kept < 0.9);
  const origins = new Map(strange.map(({ address }) => [new URL(address).host, address]));
  const probes = new Map<string, Probe>();
  for (const [host, base] of [...origins].toSorted()) {
    const address = new URL(nowhere, base).href;
    const fetched = await ask(address);
    const probe = fetched.kind === "found" ? readProbe(address, fetched) : null;
    if (probe) probes.set(host, probe);
  }
  return probes;
}

/** Without an ending, so that sites answer with a page. */
const nowhere = "/there-is-no-such-page-4c1d8e72b9";

function readProbe(address: string, fetched: Fetched & { kind: "found" }): Probe | null {
  try {
    const wanted = { address, path: "", sortKeys: false, remove: [] };
    const { url, contentType } = fetched;
    const bytes = makeDocument(fetched, wanted);
    return { url: url.href, signs: readSigns(bytes, contentType, address) };
  } catch (error) {
    if (error instanceof UnfitAnswer) return null;
    throw error;
  }
}
