/** Where long work tells how far it is; `scripts/progress.ts` has one for terminals and logs. */
export interface Reporter {
  step(label: string, total?: number): ReportedStep;
}

interface ReportedStep {
  tick(count?: number): void;
  done(note?: string): void;
}
