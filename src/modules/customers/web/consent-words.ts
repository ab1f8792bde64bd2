import { capital } from '../../../kernel/capital.ts';
import { purposeOf, type ConsentsOfCustomer, type ConsentStanding, type ConsentWordShown } from '../contract.ts';

const CHANNEL_NAMES: Readonly<Record<ConsentStanding['channel'], string>> = { email: 'e-mail', sms: 'text message', phone: 'phone', post: 'post', push: 'push', 'in-app': 'in the app', any: 'any channel' };
const ANSWERED: Readonly<Record<ConsentWordShown['answer'], string>> = { given: 'Allowed', refused: 'Refused', withdrawn: 'Withdrew' };

export function channelName(channel: ConsentStanding['channel']): string {
  return CHANNEL_NAMES[channel];
}

/** What a purpose is called; one of the company's own by its word. */
export function purposeName(purpose: string): string {
  return capital(purposeOf(purpose).name.replaceAll('-', ' '));
}

/** A word as one sentence, without where it comes from: `Allowed marketing over e-mail`. */
export function wordSentence(word: Pick<ConsentWordShown, 'answer' | 'purpose' | 'channel'>): string {
  return `${ANSWERED[word.answer]} ${purposeName(word.purpose).toLowerCase()} over ${channelName(word.channel)}`;
}

/** One state of a purpose with the channels that have it; `everywhere` when all of them do. */
export type StateOfPurpose = { readonly state: ConsentStanding['state']; readonly channels: readonly string[]; readonly everywhere: boolean; readonly at: string | null };
export type PurposeLine = { readonly purpose: string; readonly name: string; readonly states: readonly StateOfPurpose[] };

const ORDER: readonly ConsentStanding['state'][] = ['given', 'withdrawn', 'refused', 'expired'];

/**
 * Where somebody stands, a line per purpose: which channels were allowed, which forbidden. Channels that nobody spoke of are left out, and a purpose that nobody spoke of has no states.
 * A word on any channel is told once, not seven times.
 */
export function purposeLines(standings: ConsentsOfCustomer['standings']): PurposeLine[] {
  return [...Map.groupBy(standings, ({ purpose }) => purpose)].map(([purpose, all]) => {
    const states = ORDER.flatMap((state): StateOfPurpose[] => {
      const ones = all.filter((one) => one.state === state);
      if (ones.length === 0) return [];
      const everywhere = ones.some(({ channel }) => channel === 'any');
      const general = ones.find(({ channel }) => channel === 'any')?.decides ?? null;
      const own = ones.filter(({ channel, decides }) => channel !== 'any' && decides !== general);
      const at = ones.map((one) => one.at ?? '').sort().at(-1) ?? '';
      return [{ state, channels: own.map(({ channel }) => channelName(channel)), everywhere, at: at === '' ? null : at }];
    });
    return { purpose, name: purposeName(purpose), states };
  });
}
