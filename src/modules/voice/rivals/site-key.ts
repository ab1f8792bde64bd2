/** A public site by whatever its name is written: “Review Harbour” and `review-harbour` are one. Shape: a word in small letters, empty where no letter or digit is left. */
export function siteKey(written: string): string {
  return written.normalize('NFD').replace(/\p{M}+/gu, '').toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-+|-+$/g, '').slice(0, 100);
}

/** A name for comparing, whatever its case, accents and signs. */
export function foldedName(written: string): string {
  return siteKey(written).replaceAll('-', ' ');
}
