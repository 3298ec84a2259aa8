/** The number below which a share of the numbers lies, from 0 (the least) to 1 (the greatest); 0 of none. */
export function quantile(numbers: readonly number[], share: number): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor((numbers.length - 1) * share)] ?? 0;
}

/** To two digits behind the point. */
export function round(number: number): number {
  return Math.round(number * 100) / 100;
}
