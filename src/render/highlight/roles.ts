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

/** The class of each role in `styles/syntax.css`. */
export const roleClasses = {
  keyword: "k",
  string: "s",
  comment: "r",
  constant: "v",
  function: "f",
  type: "y",
  tag: "t",
  property: "p",
  link: "l",
  heading: "h",
  code: "d",
  quote: "q",
  address: "a",
} as const satisfies Readonly<Record<Exclude<RoleName, "plain">, string>>;

const classOfRole: ReadonlyMap<number, string> = new Map(
  Object.entries(roleClasses).map(([name, letter]) => [roles[name as RoleName], letter]),
);

const roleBits = 15;
const boldBit = 16;
const italicBit = 32;

/** A role with its style bits as one number; 0 is plain text. */
export function combineRole(role: number, bold: boolean, italic: boolean): number {
  return role | (bold ? boldBit : 0) | (italic ? italicBit : 0);
}

/**
 * The element around a coloured stretch. A name with a dash is what HTML leaves to pages: it means nothing
 * to screen readers, reader modes and whatever pastes it, as `span` does, in fewer bytes.
 */
const element = "t-";

/** The start tag of every combined role; bold (w) and italic (i) have classes of their own. */
export const roleTags: readonly string[] = Array.from({ length: 64 }, (_, role) => {
  const colour = classOfRole.get(role & roleBits);
  const names = [
    ...(colour === undefined ? [] : [colour]),
    ...(role & boldBit ? ["w"] : []),
    ...(role & italicBit ? ["i"] : []),
  ];
  return `<${element} class=${names.length === 1 ? names.join("") : `"${names.join(" ")}"`}>`;
});

/** The end tag of every role. */
export const roleEnd = `</${element}>`;
