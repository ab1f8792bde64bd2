import type { ConsentAnswer, ConsentChannel } from '../../interactions/contract.ts';
import type { ConsentState } from './contract.ts';

/**
 * One word on consent as the rules see it. `about`: the identifier that it is for, normalised; null for its claim as a whole.
 * `key` and `place` name it for ever and whenever it came, so that arrival decides nothing. Units: ms.
 */
export type ConsentWord = {
  readonly number: number; readonly node: number; readonly about: { readonly type: string; readonly value: string } | null; readonly purpose: string; readonly channel: ConsentChannel; readonly answer: ConsentAnswer;
  readonly saidMs: number; readonly expiresMs: number | null; readonly key: string; readonly place: number;
};

/** Where somebody stands, and the word that decides it. */
export type Standing<Word extends ConsentWord = ConsentWord> = { readonly state: ConsentState; readonly word: Word | null };

/** How much a state holds back; the most restrictive of several counts, but a lapsed or missing yes never beats a standing one. */
const HOLDS: Readonly<Record<ConsentState, number>> = { withdrawn: 4, refused: 3, given: 2, expired: 1, 'not-asked': 0 };
const NOBODY_SAID: Standing<never> = { state: 'not-asked', word: null };

/** Whether one word counts more than another about the same thing: the later; of one moment, the more restrictive; then the one with the higher name. */
export function countsMore(a: ConsentWord, b: ConsentWord): boolean {
  if (a.saidMs !== b.saidMs) return a.saidMs > b.saidMs;
  if (a.answer !== b.answer) return HOLDS[a.answer] > HOLDS[b.answer];
  return a.key !== b.key ? a.key > b.key : a.place > b.place;
}

function latest<Word extends ConsentWord>(words: readonly Word[]): Word | null {
  return words.reduce<Word | null>((best, word) => (best === null || countsMore(word, best) ? word : best), null);
}

/** Names what a word is for: one address or account, whoever's claim said it, else the claim. */
export function subjectOf(word: Pick<ConsentWord, 'about' | 'node'>): string {
  return word.about === null ? `claim ${word.node}` : `${word.about.type} ${word.about.value}`;
}

/**
 * Of the latest word on a channel and the latest on any channel, the one that counts for that channel.
 * A later yes to anything does not lift a no to this channel: only a yes to the channel itself does.
 */
function wordFor<Word extends ConsentWord>(own: Word | null, any: Word | null): Word | null {
  if (own === null || any === null) return own ?? any;
  if (own.answer !== 'given' && any.answer === 'given') return own;
  return countsMore(own, any) ? own : any;
}

/** Where one address or claim stands. */
function standsOf<Word extends ConsentWord>(words: readonly Word[], channel: ConsentChannel, nowMs: number): Standing<Word> {
  const word = wordFor(latest(words.filter((one) => one.channel === channel)), latest(words.filter((one) => one.channel === 'any')));
  if (word === null) return NOBODY_SAID;
  const isOver = word.answer === 'given' && word.expiresMs !== null && word.expiresMs <= nowMs;
  return { state: isOver ? 'expired' : word.answer, word };
}

/** Where each address or claim stands on a purpose over a channel. Shape: sorted by what holds back most. Invariant: independent of the order of the words. */
export function standingsOf<Word extends ConsentWord>(words: readonly Word[], purpose: string, channel: ConsentChannel, nowMs: number): Standing<Word>[] {
  const said = words.filter((word) => word.purpose === purpose && (word.channel === channel || word.channel === 'any') && word.saidMs <= nowMs);
  return [...Map.groupBy(said, subjectOf).values()].map((ones) => standsOf(ones, channel, nowMs)).sort((a, b) => HOLDS[b.state] - HOLDS[a.state] || (a.word !== null && b.word !== null && countsMore(a.word, b.word) ? -1 : 1));
}

/**
 * Where a customer stands on a purpose over a channel: within one address or claim the latest word counts, across them the most restrictive.
 * No word is "not asked" and never a yes. Invariant: a function of the words of all their claims alone, so that a split gives each person their own state again.
 */
export function standingOf<Word extends ConsentWord>(words: readonly Word[], purpose: string, channel: ConsentChannel, nowMs: number): Standing<Word> {
  return standingsOf(words, purpose, channel, nowMs)[0] ?? NOBODY_SAID;
}
