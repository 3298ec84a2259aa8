import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { prepareOutput, publishSite } from "../../../src/pipeline/publish/publish.ts";
import { InputError } from "../../../src/errors.ts";
import { asNobody } from "../../as-nobody.ts";

const scratch = () => mkdtempSync(path.join(tmpdir(), "tidemark-publish-"));

function writeSite(folder: string, text: string, sources: readonly string[] = []): string {
  mkdirSync(folder, { recursive: true });
  const archive = { sources: sources.map((id) => ({ id })) };
  writeFileSync(path.join(folder, "archive.json"), JSON.stringify(archive));
  writeFileSync(path.join(folder, "index.html"), text);
  for (const id of sources) writeFile(path.join(folder, id, "index.html"), text);
  return folder;
}

function writeFile(file: string, text: string): void {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
}

const readPage = (folder: string) => readFileSync(path.join(folder, "index.html"), "utf8");

test("a site replaces the one before it and leaves nothing beside it", () => {
  const root = scratch();
  const out = writeSite(path.join(root, "out"), "old");
  prepareOutput(out);
  publishSite(writeSite(path.join(root, "work"), "new"), out);
  expect(readPage(out)).toBe("new");
  expect(readdirSync(root)).toEqual(["out"]);
});

test("a source that the archive has no more goes with its pages", () => {
  const root = scratch();
  const out = writeSite(path.join(root, "out"), "old", ["tides", "berths"]);
  publishSite(writeSite(path.join(root, "work"), "new", ["tides"]), out);
  expect(readdirSync(out).toSorted()).toEqual(["archive.json", "index.html", "tides"]);
});

test("an empty folder and a missing one are fine", () => {
  const out = path.join(scratch(), "out");
  prepareOutput(out);
  mkdirSync(out);
  prepareOutput(out);
  expect(existsSync(out)).toBe(true);
});

describe("what is somebody else's stays", () => {
  test("a folder that is no site", () => {
    const out = path.join(scratch(), "out");
    mkdirSync(out);
    writeFileSync(path.join(out, "thesis.txt"), "ten years");
    expect(() => {
      prepareOutput(out);
    }).toThrow(InputError);
    expect(readFileSync(path.join(out, "thesis.txt"), "utf8")).toBe("ten years");
  });

  test("a file that was put into a site, found by what was published", () => {
    const out = writeSite(path.join(scratch(), "out"), "old", ["tides"]);
    const published = ["archive.json", "index.html", "tides/index.html"];
    prepareOutput(out, published);
    writeFileSync(path.join(out, ".DS_Store"), "what file managers leave");
    prepareOutput(out, published);
    writeFileSync(path.join(out, "tides", "notes.txt"), "mine");
    expect(() => {
      prepareOutput(out, published);
    }).toThrow("no build put there, and it would be lost: tides/notes.txt\n");
  });

  test("a file at the top of a site, where nobody knows what was published", () => {
    const root = scratch();
    const out = writeSite(path.join(root, "out"), "old", ["tides"]);
    writeFile(path.join(out, ".git", "HEAD"), "ref: refs/heads/pages");
    writeFileSync(path.join(out, "CNAME"), "tides.example");
    const site = writeSite(path.join(root, "work"), "new", ["tides"]);
    expect(() => {
      publishSite(site, out);
    }).toThrow("no build put there, and it would be lost: .git, CNAME\n");
    expect(readPage(out)).toBe("old");
    expect(readdirSync(root).toSorted()).toEqual(["out", "work"]);
  });

  test("a folder in the way of the old site", () => {
    const root = scratch();
    const out = writeSite(path.join(root, "out"), "old");
    writeFile(path.join(root, "out.previous", "thesis.txt"), "ten years");
    expect(() => {
      prepareOutput(out);
    }).toThrow(InputError);
    expect(readdirSync(path.join(root, "out.previous"))).toEqual(["thesis.txt"]);
  });
});

describe("where nothing may be written, it is told before the work begins", () => {
  const tell = (out: string) => () => {
    asNobody(() => {
      prepareOutput(out);
    });
  };
  const lock = (folder: string) => {
    chmodSync(folder, 0o555);
    return folder;
  };

  test("a folder without leave", () => {
    const root = scratch();
    const out = writeSite(path.join(root, "out"), "old");
    lock(root);
    expect(tell(out)).toThrow(/^\S+\/out: cannot be written \(EACCES: .*\n.*leave.*--out\.$/);
    expect(readPage(out)).toBe("old");
  });

  test("an older site put aside that belongs to another user", () => {
    const root = scratch();
    chmodSync(root, 0o777);
    const out = writeSite(path.join(root, "out"), "new");
    const previous = writeSite(path.join(root, "out.previous"), "old");
    lock(previous);
    expect(tell(out)).toThrow(/^\S+\/out\.previous: is an older site .*may not remove/);
    expect([readPage(out), readPage(previous)]).toEqual(["new", "old"]);
  });

  test("a folder that would have to be made", () => {
    const root = lock(scratch());
    expect(tell(path.join(root, "deep", "out"))).toThrow(/cannot be written \(EACCES: /);
  });
});

describe("what cannot be an output is told", () => {
  test.for([
    ["a file", (root: string) => writeFile(path.join(root, "out"), "x"), "", "not a site"],
    ["a file above", (root: string) => writeFile(path.join(root, "out"), "x"), "deep", "(E"],
    ["a circle", (root: string) => symlinkSync("out", path.join(root, "out")), "", "(ELOOP"],
  ] as const)("%s", ([, prepare, below, words]) => {
    const root = scratch();
    prepare(root);
    const tell = () => {
      prepareOutput(path.join(root, "out", below));
    };
    expect(tell).toThrow(InputError);
    expect(tell).toThrow(words);
  });
});

describe("what was interrupted is mended", () => {
  test("between the two renames the old site is put back", () => {
    const root = scratch();
    writeSite(path.join(root, "out.previous"), "old");
    prepareOutput(path.join(root, "out"));
    expect(readPage(path.join(root, "out"))).toBe("old");
  });

  test("after them the new site stays", () => {
    const root = scratch();
    writeSite(path.join(root, "out.previous"), "old");
    const out = writeSite(path.join(root, "out"), "new");
    prepareOutput(out);
    expect([readPage(out), readdirSync(root)]).toEqual(["new", ["out"]]);
  });

  test("before them the copy is removed, but for that of a build that runs", () => {
    const root = scratch();
    const running = `out.next-${String(process.ppid)}`;
    for (const name of ["out", "out.next-999999999", running])
      writeSite(path.join(root, name), name);
    prepareOutput(path.join(root, "out"));
    expect(readdirSync(root).toSorted()).toEqual(["out", running]);
  });
});

describe("an output that is a link", () => {
  test("stays one: the site stands where it leads", () => {
    const root = scratch();
    writeSite(path.join(root, "www", "site"), "old");
    const out = path.join(root, "out");
    symlinkSync("www/site", out);
    prepareOutput(out);
    publishSite(writeSite(path.join(root, "work"), "new"), out);
    expect([readlinkSync(out), readPage(out)]).toEqual(["www/site", "new"]);
    expect(readdirSync(path.join(root, "www"))).toEqual(["site"]);
  });

  test("is mended where it leads", () => {
    const root = scratch();
    writeSite(path.join(root, "www", "site.previous"), "old");
    symlinkSync("www/site", path.join(root, "out"));
    prepareOutput(path.join(root, "out"));
    expect(readPage(path.join(root, "www", "site"))).toBe("old");
  });
});

test("a site that cannot take its place leaves the old one there", () => {
  const root = scratch();
  const out = writeSite(path.join(root, "out"), "old");
  expect(() => {
    publishSite(path.join(root, "never-built"), out, ["archive.json", "index.html"]);
  }).toThrow("ENOENT");
  expect([readPage(out), readdirSync(root)]).toEqual(["old", ["out"]]);
});

test("a folder that can be written in one that cannot is filled in place", () => {
  const root = scratch();
  const out = writeSite(path.join(root, "out"), "old", ["tides", "berths"]);
  writeFile(path.join(out, "tides", "deep", "old.html"), "old");
  chmodSync(path.join(out), 0o777);
  for (const name of readdirSync(out, { recursive: true })) {
    chmodSync(path.join(out, String(name)), 0o777);
  }
  const site = writeSite(path.join(root, "work"), "new", ["tides"]);
  writeFile(path.join(site, "berths"), "a file now");
  writeFile(path.join(out, ".next-999999"), "of a fill that was killed");
  for (const folder of [root, path.join(root, "work"), path.join(site, "tides")])
    chmodSync(folder, 0o555);
  asNobody(() => {
    prepareOutput(out);
    expect(publishSite(site, out)).toBe("filled");
  });
  const files = (folder: string) => readdirSync(folder, { recursive: true }).map(String).toSorted();
  expect(files(out)).toEqual(files(site));
  expect(readPage(out)).toBe("new");
  expect(readFileSync(path.join(out, "berths"), "utf8")).toBe("a file now");
});

test.runIf(existsSync("/proc/self"))(
  "a place that takes no folders is told, and nothing hangs",
  () => {
    for (const out of ["/proc/x", "/proc/x/y", "/sys/x/y"]) {
      expect(() => {
        prepareOutput(out);
      }).toThrow(new RegExp(`^${out}: cannot be `));
    }
  },
);

test("a process that has the number of a killed one is not held up by what that left", () => {
  const root = scratch();
  const out = path.join(root, "out");
  writeFile(`${out}.next-${String(process.pid)}/left.html`, "left");
  prepareOutput(out);
  publishSite(writeSite(path.join(root, "work"), "new"), out);
  expect(readdirSync(root)).toEqual(["out"]);
});
