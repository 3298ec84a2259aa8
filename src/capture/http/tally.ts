/** What was asked and answered, for the report. */
export interface Tally {
  readonly requests: number;
  readonly retries: number;
  readonly bytes: number;
  /** Answers by status. */
  readonly statuses: ReadonlyMap<number, number>;
}

export interface TallyKeeper {
  readonly countRequest: (isRetry: boolean) => void;
  readonly countAnswer: (status: number, bytes: number) => void;
  readonly read: () => Tally;
}

/** Begins to count at 0. */
export function createTally(): TallyKeeper {
  const statuses = new Map<number, number>();
  let requests = 0;
  let retries = 0;
  let received = 0;
  return {
    countRequest(isRetry) {
      requests += 1;
      if (isRetry) retries += 1;
    },
    countAnswer(status, bytes) {
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      received += bytes;
    },
    read: () => ({
      requests,
      retries,
      bytes: received,
      statuses: new Map(statuses),
    }),
  };
}
