/**
 * Input that cannot be built from. The message says what was wrong; `where` names the file (and the
 * key in it); `remedy` says what to write instead. Commands print all three and exit with 1.
 */
export interface InputProblem {
  readonly where: string;
  readonly what: string;
  readonly remedy: string;
}

/** Thrown with every problem that was found, so that a keeper mends them in one go. */
export class InputError extends Error {
  readonly problems: readonly InputProblem[];

  constructor(problems: readonly InputProblem[]) {
    // An error that crosses threads keeps its message and its cause, nothing else.
    super(problems.map(formatProblem).join("\n"), { cause: { problems } });
    this.name = "InputError";
    this.problems = problems;
  }
}

function formatProblem({ where, what, remedy }: InputProblem): string {
  return `${where}: ${what}\n  ${remedy}`;
}
