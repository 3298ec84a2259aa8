/** Why a request brought nothing. `passing`: another try may bring it. */
export class RequestFailure extends Error {
  readonly passing: boolean;

  constructor(reason: string, passing: boolean) {
    super(reason);
    this.name = "RequestFailure";
    this.passing = passing;
  }
}

/** A failure's reason in few words; anything else is a fault of this program and thrown again. */
export function toFailure(error: unknown): RequestFailure {
  if (error instanceof RequestFailure) return error;
  if (!(error instanceof Error)) throw error;
  if (error.name === "AbortError" || error.name === "TimeoutError") {
    return new RequestFailure("took too long", true);
  }
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  if (code === "") throw error;
  return new RequestFailure(reasons[code] ?? `${error.message} (${code})`, !lasting.has(code));
}

const reasons: Record<string, string> = {
  ECONNREFUSED: "the host refuses connections",
  ECONNRESET: "the answer was cut",
  ECONNABORTED: "the answer was cut",
  ENOTFOUND: "there is no host of that name",
  EAI_AGAIN: "the host's name could not be looked up",
  ETIMEDOUT: "took too long",
  HPE_INVALID_CONSTANT: "the answer is not HTTP",
  Z_BUF_ERROR: "the compressed answer was cut",
  Z_DATA_ERROR: "the compressed answer is broken",
};

const lasting = new Set(["ENOTFOUND", "ERR_INVALID_URL", "ERR_UNESCAPED_CHARACTERS"]);
