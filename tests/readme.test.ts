import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { parseArchiveConfig, parseSourceConfig } from "../src/config.ts";

const root = path.dirname(import.meta.dirname);
const readme = readFileSync(path.join(root, "README.md"), "utf8");

describe("README.md", () => {
  it("shows settings that can be read", () => {
    const examples = [...readme.matchAll(/```yaml\n# (\S+)\n(.*?)```/gs)];
    const files = examples.map(([, file = "", text = ""]) => {
      if (path.basename(file) === "archive.yaml") parseArchiveConfig(text, file);
      else parseSourceConfig(text, file);
      return path.basename(file);
    });
    expect(files).toEqual(["source.yaml", "archive.yaml"]);
  });

  it("names commands that are there", () => {
    const manifest = readFileSync(path.join(root, "package.json"), "utf8");
    const { scripts } = JSON.parse(manifest) as { scripts: Readonly<Record<string, string>> };
    const named = [...readme.matchAll(/\bnpm run ([\w:]+)/g)].map(([, name = ""]) => name);
    expect(named.length).toBeGreaterThan(10);
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });
});

describe("every README", () => {
  const places = ["src", "tests", "scripts", "snapshots", ".config", ".github", "public"];
  const all = places.flatMap((place) => globSync(`${place}/**`, { cwd: root }));
  const files = ["README.md", ...all.filter((file) => /^src\/.*README\.md$/.test(file))];

  it.each(files)("%s names files and folders that are there", (file) => {
    const text = readFileSync(path.join(root, file), "utf8");
    const named = [
      ...text.matchAll(/`(?:\.\.\/)*([\w./-]+(?:\.(?:ts|css|astro|mjs|yml)|\/))`/g),
    ].map(([, name = ""]) => name);
    const isThere = (name: string) => all.some((place) => `/${place}/`.includes(`/${name}`));
    expect(named.filter((name) => !isThere(name) && !built.has(name))).toEqual([]);
  });
});

/** What a build writes. */
const built = new Set(["dist/", ".cache/"]);
