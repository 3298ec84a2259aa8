/** What the kinds share that follow a list: choosing, naming, the limit. */
import type { ListCaptureConfig } from "../../config-capture.ts";
import type { Path } from "../../model.ts";
import type { Fetched } from "../http/fetcher.ts";
import { planPaths } from "../file-paths.ts";
import type { Excerpt } from "../pages/find-content.ts";
import type { Failure, Taken } from "../snapshot/decide.ts";
import { chooseAddresses, listHosts } from "./choose-addresses.ts";
import type { WebContext } from "./context.ts";
import { takeDocuments } from "./take-documents.ts";

/** A list that is a document itself, and so part of the snapshot. */
export interface OwnDocument {
  readonly address: string;
  readonly answer: Fetched;
}

/** What a list says. */
export interface ReadList {
  readonly addresses: readonly string[];
  /** Parts of the list that could not be had: then what it does not name may still be there. */
  readonly failures: readonly Failure[];
}

/** Takes the documents that a list names, and the list itself (`own`) where it is one. */
export async function takeList(
  list: ReadList,
  own: OwnDocument | null,
  config: ListCaptureConfig,
  excerpt: Excerpt,
  context: WebContext,
): Promise<Taken> {
  const named = chooseAddresses(list.addresses, config).filter((each) => each !== own?.address);
  const failures = [...list.failures];
  if (named.length === 0 && failures.length === 0) {
    failures.push(fail(config.url, "names nothing that hosts, include and exclude take"));
  }
  const addresses = [...(own ? [own.address] : []), ...named];
  if (addresses.length > config.maxFiles) {
    const [all, most] = [addresses.length, config.maxFiles].map(String);
    failures.push(
      fail(config.url, `names ${all ?? ""} files; maxFiles takes the first ${most ?? ""}`),
    );
  }
  const paths = planPaths(addresses, listHosts(config), context.last?.tree.keys() ?? []);
  const wantedFiles = addresses.slice(0, config.maxFiles).map((address) => ({
    address,
    path: paths.get(address) ?? ("" satisfies Path),
    sortKeys: false,
    ...excerpt,
    ...(own?.address === address && { answer: own.answer }),
  }));
  const taken = await takeDocuments(wantedFiles, context);
  return {
    ...taken,
    failures: [...failures, ...taken.failures],
    whole: failures.length === 0,
  };
}

function fail(address: string, reason: string): Failure {
  return { address, path: null, reason };
}
