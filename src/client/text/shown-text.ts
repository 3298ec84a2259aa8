import type { Urls } from "../../site/addresses/urls.ts";
import type { IndexedFile } from "../../versions/format.ts";
import type { VersionStore } from "../../versions/store.ts";

/** What the page for texts is about. */
export interface TextPage {
  readonly source: string;
  readonly urls: Urls;
  readonly form: HTMLFormElement;
  readonly status: HTMLElement;
}

/** A text that it shows. */
export interface ShownText {
  readonly store: VersionStore;
  readonly file: IndexedFile;
  readonly version: number;
  /** With their terminators. */
  readonly lines: readonly string[];
}
