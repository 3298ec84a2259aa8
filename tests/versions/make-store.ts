import { diffLines } from "../../src/diff/lines/lines.ts";
import { splitLines } from "../../src/diff/lines/text.ts";
import type { StoredText, VersionVolume } from "../../src/versions/format.ts";
import { editText, wholeText } from "../../src/versions/next-text.ts";
import { openStore, type VersionStore } from "../../src/versions/store.ts";
import { type FileStep, writeIndex } from "../../src/versions/write-index.ts";
import { type DraftVolume, type NextEntry, writeVolume } from "../../src/versions/write-volume.ts";
import { append } from "./make-volumes.ts";

/** What befalls a path with a snapshot: a text, a text by a new name, its end; null where nothing does. */
export type Event =
  | string
  | null
  | ({ readonly text: string; readonly from?: string } & Pick<StoredText, "alike" | "moved">)
  | { readonly state: "removed" | "missing" | "back" }
  | { readonly to: string };

const letters = { removed: "r", missing: "m", back: "b" } as const;

/** A store of files, each with an event a day from 2026-01-01 on; anchors are `c` and the day's number. */
export function makeStore(files: Readonly<Record<string, readonly Event[]>>): VersionStore {
  const paths = Object.keys(files);
  const days = Math.max(...Object.values(files).map(({ length }) => length));
  const stamps = Array.from({ length: days }, (_, day) =>
    new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10),
  );
  const texts = new Map<string, readonly string[]>();
  const versions = new Map<string, number>();
  const drafts = new Map<string, DraftVolume[]>();
  const steps = new Map<string, FileStep[]>(paths.map((path) => [path, []]));
  for (const [day, at] of stamps.entries()) {
    const [before, counted] = [new Map(texts), new Map(versions)];
    for (const path of paths) {
      const event = files[path]?.[day] ?? null;
      if (event === null) continue;
      const about = { at, ...(day > 0 && { anchor: `c${String(day)}` }) };
      const note = (entry: NextEntry, step: Omit<FileStep, "snapshot">) => {
        drafts.set(path, append(drafts.get(path) ?? [], path, entry));
        steps.get(path)?.push({ snapshot: day, ...step });
      };
      if (typeof event === "object" && "to" in event) {
        texts.delete(path);
        note({ ...about, state: "renamed", to: event.to }, { letter: "n" });
      } else if (typeof event === "object" && "state" in event) {
        if (event.state === "removed") texts.delete(path);
        const { state } = event;
        note(state === "back" ? { at, state } : { ...about, state }, { letter: letters[state] });
      } else {
        const { text, from = null, ...quiet } = typeof event === "string" ? { text: event } : event;
        const lines = splitLines(text);
        const old = before.get(from ?? path);
        const blocks = old ? diffLines(old, lines).blocks : [];
        const written =
          old && from === null
            ? editText(lines, blocks)
            : wholeText(lines, old && { oldLength: old.length, blocks });
        const origin = from === null ? undefined : { path: from, version: counted.get(from) ?? 0 };
        note(
          {
            ...about,
            ...{ state: "version", git: "", sha256: "", size: 0, mode: "100644" },
            ...(origin && { from: origin }),
            text: { ...written, ...quiet },
          },
          { letter: "v", content: text, from: origin },
        );
        texts.set(path, lines);
        versions.set(path, (versions.get(path) ?? 0) + 1);
      }
    }
  }
  const index = writeIndex(
    { source: "docs", texts: true, snapshots: stamps },
    paths.map((path) => ({
      path,
      name: path,
      volumes: (drafts.get(path) ?? []).map(({ first }) => first),
      steps: steps.get(path) ?? [],
    })),
  );
  return openStore(index, (name) => {
    const path = name.replace(/(-\d+)?\.json$/, "");
    const number = Number(/-(\d+)\.json$/.exec(name)?.[1] ?? 1);
    const draft = drafts.get(path)?.[number - 1];
    if (!draft) throw new Error(`There is no ${name}.`);
    return Promise.resolve(JSON.parse(writeVolume(draft)) as VersionVolume);
  });
}
