interface Stage {
  readonly name: string;
  readonly seconds: number;
}

export interface StageClock {
  /** Stages that ended, in the order of their beginnings. */
  readonly stages: () => readonly Stage[];
  /** Runs the work and notes how long it took. Stages may overlap. */
  readonly time: <Result>(name: string, work: () => Result | Promise<Result>) => Promise<Result>;
}

/** Measures the stages of a build. */
export function createStageClock(): StageClock {
  const stages: { name: string; seconds: number | null }[] = [];
  return {
    stages: () =>
      stages.flatMap(({ name, seconds }) => (seconds === null ? [] : [{ name, seconds }])),
    async time(name, work) {
      const stage = { name, seconds: null as number | null };
      stages.push(stage);
      const begun = performance.now();
      const result = await work();
      stage.seconds = (performance.now() - begun) / 1000;
      return result;
    },
  };
}
