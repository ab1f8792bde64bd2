/** Letters that Unicode does not take apart into a base letter and marks, and the Cyrillic and Greek alphabets, in plain Latin letters. */
const LATIN_OF: ReadonlyMap<string, string> = new Map(Object.entries({
  ß: 'ss', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', æ: 'ae', œ: 'oe', ı: 'i', ħ: 'h', ŋ: 'n',
  а: 'a', б: 'b', в: 'v', г: 'g', ґ: 'g', д: 'd', е: 'e', є: 'ye', ж: 'zh', з: 'z', и: 'i', і: 'i', к: 'k', л: 'l', м: 'm', н: 'n', о: 'o', п: 'p', р: 'r', с: 's', т: 't', у: 'u', ф: 'f', х: 'kh', ц: 'ts', ч: 'ch', ш: 'sh', щ: 'shch', ъ: '', ы: 'y', ь: '', э: 'e', ю: 'yu', я: 'ya',
  α: 'a', β: 'v', γ: 'g', δ: 'd', ε: 'e', ζ: 'z', η: 'i', θ: 'th', ι: 'i', κ: 'k', λ: 'l', μ: 'm', ν: 'n', ξ: 'x', ο: 'o', π: 'p', ρ: 'r', σ: 's', ς: 's', τ: 't', υ: 'y', φ: 'f', χ: 'ch', ψ: 'ps', ω: 'o',
}));

const PLAIN = /^[\x20-\x7e]*$/;

/**
 * The text in small plain letters: marks dropped, ligatures and foreign alphabets spelt in Latin letters, other scripts kept.
 * Invariant: folding twice changes nothing.
 */
export function foldText(text: string): string {
  const small = text.toLowerCase();
  if (PLAIN.test(small)) return small;
  let folded = '';
  for (const letter of small.normalize('NFKD')) {
    if (/\p{M}/u.test(letter)) continue;
    folded += LATIN_OF.get(letter) ?? letter;
  }
  return folded.normalize('NFC').toLowerCase();
}
