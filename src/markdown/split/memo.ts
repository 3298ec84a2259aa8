/** Values by text, held as long as texts ask for them again. */
export interface Memo<Value> {
  get(text: string): Value | undefined;
  set(text: string, value: Value): void;
}

/**
 * Lets versions that share blocks share the work. Bounded: once `limit` characters of text are held,
 * what was not asked for since the last such time goes.
 */
export function createMemo<Value>(limit: number): Memo<Value> {
  let recent = new Map<string, Value>();
  let before = new Map<string, Value>();
  let held = 0;
  const set = (text: string, value: Value) => {
    if (held + text.length > limit) {
      before = recent;
      recent = new Map();
      held = 0;
    }
    recent.set(text, value);
    held += text.length;
  };
  return {
    get: (text) => {
      const found = recent.get(text);
      if (found !== undefined) return found;
      const older = before.get(text);
      if (older !== undefined) set(text, older);
      return older;
    },
    set,
  };
}

/** The same around a function of a text. */
export function memoise<Value>(
  compute: (text: string) => Value,
  limit: number,
): (text: string) => Value {
  const memo = createMemo<Value>(limit);
  return (text) => {
    const found = memo.get(text);
    if (found !== undefined) return found;
    const value = compute(text);
    memo.set(text, value);
    return value;
  };
}
