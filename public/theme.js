/* Runs before anything is painted: the reader's choice of colours, remembered (see src/client/theme.ts). */
try {
  const theme = localStorage.getItem("tidemark-theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch {
  // Storage may be forbidden; the system's colours stand.
}
