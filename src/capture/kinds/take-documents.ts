import type { FileEntry, Path } from "../../model.ts";
import type { Fetched, FoundAnswer } from "../http/fetcher.ts";
import { decodeText } from "../pages/decode-text.ts";
import {
  type WantedDocument,
  makeDocument,
  readHead,
  UnfitAnswer,
} from "../pages/make-document.ts";
import type { Arrival, Failure, Taken } from "../snapshot/decide.ts";
import type { WebContext } from "./context.ts";
import { writeDocument } from "./write-document.ts";

export interface WantedFile extends WantedDocument {
  /** Set where it was asked for already. */
  readonly answer?: Fetched;
}

/** Fetches documents and writes them into the draft, each as soon as it is there. */
export async function takeDocuments(
  wantedFiles: readonly WantedFile[],
  context: WebContext,
): Promise<Omit<Taken, "whole">> {
  const files = new Map<Path, FileEntry>();
  const arrivals = new Map<Path, Arrival>();
  const gone = new Set<Path>();
  const failures: Failure[] = [];
  const disallowed: Failure[] = [];
  const take = async (wanted: WantedFile, index: number): Promise<void> => {
    const { address, path } = wanted;
    const fetched = wanted.answer ?? (await context.fetcher.fetch(address));
    const outcome = fetched.kind === "found" ? make(fetched, wanted, context) : fetched;
    if (outcome instanceof Uint8Array) {
      files.set(path, writeDocument(context, path, outcome));
      if (fetched.kind === "found")
        arrivals.set(path, describeArrival(address, fetched, index < samples));
    } else if (outcome.kind === "failed") {
      const { reason, isSuspect } = outcome;
      failures.push({ address, path, reason, ...(isSuspect && { isSuspect }) });
    } else if (outcome.kind === "gone") gone.add(path);
    else disallowed.push({ address, path, reason: "robots.txt forbids it" });
    context.onFile(wantedFiles.length);
  };
  await Promise.all(wantedFiles.map(take));
  return { files, arrivals, gone, failures, disallowed };
}

/** So many pages are kept in memory, to look for the elements of what changes on all of them. */
const samples = 10;

function describeArrival(address: string, fetched: FoundAnswer, isSample: boolean): Arrival {
  const { url, contentType, body } = fetched;
  const html = isSample && contentType.includes("html") ? decodeText(body, contentType) : null;
  return {
    address,
    url: url.href,
    contentType,
    ...readHead(fetched),
    ...(html !== null && { html }),
  };
}

type Unfit = Fetched & { kind: "failed" };

function make(fetched: FoundAnswer, wanted: WantedFile, { kept }: WebContext): Uint8Array | Unfit {
  try {
    const { url, contentType, body } = fetched;
    const settings = JSON.stringify([
      wanted.address,
      wanted.selector,
      wanted.remove,
      wanted.sortKeys,
    ]);
    return kept.recall([url.href, contentType, settings, body], () =>
      makeDocument(fetched, wanted),
    );
  } catch (error) {
    if (error instanceof UnfitAnswer)
      return { kind: "failed", reason: error.message, isSuspect: true };
    throw error;
  }
}
