import { execFile } from "node:child_process";
import { createReadStream, createWriteStream, existsSync } from "node:fs";
import { lstat, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { promisify } from "node:util";
import { createBrotliDecompress } from "node:zlib";

export interface UnpackedChromium {
  readonly executablePath: string;
  /** What the browser needs in its environment to find its libraries and fonts. */
  readonly env: { readonly LD_LIBRARY_PATH: string; readonly FONTCONFIG_FILE: string };
}

/**
 * Unpacks the Chromium (Linux, x64) that lies in the npm package @sparticuz/chromium, with the NSS
 * libraries it needs, into a folder under the system's temporary one, once for all test runs of a
 * user and version (200 MB, two seconds). Several processes may call it at the same time.
 *
 * @throws {Error} on another system than the one that the browser is for.
 */
export async function unpackChromium(): Promise<UnpackedChromium> {
  if (process.platform !== "linux" || process.arch !== "x64") {
    const system = `${process.platform} ${process.arch}`;
    throw new Error(`No browser for ${system} comes with npm: install Chrome or set CHROME_PATH.`);
  }
  const home = path.dirname(path.dirname(require.resolve("@sparticuz/chromium")));
  const { version } = JSON.parse(await readFile(path.join(home, "package.json"), "utf8")) as {
    version: string;
  };
  const user = process.getuid?.() ?? 0;
  const folder = path.join(tmpdir(), `tidemark-chromium-${version}-${String(user)}`);
  if (!(await isWhole(folder, user))) await unpackInto(folder, path.join(home, "bin"));
  return {
    executablePath: path.join(folder, "chromium"),
    env: {
      LD_LIBRARY_PATH: [libraries(folder), process.env["LD_LIBRARY_PATH"]]
        .filter(Boolean)
        .join(":"),
      FONTCONFIG_FILE: path.join(folder, "fonts.conf"),
    },
  };
}

const require = createRequire(import.meta.url);

/** Cleaners take files out of temporary folders, and another user's folder there is not to be run. */
async function isWhole(folder: string, user: number): Promise<boolean> {
  const needed = ["chromium", "fonts.conf", "lib/libnss3.so", "lib/libsoftokn3.so"];
  if (!needed.every((file) => existsSync(path.join(folder, file)))) return false;
  const { uid } = await lstat(folder);
  if (uid !== user) throw new Error(`${folder} belongs to another user; remove it or set TMPDIR.`);
  return true;
}

async function unpackInto(folder: string, packed: string): Promise<void> {
  const partial = await mkdtemp(`${folder}-`);
  try {
    await Promise.all([
      unpackFile(path.join(packed, "chromium.br"), path.join(partial, "chromium"), 0o755),
      unpackTar(path.join(packed, "al2023.tar.br"), partial),
      unpackTar(path.join(packed, "fonts.tar.br"), partial),
    ]);
    await writeFile(path.join(partial, "fonts.conf"), fontSettings(folder));
    await takeName(partial, folder);
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
}

/** Gives the unpacked folder its name, in place of a half gone one, unless another process was faster. */
async function takeName(partial: string, folder: string): Promise<void> {
  const user = process.getuid?.() ?? 0;
  if (existsSync(folder) && !(await isWhole(folder, user))) {
    const broken = `${partial}-broken`;
    await rename(folder, broken).catch(() => undefined);
    await rm(broken, { recursive: true, force: true });
  }
  try {
    await rename(partial, folder);
  } catch (error) {
    if (!(await isWhole(folder, user))) throw error;
  }
}

async function unpackTar(archive: string, folder: string): Promise<void> {
  // By way of a file: tar closes its input before the padding at the end, which breaks a pipe.
  const tar = path.join(folder, path.basename(archive, ".br"));
  await unpackFile(archive, tar, 0o644);
  await promisify(execFile)("tar", ["-x", "-f", tar, "-C", folder, "--no-same-owner"]);
  await rm(tar);
}

function unpackFile(packed: string, file: string, mode: number): Promise<void> {
  const target = createWriteStream(file, { mode });
  return pipeline(createReadStream(packed), createBrotliDecompress(), target);
}

function libraries(folder: string): string {
  return path.join(folder, "lib");
}

function fontSettings(folder: string): string {
  const folders = [path.join(folder, "fonts"), "/usr/share/fonts", "/usr/local/share/fonts"];
  const lines = folders.map((place) => `  <dir>${place}</dir>\n`).join("");
  const cache = `  <cachedir>${path.join(folder, "font-cache")}</cachedir>\n`;
  return `<?xml version="1.0"?>\n<fontconfig>\n${lines}${cache}</fontconfig>\n`;
}
