import type { Dialect, Path } from "../../model.ts";
import { baseName } from "../../diff/trees/paths.ts";

/**
 * Every grammar that Markdown's and MDX's grammars embed in fences, those that are embedded in these,
 * and those of files by themselves. All are loaded at once and no more ever are, so that output does not
 * depend on what came before.
 */
export const grammarNames = [
  ...["abap", "astro", "bat", "bibtex", "c", "clojure", "coffee", "cpp", "csharp", "css", "dart"],
  ...["diff", "docker", "elixir", "elm", "erlang", "fsharp", "git-commit", "git-rebase", "go"],
  ...["graphql", "groovy", "handlebars", "haskell", "html", "html-derivative", "ini", "java"],
  ...["javascript", "json", "json5", "jsonc", "jsonl", "jsx", "julia", "kotlin", "latex", "less"],
  ...[
    "log",
    "lua",
    "make",
    "markdown",
    "mdx",
    "objective-c",
    "perl",
    "php",
    "postcss",
    "powershell",
  ],
  ...["pug", "python", "r", "raku", "regexp", "rst", "ruby", "rust", "sass", "scala", "scss"],
  ...["shellscript", "shellsession", "sql", "stylus", "svelte", "swift", "toml", "tsx"],
  ...["typescript", "vb", "xml", "xsl", "yaml"],
] as const;

/**
 * Grammars that inject themselves into others where Shiki has loaded them. They are loaded too, but
 * change only the texts that name them (see `injections.ts`).
 */
export const injectingNames = ["nix", "vue"] as const;

export type InjectingName = (typeof injectingNames)[number];
export type GrammarName = (typeof grammarNames)[number] | InjectingName;

const extensionsOf: Partial<Record<GrammarName, readonly string[]>> = {
  astro: ["astro"],
  bat: ["bat", "cmd"],
  c: ["c", "h"],
  clojure: ["clj", "cljc", "cljs", "edn"],
  cpp: ["cc", "cpp", "cxx", "hh", "hpp", "hxx"],
  csharp: ["cs"],
  css: ["css"],
  dart: ["dart"],
  diff: ["diff", "patch"],
  docker: ["dockerfile"],
  elixir: ["ex", "exs"],
  elm: ["elm"],
  erlang: ["erl", "hrl"],
  fsharp: ["fs", "fsx"],
  go: ["go"],
  graphql: ["gql", "graphql"],
  groovy: ["gradle", "groovy"],
  handlebars: ["hbs"],
  haskell: ["hs"],
  html: ["htm", "html"],
  ini: ["ini"],
  java: ["java"],
  javascript: ["cjs", "js", "mjs"],
  json: ["json"],
  json5: ["json5"],
  jsonc: ["jsonc"],
  jsonl: ["jsonl"],
  jsx: ["jsx"],
  julia: ["jl"],
  kotlin: ["kt", "kts"],
  less: ["less"],
  lua: ["lua"],
  make: ["mk"],
  markdown: ["markdown", "md"],
  mdx: ["mdx"],
  nix: ["nix"],
  perl: ["pl", "pm"],
  php: ["php"],
  postcss: ["pcss", "postcss"],
  powershell: ["ps1", "psm1"],
  pug: ["pug"],
  python: ["py", "pyi"],
  rst: ["rst"],
  ruby: ["gemspec", "rake", "rb"],
  rust: ["rs"],
  sass: ["sass"],
  scala: ["scala"],
  scss: ["scss"],
  shellscript: ["bash", "sh", "zsh"],
  sql: ["sql"],
  stylus: ["styl", "stylus"],
  svelte: ["svelte"],
  swift: ["swift"],
  toml: ["toml"],
  tsx: ["tsx"],
  typescript: ["cts", "mts", "ts"],
  vue: ["vue"],
  xml: ["svg", "xml"],
  yaml: ["yaml", "yml"],
};

/** Files that are known by their whole name, in lower case. */
const grammarByFile: ReadonlyMap<string, GrammarName> = new Map([
  ["containerfile", "docker"],
  ["dockerfile", "docker"],
  ["gemfile", "ruby"],
  ["gnumakefile", "make"],
  ["makefile", "make"],
  ["rakefile", "ruby"],
]);

const grammarByExtension: ReadonlyMap<string, GrammarName> = new Map(
  [...grammarNames, ...injectingNames].flatMap((name) =>
    (extensionsOf[name] ?? []).map((extension) => [extension, name]),
  ),
);

/** The grammar that colours a file, or null for plain text. */
export function grammarOf(path: Path): GrammarName | null {
  const name = baseName(path).toLowerCase();
  // Variants are told apart behind the name: `Dockerfile.dev`.
  if (name.startsWith("dockerfile.")) return "docker";
  return grammarByFile.get(name) ?? grammarByExtension.get(extensionOf(path)) ?? null;
}

/** How a file's text is read. */
export function dialectOf(path: Path): Dialect {
  const extension = extensionOf(path);
  if (extension === "mdx") return "mdx";
  return extension === "md" || extension === "markdown" ? "markdown" : "plain";
}

function extensionOf(path: Path): string {
  const name = baseName(path);
  // A name that begins with its only dot, such as `.md`, has no extension.
  const dot = name.lastIndexOf(".");
  return dot > 0 ? name.slice(dot + 1).toLowerCase() : "";
}
