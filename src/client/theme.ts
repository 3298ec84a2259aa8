/**
 * A button that goes from the system's colours to light and dark ones. `public/theme.js` obeys the choice
 * before anything is painted; without scripts the system's stand.
 */
import { recall, remember } from "./remember.ts";
import { make } from "./make.ts";

const key = "tidemark-theme";
const themes = ["system", "light", "dark"] as const;

/** Puts the button into the page's header. */
export function offerThemes(): void {
  const place = document.querySelector("[data-tools]");
  const kept = themes.findIndex((theme) => theme === recall(key));
  let at = Math.max(kept, 0);
  const button = make("button", { type: "button", className: "theme" });
  const show = () => {
    const theme = themes[at] ?? "system";
    if (theme === "system") delete document.documentElement.dataset["theme"];
    else document.documentElement.dataset["theme"] = theme;
    button.title = `Colours: ${theme === "system" ? "the system's" : theme}`;
    button.setAttribute("aria-label", button.title);
  };
  show();
  button.addEventListener("click", () => {
    at = (at + 1) % themes.length;
    remember(key, themes[at] ?? "system");
    show();
  });
  place?.append(button);
}
