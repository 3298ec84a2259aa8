/**
 * Input that cannot be built from. The message says what was wrong; `where` names the file (and the
 * key in it); `remedy` says what to write instead. Commands print all three and exit with 1.
 */
export interface InputProblem {
  readonly where: string;
  readonly what: string;
  readonly remedy: string;
}

/** Thrown with the problem, or with every one that was found, so that a keeper mends them in one go. */
export class InputError extends Error {
  readonly problems: readonly InputProblem[];

  constructor(found: InputProblem | readonly InputProblem[]) {
    const problems = [found].flat();
    // An error that crosses threads keeps its message and its cause, nothing else.
    super(problems.map(formatProblem).join("\n"), { cause: { problems } });
    this.name = "InputError";
    this.problems = problems;
  }
}

function formatProblem({ where, what, remedy }: InputProblem): string {
  return `${where}: ${what}\n  ${remedy}`;
}

/** What an error says, whatever was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Whether the machine's error has one of these codes, such as ENOENT. */
export function hasCode(error: unknown, ...codes: readonly string[]): boolean {
  return error instanceof Error && "code" in error && codes.includes(String(error.code));
}
