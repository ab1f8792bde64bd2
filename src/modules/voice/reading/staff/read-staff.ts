import { plainText } from '../plain-text.ts';
import { sentencesOf } from '../sentences.ts';
import { maySpeak } from '../small-words.ts';
import { askedIn } from './find-asked.ts';
import { ownWords } from './own-words.ts';
import { promisedIn } from './find-promised.ts';
import { saidIn } from './find-said.ts';
import { findTime } from './find-time.ts';
import type { SentenceFact } from './sentence.ts';
import type { StaffFact } from './staff-fact.ts';

/** No sentence that people write is longer; what is longer is a list or a table. Units: characters. */
const LONGEST = 600;

/** In lower case, each character where it was. */
function inLowerCase(text: string): string {
  const lower = text.toLowerCase();
  return (lower.length === text.length ? lower : text.replace(/[A-Z]/gu, (letter) => letter.toLowerCase())).replaceAll('’', '\'');
}

/**
 * What staff asks, says of how things stand, and promises in their words; English alone, nothing in any other language. Rules only, the same words always give the same facts; nothing is read in what they quote.
 * Shape: in the order of the words; one fact of a kind a sentence. Cost: about .2 ms for a message of 200 characters.
 */
export function staffFacts(raw: string): StaffFact[] {
  return factsOf(raw, (sentence) => [...askedIn(sentence), ...statedIn(sentence, promisesIn(sentence))]);
}

/** Of the same facts those that staff promises plainly and for a time. Cost: less than that of all, because nothing is read where nothing is promised. */
export function staffPromises(raw: string): TimedFact[] {
  const facts = factsOf(raw, (sentence) => {
    const promised = promisesIn(sentence);
    return promised.every(({ mode }) => mode !== 'plain') ? [] : statedIn(sentence, promised).filter(isPromised);
  });
  return facts.filter(isPromised);
}

/** Whether staff asks something of the customer, on no condition. */
export function staffAsks(raw: string): boolean {
  return factsOf(raw, (sentence) => askedIn(sentence).filter(({ mode }) => mode === 'plain')).length > 0;
}

type TimedFact = StaffFact & { readonly time: NonNullable<StaffFact['time']> };
const isPromised = (fact: StaffFact): fact is TimedFact => fact.act === 'promised' && fact.mode === 'plain' && fact.time !== null;

/** The facts that are looked for in each sentence, where the words are English. */
function factsOf(raw: string, factsIn: (sentence: string) => readonly SentenceFact[]): StaffFact[] {
  const plain = plainText(raw);
  const own = ownWords(plain.text);
  const text = inLowerCase(own);
  const place = (at: number): number => plain.origin?.[at] ?? at;
  const facts: StaffFact[] = [];
  for (const { start, end } of sentencesOf({ text: own, origin: null })) {
    if (end - start > LONGEST) continue;
    for (const { time, ...fact } of factsIn(text.slice(start, end))) {
      facts.push({
        ...fact, start: place(start + fact.start), end: place(start + fact.end),
        time: time === null ? null : { ...time, start: place(start + time.start), end: place(start + time.end) },
      });
    }
  }
  // Most words of staff hold no fact: their language need not be told.
  return facts.length === 0 || !maySpeak('en', own) ? [] : facts;
}

/** A question promises nothing. */
const promisesIn = (sentence: string): SentenceFact[] => (sentence.endsWith('?') ? [] : promisedIn(sentence));

/** What is said and promised in a sentence, with the times that stand behind it; a question does neither. */
function statedIn(sentence: string, promised: readonly SentenceFact[]): SentenceFact[] {
  const said = sentence.endsWith('?') ? [] : saidIn(sentence).filter((one) => promised.every(({ start, end }) => one.end <= start || one.start >= end));
  const facts = [...said, ...promised].sort((a, b) => a.start - b.start);
  return facts.map((fact, at) => {
    const time = findTime(sentence, fact.start, facts[at + 1]?.start ?? sentence.length);
    // A length of time under a condition is counted from when that is met, which nobody knows.
    return { ...fact, time: fact.mode === 'if' && time?.of === 'length' ? null : time };
  });
}
