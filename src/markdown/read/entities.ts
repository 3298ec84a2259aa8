const named: ReadonlyMap<string, string> = new Map(
  Object.entries({ amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: "\u00A0" }),
);
const entity = /&(#\d{1,7}|#[xX][\da-fA-F]{1,6}|[a-z]{2,6});/g;

/**
 * The character that an entity stands for, given without its `&` and `;`: of those with names the few that
 * documents are full of. Undefined for others, and for numbers of no character.
 */
export function decodeEntity(name: string): string | undefined {
  if (!name.startsWith("#")) return named.get(name);
  const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
  const isCharacter = code >= 32 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
  return isCharacter ? String.fromCodePoint(code) : undefined;
}

/** The text with its entities decoded; those that are not known stay. */
export function decodeEntities(text: string): string {
  return text.replace(entity, (whole, name: string) => decodeEntity(name) ?? whole);
}
