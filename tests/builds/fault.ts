/** What goes wrong while a build runs. */
export interface Fault {
  /** The beginning of the paths that lie on the disk that gets full. */
  readonly folder: string;
  /** Bytes that fit there. */
  readonly room: number;
  /** Whether it is a file system of its own, into which nothing can be renamed. */
  readonly isOtherDisk: boolean;
  /** A place where something is mounted, which cannot be renamed. */
  readonly mounted: string | null;
  /** The process is killed when it is about to rename something to this path. */
  readonly killBeforeRenameTo: string | null;
  /** The process is killed when it has renamed something to this path. */
  readonly killAfterRenameTo: string | null;
}

/** The environment in which a build meets the fault. */
export function cause(fault: Partial<Fault>): Record<string, string> {
  const none: Fault = {
    folder: "/dev/null/",
    room: 0,
    isOtherDisk: false,
    mounted: null,
    killBeforeRenameTo: null,
    killAfterRenameTo: null,
  };
  const preload = new URL("fault-preload.ts", import.meta.url);
  return {
    NODE_OPTIONS: `--import ${preload.href}`,
    TIDEMARK_TEST_FAULT: JSON.stringify({ ...none, ...fault }),
  };
}
