/** Whether a process of this id runs now; somebody else's is a running one too. */
import { hasCode } from "../errors.ts";
export function isRunning(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    return hasCode(error, "EPERM");
  }
}
