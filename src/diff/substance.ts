/** What a line needs to say something: three letters or digits, whatever stands between them. */
const wordsPattern = /(?:[\p{L}\p{N}][^\p{L}\p{N}]*){3}/u;

/** Whether a line is blank or holds little but rules, brackets, fences and other punctuation. */
export function isFiller(line: string): boolean {
  return !wordsPattern.test(line);
}

/** Characters of a line that are not white space. */
export function countSubstance(line: string): number {
  return line.replace(/\s+/g, "").length;
}
