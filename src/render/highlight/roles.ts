/** The few roles that a coloured stretch of a line can have; bold and italic are bits above them. */
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

/**
 * The element of each role, which `styles/syntax.css` colours; plain text has one where it is bold or italic. A
 * name with a dash is what HTML leaves to pages: it means nothing to screen readers, reader modes and whatever
 * pastes it, as `span` does, in fewer bytes.
 */
export const roleElements: Readonly<Record<RoleName, string>> = {
  plain: "n-",
  keyword: "k-",
  string: "s-",
  comment: "r-",
  constant: "v-",
  function: "f-",
  type: "y-",
  tag: "t-",
  property: "p-",
  link: "l-",
  heading: "h-",
  code: "d-",
  quote: "q-",
  address: "a-",
};

const roleBits = 15;
const boldBit = 16;
const italicBit = 32;

/** A role with its style bits as one number; 0 is plain text. */
export function combineRole(role: number, bold: boolean, italic: boolean): number {
  return role | (bold ? boldBit : 0) | (italic ? italicBit : 0);
}

const elementOfRole: ReadonlyMap<number, string> = new Map(
  Object.entries(roleElements).map(([name, element]) => [roles[name as RoleName], element]),
);

/** The start tag of every combined role; bold (w) and italic (i) are classes. */
export const roleStarts: readonly string[] = Array.from({ length: 64 }, (_, role) => {
  const names = [...(role & boldBit ? ["w"] : []), ...(role & italicBit ? ["i"] : [])];
  const classes =
    names.length === 2 ? ` class="w i"` : names.map((name) => ` class=${name}`).join("");
  return `<${elementOfRole.get(role & roleBits) ?? ""}${classes}>`;
});

/** The end tag of every combined role. */
export const roleEnds: readonly string[] = Array.from(
  { length: 64 },
  (_, role) => `</${elementOfRole.get(role & roleBits) ?? ""}>`,
);
