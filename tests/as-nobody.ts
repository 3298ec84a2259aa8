/**
 * Does the work as a user without any rights: root may read and write everything, so that a test of
 * permissions could not fail.
 */
export function asNobody<Result>(work: () => Result): Result {
  if (process.geteuid?.() !== 0) return work();
  process.seteuid?.(65_534);
  try {
    return work();
  } finally {
    process.seteuid?.(0);
  }
}
