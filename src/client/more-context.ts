/**
 * More lines around a hunk: twenty at a time, or the whole file. They come from the version store, where
 * the change's link to its text says which version it is.
 */
import { make } from "./make.ts";
const step = 20;
/** So many lines are put on the page at once at most; a longer file is read on the page of its text. */
const most = 5000;

/** Puts a button at each hunk in `root` of a change whose text is known. */
export function offerContext(root: ParentNode = document): void {
  for (const hunk of root.querySelectorAll<HTMLElement>(".hunk:not(:has(.more-context))")) {
    const link = hunk.closest("article")?.querySelector<HTMLAnchorElement>("a[data-text]");
    if (!link || !hunk.querySelector("li[data-o]:not([id])")) continue;
    const place = make("p", { className: "more-context no-print" });
    const more = addButton(place, "More lines", () => show(step));
    const whole = addButton(place, "Whole file", () => show(most));
    whole.hidden = true;
    const show = async (count: number) => {
      more.disabled = whole.disabled = true;
      try {
        const { addLines, fetchLines } = await import("./context-lines.ts");
        const isAll = addLines(hunk, await fetchLines(link), count);
        whole.hidden = false;
        more.disabled = whole.disabled = isAll;
      } catch {
        more.textContent = "The text could not be loaded";
        whole.hidden = true;
      }
    };
    hunk.append(place);
  }
}

function addButton(place: HTMLElement, label: string, act: () => Promise<void>): HTMLButtonElement {
  const button = make("button", { type: "button" }, label);
  button.addEventListener("click", () => void act());
  place.append(button);
  return button;
}
