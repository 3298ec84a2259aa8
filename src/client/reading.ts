/** What runs on pages that show changes. They read the same without it. */
import { copyLinks } from "./copy-links.ts";
import { trackCurrentChange } from "./current-change.ts";
import { followPermalink } from "./permalinks.ts";
import { listenForShortcuts } from "./shortcuts.ts";

followPermalink();
window.addEventListener("hashchange", followPermalink);
copyLinks();
trackCurrentChange();
listenForShortcuts();
