import { CONSENT_BASES, CONSENT_CHANNELS, type ConsentAnswer, type ConsentChannel } from '../../interactions/contract.ts';
import { orNothing, wordFrom, type Entry } from './mapping-plan.ts';
import { isFault, type Fault, type MomentReader } from './reading.ts';
import type { SourceRow } from './source-row.ts';

/** Entries of a mapping that say more about every word on consent of a row. */
const MORE: ReadonlySet<string> = new Set(['at', 'basis', 'wording', 'version', 'expiresAt']);
const ANSWERS: readonly (readonly [RegExp, ConsentAnswer])[] = [
  [/^(?:withdrawn|withdrew|revoked|unsubscribed|opted?-out|opt-out|widerrufen|abgemeldet|retirado|retire)$/, 'withdrawn'],
  [/^(?:given|granted|yes|y|true|subscribed|opted?-in|opt-in|ja|sim|si|oui|accepted)$/, 'given'],
  [/^(?:refused|denied|no|n|false|declined|not-subscribed|nein|nao|non|rejected)$/, 'refused'],
];

function answerFrom(written: string): ConsentAnswer | null {
  if (written === '1') return 'given';
  if (written === '0') return 'refused';
  const word = wordFrom(written);
  return ANSWERS.find(([pattern]) => pattern.test(word))?.[1] ?? null;
}

function channelOf(word: string): ConsentChannel | null {
  return CONSENT_CHANNELS.find((channel) => channel === word) ?? null;
}

/** Makes the entries `consents.PURPOSE.CHANNEL` (or `consents.PURPOSE` for any channel) of a mapping ready: what a row says on consent. Shape: empty cells say nothing; a word that is neither yes nor no is a fault. */
export function planConsents(entries: ReadonlyMap<string, Entry>, moment: MomentReader): (row: SourceRow) => Record<string, unknown>[] | Fault {
  const asked = [...entries.values()].flatMap((entry) => {
    const [first, purpose, channel, ...beyond] = entry.key.split('.');
    if (first !== 'consents' || purpose === undefined || (channel === undefined && MORE.has(purpose))) return [];
    return [{ read: entry.read, purpose: wordFrom(purpose), channel: beyond.length > 0 ? null : channel === undefined ? 'any' : channelOf(channel), key: entry.key }];
  });
  const more = (name: string) => entries.get(`consents.${name}`)?.read;
  return (row) => {
    const words: Record<string, unknown>[] = [];
    const at = moment(row, more('at'), 'The date of the consent');
    const ends = moment(row, more('expiresAt'), 'The end of the consent');
    if (isFault(at)) return at;
    if (isFault(ends)) return ends;
    const basis = wordFrom(more('basis')?.(row) ?? '');
    const [wording, version] = [more('wording')?.(row) ?? '', more('version')?.(row) ?? ''];
    for (const { read, purpose, channel, key } of asked) {
      if (channel === null || purpose === '') return { fault: `${key} names no channel: write ${CONSENT_CHANNELS.join(', ')} after the purpose.` };
      const written = orNothing(read(row));
      if (written === '') continue;
      const answer = answerFrom(written);
      if (answer === null) return { fault: `${key} is neither a yes nor a no: "${written.slice(0, 60)}".` };
      words.push({
        purpose, channel, answer, ...(at === null ? {} : { at: at.text }), ...(ends === null ? {} : { expiresAt: ends.text }), ...(CONSENT_BASES.some((one) => one === basis) ? { basis } : {}),
        ...(wording === '' ? {} : { wording: wording.slice(0, 5_000) }), ...(version === '' ? {} : { version: version.slice(0, 200) }),
      });
    }
    return words;
  };
}
