import { encodeText, joinBytes } from "../../bytes.ts";
import type { FileChange, FileVersion, LineBlock, Range } from "../../model.ts";
import { encodeBase85Lines } from "./base85.ts";
import { headerStart, type HunkSpan } from "../lines/hunks.ts";
import { quotePath } from "./quoting.ts";
import { isLink, sidesOf } from "../trees/trees.ts";

/**
 * A change with what its patch is made from. A side that does not exist has no lines (`[]`) or no bytes.
 * `same` will do where both sides' bytes are the same.
 */
export interface PatchChange {
  readonly change: FileChange;
  readonly content: PatchContent;
}

export type PatchContent =
  | { readonly kind: "same" }
  | {
      readonly kind: "text";
      readonly oldLines: readonly string[];
      readonly newLines: readonly string[];
      readonly hunks: readonly HunkSpan[];
    }
  | { readonly kind: "binary"; readonly oldBytes: Uint8Array; readonly newBytes: Uint8Array };

/** Both sides' lines and the hunks between them. */
type TextContent = Extract<PatchContent, { kind: "text" }>;

/** zlib's deflate with its header, as git reads it. */
type Deflate = (bytes: Uint8Array) => Uint8Array;

const NO_HASH = "0".repeat(40);

/**
 * Writes changes as one patch that `git apply` replays byte for byte, and backwards with `-R`. No changes
 * give no bytes. A file that became a link (or the other way round) is a deletion and an addition, as in
 * git, and needs the lines or bytes of both sides even if these are the same.
 */
export function formatPatch(changes: readonly PatchChange[], deflate: Deflate): Uint8Array {
  return joinBytes(changes.map((change) => encodeText(formatSections(change, deflate))));
}

function formatSections({ change, content }: PatchChange, deflate: Deflate): string {
  const { from, to } = sidesOf(change);
  if (from && to && isLink(from) !== isLink(to)) {
    return (
      formatHeader(from, null) +
      formatBody(emptySide(content, "new"), from, null, deflate) +
      formatHeader(null, to) +
      formatBody(emptySide(content, "old"), null, to, deflate)
    );
  }
  const similarity = change.kind === "renamed" ? change.similarity : undefined;
  return formatHeader(from, to, similarity) + formatBody(content, from, to, deflate);
}

/** The same content with one side taken away, for the halves of a change of type. */
function emptySide(content: PatchContent, side: "old" | "new"): PatchContent {
  if (content.kind === "same") throw new Error("A change of file type needs both sides' content.");
  if (content.kind === "binary") {
    const none = new Uint8Array();
    return side === "old" ? { ...content, oldBytes: none } : { ...content, newBytes: none };
  }
  return side === "old" ? coverWhole([], content.newLines) : coverWhole(content.oldLines, []);
}

function formatHeader(
  from: FileVersion | null,
  to: FileVersion | null,
  similarity?: number,
): string {
  const oldPath = from?.path ?? to?.path ?? "";
  const newPath = to?.path ?? oldPath;
  const lines = [`diff --git ${quotePath(`a/${oldPath}`)} ${quotePath(`b/${newPath}`)}`];
  if (!from && to) lines.push(`new file mode ${to.mode}`);
  if (from && !to) lines.push(`deleted file mode ${from.mode}`);
  if (from && to && from.mode !== to.mode) {
    lines.push(`old mode ${from.mode}`, `new mode ${to.mode}`);
  }
  if (similarity !== undefined) {
    lines.push(`similarity index ${Math.floor(similarity * 100)}%`);
    lines.push(`rename from ${quotePath(oldPath)}`, `rename to ${quotePath(newPath)}`);
  }
  if (from?.hash !== to?.hash) {
    const mode = from && to && from.mode === to.mode ? ` ${to.mode}` : "";
    lines.push(`index ${from?.hash ?? NO_HASH}..${to?.hash ?? NO_HASH}${mode}`);
  }
  return `${lines.join("\n")}\n`;
}

function formatBody(
  content: PatchContent,
  from: FileVersion | null,
  to: FileVersion | null,
  deflate: Deflate,
): string {
  // A change of name or mode alone has no body, whatever content came with it.
  if (content.kind === "same" || from?.hash === to?.hash) return "";
  if (content.kind === "binary") {
    const forward = formatLiteral(content.newBytes, deflate);
    return `GIT binary patch\n${forward}\n${formatLiteral(content.oldBytes, deflate)}\n`;
  }
  if (content.hunks.length === 0) return "";
  const oldName = from ? formatName(`a/${from.path}`) : "/dev/null";
  const newName = to ? formatName(`b/${to.path}`) : "/dev/null";
  return `--- ${oldName}\n+++ ${newName}\n${formatHunks(content)}`;
}

/** A tab after a name with spaces tells where the name ends. */
function formatName(path: string): string {
  return quotePath(path) + (path.includes(" ") ? "\t" : "");
}

function formatLiteral(bytes: Uint8Array, deflate: Deflate): string {
  return `literal ${bytes.length}\n${encodeBase85Lines(deflate(bytes))}`;
}

/** One hunk that takes all old lines away and puts all new ones in; none when there is nothing. */
function coverWhole(oldLines: readonly string[], newLines: readonly string[]): TextContent {
  const block: LineBlock = {
    old: { start: 0, end: oldLines.length },
    new: { start: 0, end: newLines.length },
  };
  const isEmpty = oldLines.length + newLines.length === 0;
  return {
    kind: "text",
    oldLines,
    newLines,
    hunks: isEmpty ? [] : [{ ...block, blocks: [block] }],
  };
}

/** The `@@` hunks of a unified diff. */
function formatHunks({ oldLines, newLines, hunks }: TextContent): string {
  const parts: string[] = [];
  const push = (sign: string, lines: readonly string[], { start, end }: Range) => {
    for (const line of lines.slice(start, end)) parts.push(sign, terminate(line));
  };
  for (const hunk of hunks) {
    parts.push(`@@ -${formatRange(hunk.old)} +${formatRange(hunk.new)} @@\n`);
    let at = hunk.old.start;
    for (const block of hunk.blocks) {
      push(" ", oldLines, { start: at, end: block.old.start });
      push("-", oldLines, block.old);
      push("+", newLines, block.new);
      at = block.old.end;
    }
    push(" ", oldLines, { start: at, end: hunk.old.end });
  }
  return parts.join("");
}

function formatRange(range: Range): string {
  const count = range.end - range.start;
  return count === 1 ? `${headerStart(range)}` : `${headerStart(range)},${count}`;
}

function terminate(line: string): string {
  return line.endsWith("\n") ? line : `${line}\n\\ No newline at end of file\n`;
}
