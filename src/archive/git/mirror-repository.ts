/**
 * A repository on this disk is never opened as one: its settings could name programs for git to run. A
 * repository of ours takes its place, with settings of ours, the names (branches, tags) that the other has
 * now, and its folder of objects to read from.
 */
import {
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { GitError } from "./run-git.ts";

/** A repository's folders: of a linked work tree, HEAD stands elsewhere than the rest. */
interface Place {
  readonly head: string;
  readonly common: string;
}

/** Settings of every repository of ours. What git knows of commits beside the objects is not believed. */
export const ownSettings = `[core]
\trepositoryformatversion = 1
\tbare = true
\tcommitGraph = false
\thooksPath = /dev/null
`;

/** Makes `mirror` a repository that reads the one at or above `folder`. Throws GitError. */
export function mirrorRepository(folder: string, mirror: string): void {
  const place = findRepository(folder);
  refuseOdd(place.common, folder);
  const objects = path.join(place.common, "objects");
  refuseForeignObjects(objects);
  mkdirSync(path.join(mirror, "objects", "info"), { recursive: true });
  mkdirSync(path.join(mirror, "refs"), { recursive: true });
  const write = (name: string, text: string) => {
    // Another build may read it right now.
    const draft = path.join(mirror, `${name}.${String(process.pid)}`);
    writeFileSync(draft, text);
    renameSync(draft, path.join(mirror, name));
  };
  write("config", ownSettings);
  // In quotes, since a path may hold whatever ends a line or begins a comment.
  write("objects/info/alternates", `${JSON.stringify(objects.replaceAll("\\", "/"))}\n`);
  const names = readNames(place.common);
  write("packed-refs", [...names].map(([name, oid]) => `${oid} ${name}\n`).join(""));
  write("HEAD", `${readHead(place.head)}\n`);
}

function findRepository(folder: string): Place {
  const [dot, head, objects] = [".git", "HEAD", "objects"].map((name) =>
    lstatSync(path.join(folder, name), { throwIfNoEntry: false }),
  );
  const inside = path.join(folder, ".git");
  if (dot?.isDirectory()) return { head: inside, common: inside };
  if (dot?.isFile()) return followFile(inside);
  if (head?.isFile() && objects?.isDirectory()) return { head: folder, common: folder };
  const parent = path.dirname(folder);
  if (parent === folder) throw new GitError("it is not a git repository");
  return findRepository(parent);
}

/** A work tree's or a submodule's `.git` is a file that names the folder. */
function followFile(file: string): Place {
  const named = /^gitdir: (.+?)\r?\n?$/s.exec(readFileSync(file, "utf8"))?.[1];
  if (named === undefined) throw new GitError(`${file} names no repository`);
  const head = path.resolve(path.dirname(file), named);
  const common = readIfFile(path.join(head, "commondir"))?.trim();
  return { head, common: common === undefined ? head : path.resolve(head, common) };
}

function refuseOdd(common: string, folder: string): void {
  if ((readIfFile(path.join(common, "shallow")) ?? "") !== "") {
    throw new GitError(
      "it is a shallow clone: most of its history is missing",
      `Run “git fetch --unshallow” in ${folder} (in GitHub Actions: fetch-depth: 0).`,
    );
  }
  const format = /^\s*objectformat\s*=\s*"?(sha\d+)/im.exec(
    readIfFile(path.join(common, "config")) ?? "",
  )?.[1];
  if (format !== undefined && format !== "sha1") {
    throw new GitError(
      `it names its objects by ${format}`,
      "Use a repository in git's sha1 format, or import it into snapshot folders.",
    );
  }
  if (lstatSync(path.join(common, "reftable"), { throwIfNoEntry: false })) {
    throw new GitError(
      "it keeps its branches and tags as a reftable",
      `Run “git refs migrate --ref-format=files” in ${folder}.`,
    );
  }
}

/** A repository that a stranger sent must not show objects of another one on this machine. */
function refuseForeignObjects(objects: string): void {
  const remedy =
    "Copy the objects into it: “git repack -a -d”, then remove that file; or clone it with --dissociate.";
  const alternates = path.join(objects, "info", "alternates");
  if (lstatSync(alternates, { throwIfNoEntry: false })) {
    throw new GitError(`it borrows objects of another repository, by ${alternates}`, remedy);
  }
  if (!lstatSync(objects, { throwIfNoEntry: false })?.isDirectory()) {
    throw new GitError(`it has no folder ${objects}`, "Clone it anew.");
  }
  const link = readdirSync(objects, { recursive: true, withFileTypes: true }).find((entry) =>
    entry.isSymbolicLink(),
  );
  if (link) {
    const file = path.join(link.parentPath, link.name);
    throw new GitError(`its object file ${file} is a symbolic link`, "Clone it anew.");
  }
}

/** All branches, tags and the like, by their whole names; those of files win over packed ones, as in git. */
function readNames(common: string): Map<string, string> {
  const packed = (readIfFile(path.join(common, "packed-refs")) ?? "").matchAll(
    /^([0-9a-f]{40}) (refs\/\S+)$/gm,
  );
  const names = new Map<string, string>();
  for (const [, oid = "", name = ""] of packed) names.set(name, oid);
  const symbolic = new Map<string, string>();
  for (const name of listNames(common, "refs")) {
    const text = readIfFile(path.join(common, name)) ?? "";
    const target = /^ref: (refs\/\S+)\s*$/.exec(text)?.[1];
    const oid = /^([0-9a-f]{40})\s*$/.exec(text)?.[1];
    if (target !== undefined) symbolic.set(name, target);
    else if (oid !== undefined) names.set(name, oid);
  }
  for (const [name, target] of symbolic) {
    const oid = names.get(target);
    if (oid !== undefined) names.set(name, oid);
  }
  return names;
}

function listNames(common: string, folder: string): string[] {
  const place = path.join(common, folder);
  if (!lstatSync(place, { throwIfNoEntry: false })?.isDirectory()) return [];
  return readdirSync(place, { withFileTypes: true }).flatMap((entry) => {
    const name = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return listNames(common, name);
    // What git itself would not take for a name is no line of ours either.
    return entry.isFile() && !/\s|\.lock$/.test(entry.name) ? [name] : [];
  });
}

function readHead(folder: string): string {
  const head = readIfFile(path.join(folder, "HEAD"))?.trim() ?? "";
  if (/^(ref: refs\/\S+|[0-9a-f]{40})$/.test(head)) return head;
  throw new GitError(`its HEAD holds neither a branch nor a commit`, "Clone it anew.");
}

/** The text of a file that is one, and no link or pipe; null otherwise. */
function readIfFile(file: string): string | null {
  return lstatSync(file, { throwIfNoEntry: false })?.isFile() ? readFileSync(file, "utf8") : null;
}
