import { make } from "./make.ts";

/** Hands a file of that name to the browser's downloads. */
export function saveFile(content: BlobPart, type: string, name: string): void {
  const address = URL.createObjectURL(new Blob([content], { type }));
  make("a", { href: address, download: name }).click();
  // The browser has its own hold on it once the download began.
  setTimeout(() => {
    URL.revokeObjectURL(address);
  }, 10_000);
}
