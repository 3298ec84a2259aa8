/** The function with its results remembered, for as long as what it was given is in use. */
export function memoize<Given extends object, Result>(
  compute: (given: Given) => Result,
): (given: Given) => Result {
  const known = new WeakMap<Given, Result>();
  return (given) => {
    const result = known.get(given) ?? compute(given);
    known.set(given, result);
    return result;
  };
}
