/** Reads git objects through one long-lived `git cat-file`, many at a time. */
import { InputError } from "../../errors.ts";
import { startGit } from "./run-git.ts";

export interface GitObject {
  /** Its full id, 40 hex digits. */
  readonly oid: string;
  readonly type: string;
  readonly size: number;
  /** Empty where only the head was asked for. */
  readonly bytes: Buffer;
}

export interface ObjectReader {
  /** Gives the object that `name` (an id, `commit:path`) names, or null where there is none. */
  readonly read: (name: string) => Promise<GitObject | null>;
  readonly close: () => void;
}

interface Request {
  readonly resolve: (object: GitObject | null) => void;
  readonly reject: (error: Error) => void;
}

/**
 * Opens a reader on the repository `gitFolder`: of whole objects, or of their heads (type and size)
 * only. Requests are answered in order and may be sent without waiting.
 */
export function openObjectReader(gitFolder: string, what: "objects" | "heads"): ObjectReader {
  const mode = what === "objects" ? "--batch" : "--batch-check";
  const child = startGit(["--git-dir", gitFolder, "cat-file", mode]);
  const { stdin, stdout } = child;
  if (!stdin || !stdout) throw new Error("git was started without pipes");
  const waiting: Request[] = [];
  const answers = createAnswerParser(what, (object) => waiting.shift()?.resolve(object));
  const fail = (error: Error) => {
    for (const { reject } of waiting.splice(0)) reject(error);
  };
  stdout.on("data", answers);
  stdin.on("error", fail);
  child.on("error", fail);
  child.on("close", () => {
    fail(
      new InputError({
        where: gitFolder,
        what: "git ended while it was asked for objects",
        remedy: "The repository may be damaged: run “git fsck” in the one that it reads.",
      }),
    );
  });
  return {
    read: (name) =>
      new Promise((resolve, reject) => {
        waiting.push({ resolve, reject });
        stdin.write(`${name}\n`);
      }),
    close: () => {
      stdin.end();
    },
  };
}

type OnObject = (object: GitObject | null) => void;

function createAnswerParser(
  what: "objects" | "heads",
  onObject: OnObject,
): (chunk: Buffer) => void {
  let chunks: Buffer[] = [];
  let available = 0;
  /** Bytes that the answer under way needs before it can be parsed; 0 while its head is not read. */
  let needed = 0;
  const parseOne = (buffer: Buffer): number => {
    const end = buffer.indexOf(10);
    if (end < 0) return 0;
    const head = buffer.toString("utf8", 0, end);
    const match = /^([0-9a-f]{40}) (\w+) (\d+)$/.exec(head);
    if (!match) {
      onObject(null);
      return end + 1;
    }
    const [, oid = "", type = "", digits = ""] = match;
    const size = Number(digits);
    const length = what === "heads" ? end + 1 : end + 1 + size + 1;
    if (buffer.length < length) {
      needed = length;
      return 0;
    }
    const bytes = Buffer.from(buffer.subarray(end + 1, what === "heads" ? end + 1 : length - 1));
    onObject({ oid, type, size, bytes });
    return length;
  };
  return (chunk) => {
    chunks.push(chunk);
    available += chunk.length;
    if (available < needed) return;
    needed = 0;
    let buffer = chunks.length === 1 ? chunk : Buffer.concat(chunks);
    for (let used = parseOne(buffer); used > 0; used = parseOne(buffer)) {
      buffer = buffer.subarray(used);
    }
    chunks = [buffer];
    available = buffer.length;
  };
}
