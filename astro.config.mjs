import { defineConfig } from "astro/config";

// Astro would tell its makers of every build; nothing of an archive goes anywhere.
process.env["ASTRO_TELEMETRY_DISABLED"] = "1";

export default defineConfig({
  // Texts of snapshots are on every page: nothing runs, loads or is sent but what the site brings.
  security: {
    csp: {
      directives: [
        "default-src 'none'",
        "base-uri 'none'",
        "connect-src 'self'",
        "form-action 'self'",
        "img-src 'self' data:",
        "worker-src 'self'",
      ],
      // Pagefind searches in WebAssembly.
      scriptDirective: { resources: ["'self'", "'wasm-unsafe-eval'"] },
      styleDirective: { resources: ["'self'"] },
    },
  },
  vite: {
    // The worker that compares loads what it colours with when it has nothing else to do.
    worker: { format: "es" },
    // Packages that have a version for workers: that for browsers may want a document.
    resolve: { conditions: ["worker", "module", "browser", "development|production"] },
  },
  output: "static",
  // Styles that thousands of pages share are loaded once, not written into each of them.
  build: { inlineStylesheets: "never" },
  trailingSlash: "always",
  // The default, "jsx", eats the space between two inline elements.
  compressHTML: true,
  // No page is Markdown; Astro would warn that its highlighter and the policy do not go together.
  markdown: { syntaxHighlight: false },
});
