import type { Dialect, Path } from "../model.ts";

/**
 * Every grammar that Markdown's and MDX's grammars embed in fences, and those of files by themselves.
 * All are loaded at once and no more ever are, so that output does not depend on what came before.
 */
export const grammarNames = [
  ...["abap", "bat", "bibtex", "c", "clojure", "coffee", "cpp", "csharp", "css", "dart", "diff"],
  ...["docker", "elixir", "elm", "erlang", "fsharp", "git-commit", "git-rebase", "go", "graphql"],
  ...["groovy", "handlebars", "haskell", "html", "html-derivative", "ini", "java", "javascript"],
  ...["json", "jsonc", "jsonl", "jsx", "julia", "kotlin", "latex", "less", "log", "lua", "make"],
  ...["markdown", "mdx", "objective-c", "perl", "php", "powershell", "pug", "python", "r", "raku"],
  ...["regexp", "rst", "ruby", "rust", "scala", "scss", "shellscript", "shellsession", "sql"],
  ...["swift", "toml", "tsx", "typescript", "vb", "xml", "xsl", "yaml"],
] as const;

export type GrammarName = (typeof grammarNames)[number];

const extensionsOf: Partial<Record<GrammarName, readonly string[]>> = {
  css: ["css"],
  diff: ["diff", "patch"],
  go: ["go"],
  html: ["htm", "html"],
  ini: ["ini"],
  java: ["java"],
  javascript: ["cjs", "js", "mjs"],
  json: ["json"],
  jsonc: ["json5", "jsonc"],
  jsonl: ["jsonl"],
  jsx: ["jsx"],
  kotlin: ["kt"],
  less: ["less"],
  markdown: ["markdown", "md"],
  mdx: ["mdx"],
  php: ["php"],
  python: ["py"],
  ruby: ["rb"],
  rust: ["rs"],
  scss: ["scss"],
  shellscript: ["bash", "sh", "zsh"],
  sql: ["sql"],
  swift: ["swift"],
  toml: ["toml"],
  tsx: ["tsx"],
  typescript: ["cts", "mts", "ts"],
  xml: ["svg", "xml"],
  yaml: ["yaml", "yml"],
};

const grammarByExtension: ReadonlyMap<string, GrammarName> = new Map(
  grammarNames.flatMap((name) => (extensionsOf[name] ?? []).map((extension) => [extension, name])),
);

/** The grammar that colours a file, or null for plain text. */
export function grammarOf(path: Path): GrammarName | null {
  return grammarByExtension.get(extensionOf(path)) ?? null;
}

/** How a file's text is read. */
export function dialectOf(path: Path): Dialect {
  const extension = extensionOf(path);
  if (extension === "mdx") return "mdx";
  return extension === "md" || extension === "markdown" ? "markdown" : "plain";
}

function extensionOf(path: Path): string {
  const name = path.slice(path.lastIndexOf("/") + 1);
  // A name that begins with its only dot, such as `.md`, has no extension.
  const dot = name.lastIndexOf(".");
  return dot > 0 ? name.slice(dot + 1).toLowerCase() : "";
}
