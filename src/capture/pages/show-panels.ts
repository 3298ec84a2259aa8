/** Panels of tabs are text, whichever of them a page shows first: pages hide the others until they are chosen. */
import type { Element, Root } from "hast";

/** Shows all panels of `page`, a tree of its own, by taking off what hides them. */
export function showPanels(page: Root): Root {
  const controlled = new Set<unknown>();
  visit(page, ({ properties }) => {
    if (properties["role"] !== "tab") return;
    for (const id of [properties["ariaControls"] ?? []].flat()) controlled.add(id);
  });
  visit(page, ({ properties }) => {
    const { role, id, hidden } = properties;
    const isPanel = role === "tabpanel" || controlled.has(id) || hidden === "until-found";
    if (!isPanel) return;
    delete properties["hidden"];
    delete properties["ariaHidden"];
    if (/display\s*:\s*none|visibility\s*:\s*hidden/i.test(String(properties["style"]))) {
      delete properties["style"];
    }
  });
  return page;
}

function visit(parent: Root | Element, see: (element: Element) => void): void {
  for (const child of parent.children) {
    if (child.type !== "element") continue;
    see(child);
    visit(child, see);
  }
}
