/**
 * Remembers what was computed for a text, so that versions which share blocks share the work. Bounded:
 * once `limit` characters of text are held, what was not asked for since the last such time goes.
 */
export function createMemo<Value>(
  compute: (text: string) => Value,
  limit: number,
): (text: string) => Value {
  let recent = new Map<string, Value>();
  let before = new Map<string, Value>();
  let held = 0;
  return (text) => {
    const found = recent.get(text);
    if (found !== undefined) return found;
    const value = before.get(text) ?? compute(text);
    if (held + text.length > limit) {
      before = recent;
      recent = new Map();
      held = 0;
    }
    recent.set(text, value);
    held += text.length;
    return value;
  };
}
