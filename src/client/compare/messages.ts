/** What the page and the worker that compares say to each other. */
import type { LanguageRegistration } from "shiki/types";
import type { ChangeFacts, NoiseRule, Path } from "../../model.ts";
import type { GrammarTable } from "../../render/highlight/grammar-table.ts";
import type { WantedChange } from "./list-changes.ts";

export type WorkerCommand =
  /** A volume of the version store, as it came. */
  | { readonly kind: "volume"; readonly name: string; readonly bytes: ArrayBuffer }
  /** Compare these; all of their volumes are here. Of what is running the rest is dropped. */
  | {
      readonly kind: "compare";
      readonly job: number;
      readonly changes: readonly WantedChange[];
      /** The keeper's rules. */
      readonly noise: readonly NoiseRule[];
    }
  /** Compare this file next. */
  | { readonly kind: "first"; readonly path: Path }
  /** Write a patch of the changes; all of their volumes are here. */
  | { readonly kind: "patch"; readonly changes: readonly WantedChange[] }
  /** Colour from now on what is compared; these grammars can be had. */
  | { readonly kind: "grammars"; readonly table: GrammarTable }
  /** One that was lacking; null where it could not be had. */
  | {
      readonly kind: "grammar";
      readonly name: string;
      readonly grammar: LanguageRegistration | null;
    };

export type WorkerAnswer =
  /** So many files are compared, as far as each tells by itself. */
  | { readonly kind: "read"; readonly job: number; readonly count: number }
  /** `chunks`: HTML with the marks that `render/README.md` tells of. */
  | {
      readonly kind: "compared";
      readonly job: number;
      readonly path: Path;
      readonly facts: ChangeFacts;
      readonly chunks: readonly string[];
    }
  /** The same chunks, coloured. */
  | {
      readonly kind: "coloured";
      readonly job: number;
      readonly path: Path;
      readonly chunks: readonly string[];
    }
  /** Grammars that the next text needs. */
  | { readonly kind: "lacking"; readonly names: readonly string[] }
  /** `leftOut`: files whose bytes are not in the version store. */
  | {
      readonly kind: "patch";
      readonly bytes: Uint8Array<ArrayBuffer>;
      readonly leftOut: readonly Path[];
    }
  /** What the worker was handed could not be read or compared. */
  | { readonly kind: "failed"; readonly message: string };
