/** What verifying found out: how many things hold, and what does not. */
import { messageOf } from "../../src/errors.ts";
interface Report {
  readonly passed: number;
  /** A line each. */
  readonly problems: readonly string[];
}

export interface Recorder {
  /** Notes one thing: `problem` is what is wrong with it, or null. */
  readonly note: (what: string, problem: string | null) => void;
  readonly report: () => Report;
}

/** Gathers what is noted. */
export function createRecorder(): Recorder {
  let passed = 0;
  const problems: string[] = [];
  return {
    note(what, problem) {
      if (problem === null) passed += 1;
      else problems.push(`${what}: ${problem}`);
    },
    report: () => ({ passed, problems }),
  };
}

/** Runs `test`; what it throws is the problem. */
export function findProblem(test: () => void): string | null {
  try {
    test();
    return null;
  } catch (error) {
    return messageOf(error).trim();
  }
}

/** Notes one thing with all that is wrong with it, of which a few are told. */
export function noteProblems(recorder: Recorder, what: string, problems: readonly string[]): void {
  const more = problems.length > 3 ? ` and ${String(problems.length - 3)} more` : "";
  recorder.note(what, problems.length === 0 ? null : problems.slice(0, 3).join("; ") + more);
}
