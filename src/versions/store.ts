/** A source's version store, opened by who can fetch its files. */
import type { IndexedFile, OpenVolume, VersionIndex, VersionVolume } from "./format.ts";
import { nameVolume, volumeOf } from "./read-index.ts";
import { linesOf, openVolume, readVersion, type VolumeVersion } from "./read-volume.ts";

export interface VersionStore {
  readonly index: VersionIndex;
  /** A volume, by its number; each is fetched once. Rejects with what fetching rejects with. */
  readonly open: (file: IndexedFile, volume: number) => Promise<OpenVolume>;
  /** A version, and its lines with their terminators (null where its text is not there). */
  readonly read: (file: IndexedFile, version: number) => Promise<ReadVersion>;
}

export interface ReadVersion extends VolumeVersion {
  readonly lines: readonly string[] | null;
}

/** Opens the store; `load` gives the JSON of a file that stands beside the index. */
export function openStore(
  index: VersionIndex,
  load: (name: string) => Promise<VersionVolume>,
): VersionStore {
  const opened = new Map<string, Promise<OpenVolume>>();
  const open: VersionStore["open"] = (file, volume) => {
    const name = nameVolume(file, volume);
    const known = opened.get(name) ?? load(name).then(openVolume);
    opened.set(name, known);
    return known;
  };
  return {
    index,
    open,
    async read(file, version) {
      const volume = await open(file, volumeOf(file, version));
      const found = readVersion(volume, version);
      return { ...found, lines: linesOf(volume, found) };
    },
  };
}
