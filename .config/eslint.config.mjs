import path from "node:path";

import astro from "eslint-plugin-astro";
import { createNodeResolver, importX } from "eslint-plugin-import-x";
import { defineConfig, globalIgnores } from "eslint/config";
import typescript from "typescript-eslint";

const words = [
  "src/model.ts",
  "src/bytes.ts",
  "src/stamp.ts",
  "src/errors.ts",
  "src/config.ts",
  "src/config-capture.ts",
  "src/config-noise.ts",
  "src/capture-log.ts",
  "src/json-values.ts",
];

/** For each folder of `src` (or file, or top-level folder): what it may import from the project. */
const mayImport = {
  "src/model.ts": ["src/capture-log.ts", "src/stamp.ts"],
  "src/bytes.ts": [],
  "src/errors.ts": [],
  "src/stamp.ts": [],
  "src/config-values.ts": [],
  "src/json-values.ts": [],
  "src/config-yaml.ts": ["src/errors.ts"],
  "src/config-capture.ts": ["src/config-values.ts"],
  "src/config-noise.ts": ["src/config-values.ts"],
  "src/capture-log.ts": ["src/json-values.ts", "src/stamp.ts"],
  "src/config.ts": [
    "src/model.ts",
    "src/errors.ts",
    "src/config-capture.ts",
    "src/config-noise.ts",
    "src/config-values.ts",
    "src/config-yaml.ts",
  ],
  "src/archive": [...words],
  "src/sequences": [],
  "src/diff": [...words, "src/sequences"],
  "src/markdown": [...words, "src/sequences"],
  "src/kinds": [...words, "src/sequences", "src/diff", "src/markdown"],
  "src/headlines": [...words, "src/diff", "src/markdown"],
  "src/render": [...words, "src/diff", "src/markdown"],
  "src/versions": ["src/model.ts", "src/bytes.ts", "src/stamp.ts", "src/json-values.ts"],
  "src/site": [...words, "src/headlines", "src/versions"],
  "src/pipeline": [
    ...words,
    "src/archive",
    "src/diff",
    "src/markdown",
    "src/kinds",
    "src/headlines",
    "src/render",
    "src/site",
    "src/versions",
  ],
  "src/capture": [...words, "src/archive"],
  // A worker compares in the browser as a build does; what pages load weighs what a test allows.
  "src/client": [
    ...words,
    "src/diff",
    "src/kinds",
    "src/render",
    "src/site",
    "src/versions",
    "src/pipeline/pairs/compare-change.ts",
    "src/pipeline/pairs/analyse-change.ts",
    "src/pipeline/pairs/describe-change.ts",
    "src/pipeline/pairs/mark-edited.ts",
  ],
  "src/components": [...words, "src/site", "src/archive", "src/client", "src/styles"],
  "src/layouts": [
    ...words,
    "src/site",
    "src/archive",
    "src/client",
    "src/components",
    "src/styles",
  ],
  "src/pages": [
    ...words,
    "src/site",
    "src/render/highlight/grammar-table.ts",
    "src/render/highlight/load-grammars.ts",
    "src/archive",
    "src/client",
    "src/components",
    "src/layouts",
    "src/styles",
  ],
};

/** These know nothing of the machine they run on: no Node, no Astro, no clock, no output. */
const pure = [
  ...words,
  "src/sequences/**",
  "src/diff/**",
  "src/markdown/**",
  "src/kinds/**",
  "src/headlines/**",
  "src/render/**",
  "src/site/**",
  "src/versions/**",
];

const zones = [
  ...Object.entries(mayImport).map(([target, allowed]) => ({
    target: `./${target}`,
    from: "./",
    except: ["./node_modules", `./${target}`, ...allowed.map((place) => `./${place}`)],
    message: `${target} may import from the project only: ${allowed.join(", ") || "nothing"}.`,
  })),
  {
    target: "./scripts",
    from: ["./src/pages", "./tests"],
    message: "Scripts do not import pages or tests.",
  },
];

export default defineConfig(
  globalIgnores(["dist/", ".cache/", ".astro/", "scripts/audit/node_modules/"]),
  typescript.configs.strict,
  astro.configs.recommended,
  {
    plugins: { "import-x": importX },
    settings: {
      "import-x/resolver-next": [
        createNodeResolver({ extensions: [".ts", ".mjs", ".astro", ".css"] }),
      ],
    },
    rules: {
      "import-x/no-restricted-paths": [
        "error",
        { basePath: path.dirname(import.meta.dirname), zones },
      ],
      "no-restricted-exports": ["error", { restrictDefaultExports: { direct: false } }],
      eqeqeq: "error",
    },
  },
  {
    files: pure,
    rules: {
      "no-console": "error",
      "no-restricted-imports": ["error", { patterns: ["node:*", "astro:*", "astro", "astro/*"] }],
      "no-restricted-globals": ["error", "process", "Buffer", "performance", "fetch", "setTimeout"],
      "no-restricted-syntax": [
        "error",
        {
          selector: "NewExpression[callee.name='Date'][arguments.length=0]",
          message: "Pure code reads no clock.",
        },
        {
          selector: "MemberExpression[object.name='Date'][property.name='now']",
          message: "Pure code reads no clock.",
        },
        {
          selector: "MemberExpression[object.name='Math'][property.name='random']",
          message: "Pure code is deterministic.",
        },
      ],
    },
  },
);
