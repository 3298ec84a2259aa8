import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { hostname, tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { openCache, prepareCache } from "../../src/archive/cache.ts";
import { InputError } from "../../src/errors.ts";
import { asNobody } from "../as-nobody.ts";
import { damages } from "../builds/damage.ts";

const scratch = () => mkdtempSync(path.join(tmpdir(), "tidemark-cache-entry-"));

/** All paths below, `/` between folders. */
const list = (folder: string) => readdirSync(folder, { recursive: true }).map(String).toSorted();

describe("an entry", () => {
  const key = "ab12";
  const bytes = Buffer.from("high at noon, \u0000 and low at six");

  function writeEntry() {
    const folder = scratch();
    const cache = openCache(folder);
    cache.write("patch", key, bytes);
    cache.write("patch", "ab34", "another one of the same folder");
    return { cache, folder, fileOf: (name: string) => path.join(folder, "patch", "ab", name) };
  }

  test("is read as it was written, whole and in parts, and leaves nothing temporary", () => {
    const { cache, folder } = writeEntry();
    expect(cache.read("patch", key)).toEqual(bytes);
    expect(cache.readSlice("patch", key, 5, 7).toString()).toBe("at noon");
    expect(() => cache.readSlice("patch", key, bytes.length - 1, 2)).toThrow("too short");
    expect(cache.read("facts", key)).toBeNull();
    expect(cache.read("patch", "cd56")).toBeNull();
    expect(readdirSync(path.join(folder, "temporary"))).toEqual([]);
  });

  test.for(Object.entries(damages))(
    "damaged (%s) counts as missing and is made again",
    ([, damage]) => {
      const { cache, fileOf } = writeEntry();
      damage(fileOf(key), fileOf("ab34"));
      expect(cache.read("patch", key)).toBeNull();
      cache.write("patch", key, bytes);
      expect(cache.read("patch", key)).toEqual(bytes);
      expect(cache.read("patch", "ab34")?.toString()).toBe("another one of the same folder");
    },
  );

  test("damaged in any one bit counts as missing", () => {
    const { cache, fileOf } = writeEntry();
    const whole = readFileSync(fileOf(key));
    for (let bit = 0; bit < whole.length * 8; bit += 1) {
      const damaged = Buffer.from(whole);
      damaged[bit >> 3] = (whole[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      writeFileSync(fileOf(key), damaged);
      expect([bit, cache.read("patch", key)]).toEqual([bit, null]);
    }
  });

  test("cut short anywhere counts as missing", () => {
    const { cache, fileOf } = writeEntry();
    const whole = readFileSync(fileOf(key));
    for (let length = 0; length < whole.length; length += 1) {
      writeFileSync(fileOf(key), whole.subarray(0, length));
      expect([length, cache.read("patch", key)]).toEqual([length, null]);
    }
  });

  test.for(["patch", "patch/ab"])("a file where the folder %s should be makes way", (name) => {
    const { cache, folder } = writeEntry();
    rmSync(path.join(folder, name), { recursive: true });
    writeFileSync(path.join(folder, name), "in the way");
    expect(cache.read("patch", key)).toBeNull();
    cache.write("patch", key, bytes);
    expect(cache.read("patch", key)).toEqual(bytes);
  });

  test("of no bytes is an entry", () => {
    const cache = openCache(scratch());
    cache.write("fragments", key, "");
    expect(cache.read("fragments", key)).toEqual(Buffer.alloc(0));
  });
});

describe("a kept folder", () => {
  function keep() {
    const root = scratch();
    const made = path.join(root, "made");
    mkdirSync(path.join(made, "index"), { recursive: true });
    writeFileSync(path.join(made, "entry.json"), '{"languages":{}}');
    writeFileSync(path.join(made, "index", "en.pf"), Buffer.from([1, 2, 3, 255]));
    const cache = openCache(path.join(root, "cache"));
    return { cache, made, kept: cache.keepFolder("k", made), folder: path.join(root, "cache") };
  }

  test("is found again, and what it was made from stays", () => {
    const { cache, made, kept } = keep();
    expect(cache.findFolder("k")).toBe(kept);
    expect(cache.findFolder("other")).toBeNull();
    expect(readFileSync(path.join(kept, "index", "en.pf"))).toEqual(Buffer.from([1, 2, 3, 255]));
    expect(list(made)).toEqual(["entry.json", "index", "index/en.pf"]);
  });

  const files = ["entry.json", "index/en.pf", "checksums.json"];
  test.for(
    Object.entries(damages).flatMap(([name, damage]) =>
      files.map((file) => [name, file, damage] as const),
    ),
  )("damaged (%s: %s) counts as missing and is made again", ([, file, damage]) => {
    const { cache, made, kept, folder } = keep();
    damage(
      path.join(kept, file),
      path.join(kept, file === "checksums.json" ? "entry.json" : "checksums.json"),
    );
    expect(cache.findFolder("k")).toBeNull();
    expect(cache.keepFolder("k", made)).toBe(kept);
    expect(cache.findFolder("k")).toBe(kept);
    expect(list(kept)).toEqual(["checksums.json", "entry.json", "index", "index/en.pf"]);
    expect(readdirSync(path.join(folder, "temporary"))).toEqual([]);
  });

  test("with a file more counts as missing", () => {
    const { cache, kept } = keep();
    writeFileSync(path.join(kept, "index", "stale.pf"), "left over");
    expect(cache.findFolder("k")).toBeNull();
  });

  test("that another build has kept meanwhile is as good", () => {
    const { cache, made, kept } = keep();
    expect(cache.keepFolder("k", made)).toBe(kept);
    expect(cache.findFolder("k")).toBe(kept);
  });
});

describe("a cache is made ready", () => {
  test("without what builds that were killed left behind", () => {
    const folder = scratch();
    const temporary = path.join(folder, "temporary");
    const names = {
      dead: `${hostname()}~999999999~a`,
      running: `${hostname()}~${String(process.ppid)}~b`,
      elsewhere: "another.example~999999999~c",
      forgotten: "another.example~999999999~d",
    };
    for (const name of Object.values(names))
      mkdirSync(path.join(temporary, name), { recursive: true });
    utimesSync(path.join(temporary, names.forgotten), 1, 1);
    prepareCache(folder);
    expect(readdirSync(temporary).toSorted()).toEqual([names.elsewhere, names.running].toSorted());
  });

  test("or refused where it cannot be written, with what to do", () => {
    const folder = scratch();
    chmodSync(folder, 0o555);
    const tell = () => {
      asNobody(() => {
        prepareCache(folder);
      });
    };
    expect(tell).toThrow(InputError);
    expect(tell).toThrow(/^\S+: cannot be written \(EACCES: .*\n.*leave.*--cache\.$/);
  });

  test("writing tells what to do, too", () => {
    const folder = scratch();
    chmodSync(folder, 0o555);
    const write = () => {
      asNobody(() => {
        openCache(folder).write("patch", "ab12", "x");
      });
    };
    expect(write).toThrow(InputError);
    expect(write).toThrow("--cache");
  });
});
