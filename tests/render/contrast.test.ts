import { readFileSync } from "node:fs";
import path from "node:path";

import { describe, expect, test } from "vitest";

import { roleElements } from "../../src/render/highlight/roles.ts";

const styles = path.join(import.meta.dirname, "../../src/styles");
const syntax = readFileSync(path.join(styles, "syntax.css"), "utf8");
const tokens = readFileSync(path.join(styles, "tokens.css"), "utf8");

const backgrounds = [
  ...["page", "removed", "removed-word", "added", "added-word", "moved", "cosmetic"],
] as const;
const inks = [
  ...Object.entries(roleElements)
    .filter(([name]) => name !== "plain")
    .map(([name, element]) => ({ name, pair: findPair(syntax, `  ${element} {`) })),
  ...["text", "number"].map((name) => ({
    name: `--${name}`,
    pair: findPair(tokens, `--${name}:`),
  })),
];

describe.each(inks)("$name", ({ pair }) => {
  test.each(backgrounds)("is read on %s, light and dark", (name) => {
    const background = findPair(tokens, `--${name}:`);
    expect(contrast(pair.light, background.light)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(pair.dark, background.dark)).toBeGreaterThanOrEqual(4.5);
  });
});

function findPair(css: string, start: string): { light: string; dark: string } {
  const at = css.indexOf(start);
  const match = /light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/.exec(at < 0 ? "" : css.slice(at));
  if (match?.[1] === undefined || match[2] === undefined)
    throw new Error(`no colours for ${start}`);
  return { light: match[1], dark: match[2] };
}

/** WCAG 2's contrast ratio. */
function contrast(one: string, other: string): number {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05);
}

function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * (red ?? 0) + 0.7152 * (green ?? 0) + 0.0722 * (blue ?? 0);
}
