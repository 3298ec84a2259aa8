/** The second half of a pair's way: the kinds of lines are known, and it becomes facts and fragments. */
import { type Cache } from "../../archive/cache.ts";
import { packEntry } from "../../archive/packed-entry.ts";
import { countInvalidBytes } from "../../bytes.ts";
import { isBinary } from "../../diff/lines/text.ts";
import { pathOf } from "../../diff/trees/trees.ts";
import { applyKinds } from "../../kinds/apply-kinds.ts";
import { createNoiseFinder } from "../../kinds/noise.ts";
import type { Revert } from "../../kinds/reverts.ts";
import { findHeadlines, headChange, headPair } from "../../headlines/headlines.ts";
import type { FileKinds } from "../../kinds/find-kinds.ts";
import type { ChangeName } from "../../kinds/history.ts";
import type {
  ChangeFacts,
  FileChange,
  LineName,
  PairFacts,
  PlacedHeadline,
  Path,
  RelocatedText,
  RevertFacts,
  TextChange,
} from "../../model.ts";
import { renderChange } from "../../render/change.ts";
import { renderFeedChange } from "../../render/feed-change.ts";
import type { Highlighter } from "../../render/highlight/highlight.ts";
import { dialectOf } from "../../render/highlight/languages.ts";
import { anchorOf, type Hash } from "../../site/addresses/assign-addresses.ts";
import type { FeedHtml } from "../../site/feeds/item.ts";
import { describeSearch, type SearchChange } from "../../site/search/records.ts";
import { isOver, sumSizes } from "../../site/pages/parts.ts";
import { compareWeight, countContentLines, isFlap, sumAmounts } from "../../site/pages/totals.ts";
import { dateOf } from "../../stamp.ts";
import { analyseEarlier, onlyNews } from "./compare-earlier.ts";
import type { ComparedPair } from "./compare-pair.ts";
import { type Contents, createReader } from "./contents.ts";
import { countText, describeChange, placeChunks } from "./describe-change.ts";
import { markEdited } from "./mark-edited.ts";
import { recordText, type RecordedText } from "./record-text.ts";
import type { PairTask } from "./pair-task.ts";
import { splitVersions } from "./split-versions.ts";

/** What a worker brings: the machine's side of things. */
export interface Tools {
  readonly cache: Cache;
  readonly highlighter: Highlighter;
  readonly hash: Hash;
  /** SHA-256 in hex. */
  readonly hashBytes: (bytes: Uint8Array) => string;
}

/** All that is known of a pair, and the key of what is made from it. */
export interface KnownPair {
  readonly task: PairTask;
  readonly key: string;
  readonly compared: ComparedPair;
  readonly kinds: readonly FileKinds[];
}

/** Writes a pair's fragments, search texts and facts, and gives the facts. */
export function renderPair(known: KnownPair, contents: Contents, tools: Tools): PairFacts {
  const { task, key, compared } = known;
  const read = createReader(contents);
  const kinds = new Map(known.kinds.map((file) => [file.path, file]));
  const described: ChangeFacts[] = [];
  const search: SearchChange[] = [];
  const feed: FeedHtml[] = [];
  const recorded: RecordedText[] = [];
  const fragments = openFragments();
  const found: PlacedHeadline[] = [];
  const linkTo = ({ to, path }: ChangeName) => ({
    date: dateOf(to),
    anchor: anchorOf(to, path, tools.hash),
  });
  const readSides = (change: FileChange) => ({
    oldBytes: change.kind === "added" ? noBytes : read.bytes(change.from.hash),
    newBytes: change.kind === "removed" ? noBytes : read.bytes(change.to.hash),
  });
  const anchorHere = (path: Path) => anchorOf(task.to, path, tools.hash);
  const findElsewhere = openRelocated(compared.relocated, anchorHere);
  const texts = compared.changes.map((change, index): TextChange | null => {
    const analysed = compared.texts[index];
    if (!analysed) return null;
    const path = pathOf(change);
    const { oldBytes, newBytes } = readSides(change);
    const lines = splitVersions(oldBytes, newBytes);
    const hunks = applyKinds(analysed.hunks, kinds.get(path), analysed.silent, (to) => ({
      kind: "change",
      ...linkTo(to),
    }));
    return { path, dialect: dialectOf(path), ...lines, hunks, approximate: analysed.approximate };
  });
  const byPath = new Map(texts.flatMap((text) => (text ? [[text.path, text]] : [])));
  const findNoise = createNoiseFinder(task.noise);
  const describeRevert = (change: FileChange, own: TextChange | null, revert?: Revert) => {
    if (!revert || change.kind === "removed") return { revert: null, earlier: null };
    const { hash, stamp, replacedBy, times } = revert;
    const [earlierBytes, newBytes] = [read.bytes(hash), read.bytes(change.to.hash)];
    const text = analyseEarlier(earlierBytes, newBytes, change.to, own, findNoise);
    const amount = countText(text);
    // Where nothing is to be shown against it, or too much, the change's own lines are shown.
    const rendered =
      countContentLines(amount) > 0 ? renderChange(text, tools.highlighter).chunks : [];
    const chunks = isOver(sumSizes(rendered)) ? [] : fragments.keep(rendered);
    const facts: RevertFacts = {
      stamp,
      times,
      undoes: linkTo(replacedBy),
      ...amount,
      hunks: text.hunks.length,
      chunks,
    };
    return { revert: facts, earlier: chunks.length > 0 ? text : null };
  };
  compared.changes.forEach((change, index) => {
    const path = pathOf(change);
    const anchor = anchorHere(path);
    const { oldBytes, newBytes } = readSides(change);
    const lines = texts[index] ?? null;
    const text = lines && markEdited(lines, byPath);
    const rendered = text && renderChange(text, tools.highlighter);
    const chunks = fragments.keep(rendered?.chunks ?? []);
    const [excerpt = null] = fragments.keep(rendered?.excerpt ? [{ html: rendered.excerpt }] : []);
    const feedChange = renderFeedChange(text);
    const binary = isBinary(oldBytes) || isBinary(newBytes);
    const { revert, earlier } = describeRevert(change, text, kinds.get(path)?.revert);
    const elsewhere = findElsewhere(path);
    // Told is what is shown: of a flap no more than that it is one.
    const told = findHeadlines(
      {
        change,
        text: isFlap(revert) ? null : earlier ? onlyNews(earlier) : text,
        binary,
        revert,
        ...elsewhere,
      },
      anchor,
    ).map((headline) => (earlier ? nameEarlier(headline) : headline));
    // One by one: a change may say more than a call may have arguments.
    for (const headline of told) found.push(headline);
    const facts = describeChange({
      change,
      anchor,
      elsewhere,
      text,
      binary,
      invalidBytes: countInvalidBytes(lines?.newLines.join("") ?? ""),
      revert,
      headlines: headChange(told),
      feed: feedChange,
      fragment: key,
      chunks,
      excerpt,
      approximate: rendered?.approximate ?? [],
    });
    described.push(facts);
    search.push(describeSearch(facts, text));
    feed.push({ anchor, ...feedChange });
    recorded.push(...recordText({ change, oldBytes, newBytes, text, anchor }, tools.hashBytes));
  });
  const facts: PairFacts = {
    from: task.from,
    to: task.to,
    ...sumAmounts(described),
    changes: described.toSorted(compareWeight),
    headlines: headPair(found),
    missing: task.missing,
    returned: task.returned,
    notBack: task.notBack,
    ...(compared.approximateRenames ? { approximateRenames: true } : {}),
    key,
    patch: task.key,
  };
  tools.cache.write("fragments", key, fragments.read());
  tools.cache.write("feed", key, packEntry(feed));
  tools.cache.write("texts", key, packEntry(recorded));
  tools.cache.write("search", key, JSON.stringify(search));
  // The facts come last: where they are, all the rest is.
  tools.cache.write("facts", key, JSON.stringify(facts));
  return facts;
}

/** The HTML of a pair, one piece behind the other. */
function openFragments() {
  const written: string[] = [];
  let offset = 0;
  return {
    /** Adds HTML, and gives its places. */
    keep<Piece extends { readonly html: string }>(pieces: readonly Piece[]) {
      const placed = placeChunks(pieces, offset);
      offset += placed.reduce((sum, { length }) => sum + length, 0);
      for (const { html } of pieces) written.push(html);
      return placed;
    },
    read: () => written.join(""),
  };
}

/** For the path of a change, where its text came from and where the text is that it had. */
function openRelocated(
  relocated: readonly RelocatedText[],
  anchorHere: (path: Path) => string,
): (path: Path) => Pick<ChangeFacts, "textFrom" | "textTo"> {
  const bySource = new Map(relocated.map((text) => [text.from, text]));
  const byTarget = new Map(relocated.map((text) => [text.to, text]));
  const name = (path: Path) => ({ path, anchor: anchorHere(path) });
  return (path) => {
    const [here, there] = [byTarget.get(path), bySource.get(path)];
    return {
      ...(here && { textFrom: name(here.from) }),
      ...(there && { textTo: { ...name(there.to), rewritten: there.rewritten } }),
    };
  };
}

/** The line is one of those against the earlier version. */
function nameEarlier(headline: PlacedHeadline): PlacedHeadline {
  const line = headline.line?.replace(/^v?/, "v") as LineName | undefined;
  return line === undefined ? headline : { ...headline, line };
}

const noBytes = new Uint8Array();
