/** An address that led to another one in the end. */
interface Redirect {
  readonly from: string;
  readonly to: string;
}

/** What was asked and answered, for the report. */
export interface Tally {
  readonly requests: number;
  readonly retries: number;
  readonly bytes: number;
  /** Answers by status. */
  readonly statuses: ReadonlyMap<number, number>;
  /** In the order of `from`. */
  readonly redirects: readonly Redirect[];
}

export interface TallyKeeper {
  readonly countRequest: (isRetry: boolean) => void;
  readonly countAnswer: (status: number, bytes: number) => void;
  readonly countRedirect: (redirect: Redirect) => void;
  readonly read: () => Tally;
}

export function createTally(): TallyKeeper {
  const statuses = new Map<number, number>();
  const redirects = new Map<string, Redirect>();
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
    countRedirect(redirect) {
      redirects.set(redirect.from, redirect);
    },
    read: () => ({
      requests,
      retries,
      bytes: received,
      statuses: new Map(statuses),
      redirects: [...redirects.values()].toSorted((a, b) => (a.from < b.from ? -1 : 1)),
    }),
  };
}
