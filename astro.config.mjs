import { defineConfig } from "astro/config";

// Astro would tell its makers of every build; nothing of an archive goes anywhere.
process.env["ASTRO_TELEMETRY_DISABLED"] = "1";

export default defineConfig({
  vite: {
    build: {
      // One style sheet for all pages: one request for a reader's first page, and none for the next.
      cssCodeSplit: false,
      // The pages' policy lets nothing run that stands in them.
      assetsInlineLimit: 0,
    },
    // The worker that compares loads what it colours with when it has nothing else to do.
    worker: { format: "es" },
    // Packages that have a version for workers: that for browsers may want a document.
    resolve: { conditions: ["worker", "module", "browser", "development|production"] },
  },
  output: "static",
  build: { inlineStylesheets: "never" },
  trailingSlash: "always",
  // The default, "jsx", eats the space between two inline elements.
  compressHTML: true,
  // No page is Markdown; Astro would warn that its highlighter and the policy do not go together.
  markdown: { syntaxHighlight: false },
});
