/** What the machine refuses (no room, no leave, a file in the way), told as a problem with a remedy. */
import { stripVTControlCharacters } from "node:util";
import { z } from "zod";
import { InputError } from "../errors.ts";

const room = "Make room on that disk and run the command again";
const leave = "Give this user leave to write there";
const inTheWay = "A file stands where a folder should be: move it away";

/** What to do, by the code of the error; another folder is always a way out. */
const remedies: Readonly<Record<string, string>> = {
  ENOSPC: room,
  EDQUOT: room,
  EFBIG: "Raise the limit on the size of files (ulimit -f)",
  EROFS: "That disk is read-only: make it writable",
  EACCES: leave,
  EPERM: leave,
  ENOTDIR: inTheWay,
  EEXIST: inTheWay,
  ELOOP: "Links lead in a circle there: mend them",
  ENAMETOOLONG: "Its path is too long: make it shorter",
  EIO: "Check that the disk is whole",
  EMFILE: "Raise the limit on open files (ulimit -n)",
  ENFILE: "Close programs that hold many files open",
};

/** What an InputError gives as its cause. */
const causeSchema = z.object({
  problems: z.array(z.object({ where: z.string(), what: z.string(), remedy: z.string() })),
});

/** What programs that are not Node write instead of a code. */
const foreignWords: readonly (readonly [RegExp, string])[] = [
  [/\bos error 28\b|no space left on device/i, "ENOSPC"],
  [/\bos error 30\b|read-only file system/i, "EROFS"],
  [/\bos error 13\b|permission denied/i, "EACCES"],
  [/\bos error 27\b|file too large/i, "EFBIG"],
  [/\bos error 122\b|quota exceeded/i, "EDQUOT"],
];

/** The option of the command line that names another folder, where there is one. */
type FolderOption = "--cache" | "--out" | null;

/**
 * The error as an InputError where it, or what caused it, says that the machine refuses to write, and
 * unchanged otherwise. `where` is the folder that was being written.
 */
export function explainSystemError(error: unknown, where: string, option: FolderOption): unknown {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const told = findInputError(cause);
    if (told) return told;
    const remedy = remedies[findCode(cause) ?? ""];
    if (remedy === undefined) continue;
    const what = `cannot be written (${chooseLine(cause.message)})`;
    const wayOut = option === null ? "" : `, or name another folder with ${option}`;
    return new InputError({ where, what, remedy: `${remedy}${wayOut}.` });
  }
  return error;
}

/** Does `work`, which writes to `where`. Throws InputError where the machine refuses. */
export function attemptWrite<Result>(
  where: string,
  option: FolderOption,
  work: () => Result,
): Result {
  try {
    return work();
  } catch (error) {
    throw explainSystemError(error, where, option);
  }
}

/** Also one of another thread, which has lost its class. */
function findInputError(error: Error): InputError | null {
  if (error instanceof InputError) return error;
  const told = causeSchema.safeParse(error.cause);
  return told.success ? new InputError(told.data.problems) : null;
}

/** Of a message of many lines, as bundlers write them, the one that says it. */
function chooseLine(message: string): string {
  const lines = stripVTControlCharacters(message).trim().split("\n");
  const known = lines.find((line) => foreignWords.some(([words]) => words.test(line)));
  return (known ?? lines[0] ?? "").trim().replace(/^(?:Error: )+/, "");
}

function findCode(error: Error): string | undefined {
  if ("code" in error && typeof error.code === "string" && error.code in remedies) {
    return error.code;
  }
  // An error of another thread has lost all but its message.
  const named = /^(E[A-Z]+): /.exec(error.message)?.[1];
  return named ?? foreignWords.find(([words]) => words.test(error.message))?.[1];
}
