/** What disks, copies cut short and careless hands do to a file. */
import {
  copyFileSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";

/** Each takes the path of a file and of another one of its kind. */
export const damages: Readonly<Record<string, (file: string, other: string) => void>> = {
  missing: (file) => {
    rmSync(file);
  },
  empty: (file) => {
    truncateSync(file);
  },
  "cut in half": (file) => {
    truncateSync(file, Math.floor(readFileSync(file).length / 2));
  },
  "other bytes of the same number": (file) => {
    writeFileSync(
      file,
      readFileSync(file).map((_, index) => (index * 193 + 71) % 256),
    );
  },
  "one bit flipped": (file) => {
    const bytes = readFileSync(file);
    const at = Math.floor(bytes.length / 2);
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    writeFileSync(file, bytes);
  },
  "somebody else's": (file, other) => {
    copyFileSync(other, file);
  },
  "a folder in its place": (file) => {
    rmSync(file);
    mkdirSync(path.join(file, "inner"), { recursive: true });
  },
  // Also for root, whom no permission stops.
  unreadable: (file) => {
    rmSync(file);
    symlinkSync(path.basename(file), file);
  },
};
