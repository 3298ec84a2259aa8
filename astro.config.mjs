import { defineConfig } from "astro/config";

export default defineConfig({
  output: "static",
  trailingSlash: "always",
  // The default, "jsx", eats the space between two inline elements.
  compressHTML: true,
});
