/**
 * How a page of a search looks back where texts must be read (a phrase of common words, that seldom stand side by side): newest first, in windows of so many texts that grow while time is left, so that no page takes long.
 *
 *     older ←────────────────────┬───────────┬────┬─┤ newest, or the cursor
 *            not looked at yet    ×8          ×8   first
 *                                ↑ where the answer says that it looked back to, and the next page goes on
 *
 * Units: ms that a page looks; texts of the first window.
 */
export type Pace = { readonly withinMs: number; readonly firstTexts: number };

/** A page that somebody waits for. */
export const PAGE_PACE: Pace = { withinMs: 150, firstTexts: 65_536 };

/** A window is at most so many times the one before: words may lie thicker in older texts. */
const GROWS = 8;

/** Texts of a window that would be left for so little time are not begun: asking costs more than reading them. */
const LEAST_TEXTS = 8_192;

/** How many texts the next window has, after one of `texts` that took so long; null when nothing worth it fits into what is left. */
export function nextWindow(texts: number, tookMs: number, leftMs: number): number | null {
  if (leftMs <= 0) return null;
  const fits = Math.floor(texts * leftMs / Math.max(1, tookMs));
  return fits < Math.min(texts, LEAST_TEXTS) ? null : Math.min(fits, texts * GROWS);
}
