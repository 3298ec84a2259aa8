import { roles, type RoleName } from "./roles.ts";

/**
 * The scopes of each role, in the selectors of TextMate themes. Punctuation and operators stay plain:
 * in prose with some code they cost many spans and say little.
 */
const scopes: Readonly<Record<RoleName, readonly string[]>> = {
  plain: [
    "keyword.operator",
    "storage.modifier.import.java",
    "storage.type.function.arrow",
    "punctuation.definition.list.begin.markdown",
    "string.unquoted.argument.shell",
    "entity.other.attribute-name",
    // Marks of MDX's own grammar, so that both kinds of Markdown look alike.
    "string.other.begin",
    "string.other.end",
    "string.other.strong",
    "string.other.emphasis",
    "string.other.number.mdx",
    "entity.name.function.mdx",
    "meta.embedded",
    "meta.template.expression",
    "variable",
  ],
  keyword: [
    "keyword",
    "storage",
    "keyword.operator.new",
    "keyword.operator.expression",
    "keyword.operator.word",
    "keyword.operator.logical.python",
    "variable.language",
    "entity.other.keyframe-offset",
    "markup.deleted",
    "punctuation.definition.deleted",
  ],
  string: [
    "string",
    "markup.inserted",
    "punctuation.definition.inserted",
    "meta.attribute-selector string",
  ],
  comment: ["comment", "punctuation.definition.comment", "meta.diff.header"],
  constant: [
    "constant",
    "keyword.other.unit",
    "support.constant",
    "variable.other.constant",
    "variable.other.enummember",
    "entity.name.constant",
    "constant.character.escape",
  ],
  function: [
    "entity.name.function",
    "support.function",
    "entity.name.command",
    "meta.diff.range",
    "variable.function",
  ],
  type: [
    "entity.name.type",
    "entity.name.class",
    "entity.name.namespace",
    "entity.other.inherited-class",
    "entity.other.attribute-name.class.css",
    "entity.other.attribute-name.id.css",
    "support.type",
    "support.class",
    "storage.type.java",
    "storage.type.generic.java",
    "storage.type.object.array.java",
  ],
  tag: ["entity.name.tag", "support.class.component"],
  property: [
    "support.type.property-name",
    "support.type.vendored.property-name",
    "meta.object-literal.key",
    "entity.name.tag.yaml",
    "variable.other.property",
    "keyword.key.toml",
    "keyword.other.definition.ini",
    "string.unquoted.key",
  ],
  link: [
    "string.other.link.title",
    "string.other.link.description",
    "constant.other.reference.link",
    "meta.link.inet",
    "meta.link.email",
  ],
  heading: ["markup.heading", "entity.name.section"],
  code: ["markup.inline.raw", "markup.raw.block", "string.other.raw", "markup.raw.code.text"],
  quote: ["markup.quote", "punctuation.definition.quote.begin"],
  address: [
    "markup.underline.link",
    "string.other.link.destination",
    "string.other.link.description.title",
  ],
};

/** Name of the one theme. */
export const themeName = "tidemark";

/**
 * A theme whose colours are not seen: each foreground is the number of a role, so that one pass over
 * the text gives classes, and the colours of both themes stand in one style sheet.
 */
export const theme = {
  name: themeName,
  type: "light" as const,
  fg: foregroundOf(roles.plain),
  bg: "#ffffff",
  tokenColors: [
    ...Object.entries(scopes).map(([name, scope]) => ({
      scope: [...scope],
      settings: { foreground: foregroundOf(roles[name as RoleName]) },
    })),
    { scope: ["markup.bold"], settings: { fontStyle: "bold" } },
    { scope: ["markup.italic"], settings: { fontStyle: "italic" } },
    {
      scope: ["markup.bold markup.italic", "markup.italic markup.bold"],
      settings: { fontStyle: "bold italic" },
    },
  ],
};

/** The role of a foreground of the theme. */
export function roleOfForeground(foreground: string | undefined): number {
  return foreground === undefined ? roles.plain : Number.parseInt(foreground.slice(1), 16);
}

function foregroundOf(role: number): string {
  return `#${role.toString(16).padStart(6, "0")}`;
}
