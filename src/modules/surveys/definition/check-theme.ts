import { contrastRatio } from './contrast.ts';
import type { Finding, Theme } from './contract.ts';

/** Texts of everyday size. Source: WCAG 2.2, 1.4.3 (AA). */
const TEXT_LEAST = 4.5;

/** Which colours of a theme cannot be read by everybody, each by its name and with its figure. Shape: empty when all can. */
export function checkTheme({ ink, paper, accent }: Theme): Finding[] {
  const pairs = [['Text on the background', ink, paper], ['The accent on the background, and the words on a button', accent, paper]] as const;
  return pairs.flatMap(([name, one, other]) => {
    const ratio = contrastRatio(one, other);
    return ratio >= TEXT_LEAST ? [] : [{ place: 'theme', stops: true, says: `${name}: ${one} on ${other} stands out ${Math.floor(ratio * 10) / 10} to 1; it takes ${TEXT_LEAST} to 1 to be read by everybody. Make one of them darker or lighter.` }];
  });
}
