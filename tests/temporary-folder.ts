/** Folders that tests make for themselves stand in one, which goes with the last test. */
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

/** Called before the first test; what it gives is called after the last one. */
export default function makeTemporaryFolder(): () => void {
  const folder = mkdtempSync(path.join(tmpdir(), "tidemark-tests-"));
  // Some tests run as another user.
  chmodSync(folder, 0o1777);
  process.env["TMPDIR"] = folder;
  return () => {
    rmSync(folder, { recursive: true, force: true });
  };
}
