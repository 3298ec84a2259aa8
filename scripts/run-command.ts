import { InputError } from "../src/errors.ts";

/**
 * Runs a command's main. Input that cannot be built from is told with its remedy, anything else with
 * its stack; both make the process exit with 1 when all is written.
 */
export async function runCommand(main: () => Promise<void>): Promise<void> {
  try {
    await main();
  } catch (error) {
    process.exitCode = 1;
    if (error instanceof InputError) console.error(`\n${error.message}`);
    else console.error("\nThis should not happen; please report it.\n", error);
  }
}
