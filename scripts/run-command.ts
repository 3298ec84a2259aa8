import { InputError } from "../src/errors.ts";
import { HelpWanted } from "./arguments.ts";

/**
 * Runs a command's main. Who asks for help is told how the command is used. Input that cannot be built from is told with its remedy, anything else with
 * its stack; both make the process exit with 1 when all is written. So does a main that waits for what
 * never comes, as for the answer of a process that was killed.
 */
export async function runCommand(main: () => Promise<void>): Promise<void> {
  process.once("beforeExit", tellUnfinished);
  try {
    await main();
  } catch (error) {
    if (error instanceof HelpWanted) {
      console.log(error.message);
      return;
    }
    process.exitCode = 1;
    if (error instanceof InputError) console.error(`\n${error.message}`);
    else console.error("\nThis should not happen; please report it.\n", error);
  } finally {
    process.off("beforeExit", tellUnfinished);
  }
}

function tellUnfinished(): void {
  process.exitCode = 1;
  console.error(
    "\nA process that this command waited for has ended, and the work is not done.\n  Make sure that there is room in memory and on the disk, and run the command again.",
  );
}
