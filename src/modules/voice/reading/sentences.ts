import type { PlainText } from './plain-text.ts';
import { matchesOf } from './matches.ts';

/** A sentence as places in the plain text. */
export type Sentence = { readonly start: number; readonly end: number };

/** After these a full stop ends no sentence, in the languages read here. */
const SHORTENED = new Set('mr mrs ms dr prof st no nr vs etc inc ltd co approx dept e.g i.e z.b bzw ca usw str tel sr sra srta núm pág av ex p.ex m mme mlle dhr mevr bijv sig sig.ra dott art n fig vol a.m p.m u.s'.split(' '));
const END = /[.!?…。！？]+[)"'”’»\]]*(?=\s|$)|\n\s*\n+|\n(?=\s*[-*•\d])/gu;

/** A text in sentences: full stops of shortened words and of numbers do not end one, empty lines do. Cost: linear. */
export function sentencesOf({ text }: PlainText): Sentence[] {
  const sentences: Sentence[] = [];
  let start = 0;
  const close = (end: number): void => {
    let [from, to] = [start, end];
    while (from < to && text.charAt(from).trim() === '') from += 1;
    while (to > from && text.charAt(to - 1).trim() === '') to -= 1;
    if (to > from) sentences.push({ start: from, end: to });
    start = end;
  };
  for (const match of matchesOf(END, text)) {
    const end = match.index + match[0].length;
    if (match[0] === '.') {
      const word = /[\p{L}.]{1,12}$/u.exec(text.slice(Math.max(0, match.index - 12), match.index))?.[0].toLowerCase() ?? '';
      const next = /^\s+(\S)/u.exec(text.slice(end, end + 20))?.[1] ?? '';
      if (SHORTENED.has(word) || /^\p{L}$/u.test(word) || /^\p{Ll}$/u.test(next)) continue;
    }
    close(end);
  }
  close(text.length);
  return sentences;
}
