import { availableParallelism } from "node:os";
import path from "node:path";
import { defineConfig } from "vitest/config";

const root = path.dirname(import.meta.dirname);
// Hundreds of commands are run: each would compile the same modules again.
process.env["NODE_COMPILE_CACHE"] ??= path.join(root, "node_modules", ".cache", "node");

export default defineConfig({
  root,
  test: {
    globalSetup: ["tests/temporary-folder.ts"],
    // One is not enough for tests that wait for builds and browsers.
    maxWorkers: availableParallelism(),
    projects: [
      {
        root,
        test: {
          name: "unit",
          include: ["tests/**/*.test.ts"],
          exclude: ["tests/browser/**", "tests/builds/**"],
          setupFiles: ["tests/seed.ts"],
          // Nothing here is timed: a busy machine may take its time.
          testTimeout: 60_000,
        },
      },
      {
        // Whole builds, and the built site in a real browser.
        root,
        test: {
          name: "site",
          include: ["tests/builds/**/*.test.ts", "tests/browser/**/*.test.ts"],
          setupFiles: ["tests/seed.ts"],
          testTimeout: 400_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
});
