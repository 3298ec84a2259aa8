/**
 * Loaded into a build before anything else (also into its threads): below one folder the disk holds so
 * many bytes and no more, and the process may be killed at one rename. A write that does not fit
 * leaves its first half, as a real one does.
 */
import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import path from "node:path";
import type { Fault } from "./fault.ts";

const fault = JSON.parse(process.env["TIDEMARK_TEST_FAULT"] ?? "null") as Fault;
const real = { ...fs };
const realWrite = fs.promises.writeFile;
let used = 0;

fs.writeFileSync = (file, data, options) => {
  take(file, data);
  real.writeFileSync(file, data, options);
};

fs.promises.writeFile = async (file, data, options) => {
  take(file, data);
  return realWrite(file, data, options);
};

fs.copyFileSync = (from, to, mode) => {
  take(to, real.readFileSync(from));
  real.copyFileSync(from, to, mode);
};

fs.linkSync = (from, to) => {
  if (fault.isOtherDisk && isOnDisk(to) && !isOnDisk(from)) {
    throw createError("EXDEV", "cross-device link not permitted, link");
  }
  real.linkSync(from, to);
};

fs.renameSync = (from, to) => {
  if (from === fault.mounted || to === fault.mounted) {
    throw createError("EBUSY", "resource busy or locked, rename");
  }
  if (to === fault.killBeforeRenameTo) process.kill(process.pid, "SIGKILL");
  if (fault.isOtherDisk && isOnDisk(to) && !isOnDisk(from)) {
    throw createError("EXDEV", "cross-device link not permitted, rename");
  }
  real.renameSync(from, to);
  if (to === fault.killAfterRenameTo) process.kill(process.pid, "SIGKILL");
};

syncBuiltinESMExports();

function take(file: unknown, data: unknown): void {
  if (!isOnDisk(file)) return;
  const bytes = typeof data === "string" ? Buffer.from(data) : Buffer.from(data as Uint8Array);
  used += bytes.length;
  if (used <= fault.room) return;
  real.writeFileSync(file, bytes.subarray(0, bytes.length / 2));
  // As Node says it: without a path.
  throw createError("ENOSPC", "no space left on device, write");
}

function isOnDisk(file: unknown): file is string {
  return typeof file === "string" && path.isAbsolute(file) && file.startsWith(fault.folder);
}

function createError(code: string, words: string): Error {
  return Object.assign(new Error(`${code}: ${words}`), { code });
}
