/** What runs on every page. All of them read the same without it. */
import { copyLinks } from "./copy-links.ts";
import { trackCurrentChange } from "./current-change.ts";
import { filterChanges } from "./filters.ts";
import { offerLocalTimes } from "./local-times.ts";
import { showLastVisit } from "./last-visit.ts";
import { openLaterChanges } from "./open-later.ts";
import { followPermalink, linkLineNumbers } from "./permalinks.ts";
import { offerSearchDialog } from "./search-dialog.ts";
import { offerSeenMarks } from "./seen.ts";
import { listenForShortcuts } from "./shortcuts.ts";
import { offerThemes } from "./theme.ts";

filterChanges();
offerSeenMarks();
followPermalink();
window.addEventListener("hashchange", followPermalink);
linkLineNumbers();
copyLinks();
trackCurrentChange();
listenForShortcuts();
openLaterChanges();
offerLocalTimes();
offerThemes();
offerSearchDialog();
showLastVisit();
