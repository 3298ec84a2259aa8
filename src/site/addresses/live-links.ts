import { toDisplay } from "../../bytes.ts";
import type { Path } from "../../model.ts";
import { encodeAddress } from "./urls.ts";

/**
 * Where a file lives on the live site, by the source's template: `{path}` is the path,
 * `{path-without-extension}` the path less its extension (and less a last `index`).
 */
export function fillLink(template: string, path: Path): string {
  const shown = toDisplay(path);
  const bare = shown.replace(/\.[A-Za-z0-9]+$/, "").replace(/(^|\/)index$/, "$1");
  return template
    .replaceAll("{path}", encodeAddress(shown))
    .replaceAll("{path-without-extension}", encodeAddress(bare));
}
