/**
 * What the command line says, for the pages: Astro runs them in modules of its own, so it goes
 * through one variable of the environment.
 */
import { channel } from "node:diagnostics_channel";
import { z } from "zod";

const variable = "TIDEMARK_BUILD";

const keptSchema = z.object({
  /** The last output. */
  out: z.string(),
  /** The folder that takes what is kept of it. */
  folder: z.string(),
  /** Key of the notes of its pages in the cache. */
  notes: z.string(),
});

/** The last output, of which pages may be taken as they are. */
export type KeptPages = Readonly<z.infer<typeof keptSchema>>;

const contextSchema = z.object({
  /** The folder of the cache that this build reads from. */
  cacheFolder: z.string(),
  /** The file that holds the archive's facts as JSON. */
  factsFile: z.string(),
  /** Null where every page is laid out. */
  kept: keptSchema.nullable(),
  /** Ids of sources whose pages are there already. */
  readySources: z.array(z.string()).readonly(),
  /** Whether a server lays out what is asked for, and writes scripts and styles of its own into it. */
  isServed: z.boolean(),
});

export type BuildContext = z.infer<typeof contextSchema>;

/** Tells the pages that are built next where the facts are. */
export function passBuildContext(context: BuildContext): void {
  process.env[variable] = JSON.stringify(context);
}

/** What the command that runs the pages passed. Throws where pages run without one. */
export function readBuildContext(): BuildContext {
  const text = process.env[variable];
  if (text === undefined) {
    throw new Error("Pages need the facts of an archive: use `npm run build` or `npm run dev`.");
  }
  return contextSchema.parse(JSON.parse(text));
}

const pages = channel("tidemark:page");

/** A page says that it is laid out, for the progress line. */
export function announcePage(): void {
  if (pages.hasSubscribers) pages.publish(null);
}

/** Calls `onPage` for every page that is laid out in this process from now on. */
export function watchPages(onPage: () => void): void {
  pages.subscribe(onPage);
}
