/** Where long work tells how far it is; `scripts/progress.ts` has one for terminals and logs. */
export interface Reporter {
  /** Begins a step; `total` is the number of things to do, where it is known. */
  step(label: string, total?: number): ReportedStep;
  /** Tells something that a keeper should know, between two steps. */
  say(line: string): void;
}

export interface ReportedStep {
  /** Tells of `count` (1) more things done. */
  tick(count?: number): void;
  /** Ends the step; `note` stands at the end of its line. Later calls do nothing. */
  done(note?: string): void;
}
