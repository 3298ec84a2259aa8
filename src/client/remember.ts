/** The reader's choices, kept in the browser; where that is forbidden they last as long as the page. */
const kept = new Map<string, string>();

/** What was kept under the key, or null. */
export function recall(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return kept.get(key) ?? null;
  }
}

/** Keeps the value under the key. */
export function remember(key: string, value: string): void {
  kept.set(key, value);
  try {
    localStorage.setItem(key, value);
  } catch {
    // Kept for this page.
  }
}
