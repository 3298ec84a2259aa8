/**
 * The few roles that a coloured stretch of a line can have. A role's number is its class (`s1`…) in
 * `styles/syntax.css`; bold and italic are bits above it and have classes of their own.
 */
export const roles = {
  plain: 0,
  keyword: 1,
  string: 2,
  comment: 3,
  constant: 4,
  function: 5,
  type: 6,
  tag: 7,
  property: 8,
  link: 9,
  heading: 10,
  code: 11,
  quote: 12,
  address: 13,
} as const;

export type RoleName = keyof typeof roles;

const roleBits = 15;
const boldBit = 16;
const italicBit = 32;

/** A role with its style bits as one number; 0 is plain text. */
export function combineRole(role: number, bold: boolean, italic: boolean): number {
  return role | (bold ? boldBit : 0) | (italic ? italicBit : 0);
}

/** The `class` attribute, quoted where it must be, of every combined role. */
export const classAttributes: readonly string[] = Array.from({ length: 64 }, (_, role) => {
  const names = [
    role & roleBits ? `s${String(role & roleBits)}` : "",
    role & boldBit ? "sb" : "",
    role & italicBit ? "si" : "",
  ].filter((name) => name !== "");
  return names.length === 1 ? `class=${names.join("")}` : `class="${names.join(" ")}"`;
});
