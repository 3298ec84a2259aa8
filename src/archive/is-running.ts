import { hasCode } from "../errors.ts";

/** Whether a process of this id runs now; somebody else's is a running one too. */
export function isRunning(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    return hasCode(error, "EPERM");
  }
}
