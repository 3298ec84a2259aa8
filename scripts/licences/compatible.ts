/**
 * The licences that packages may have. Tidemark is under the MIT licence and hands out none of their code:
 * keepers install it from the registry. What a licence asks beyond a notice is why it may stand here.
 */
export const compatibleLicences: Readonly<Record<string, string>> = {
  MIT: "asks for its notice",
  ISC: "asks for its notice",
  "BSD-2-Clause": "asks for its notice",
  "BSD-3-Clause": "asks for its notice",
  "0BSD": "asks for nothing",
  "BlueOak-1.0.0": "asks for its notice",
  "Apache-2.0": "asks for its notice, and gives a licence to patents",
  "CC0-1.0": "asks for nothing; of data, not of programs",
  "Python-2.0": "asks for its notice",
  "MPL-2.0":
    "asks for the source of its own files where they are changed; they are used as they are",
  "LGPL-3.0-or-later":
    "asks that the library can be replaced; it is a file of its own that is loaded, and used as it is",
};

/** Packages whose manifest names its licence in a form that the lock file does not take over. */
export const statedElsewhere: ReadonlyMap<string, string> = new Map([
  // Its manifest has the old list: "licenses": [{ "type": "MIT" }].
  ["format", "MIT"],
]);
