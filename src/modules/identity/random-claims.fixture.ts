import { createHash } from 'node:crypto';
import { AppError } from '../../kernel/app-error.ts';
import type { ClaimInput } from './contract.ts';
import { normalMail } from './normalise-mail.ts';
import type { Outbox, CopyBatch, OutboxEvent } from '../../platform/outbox/outbox.ts';
import type { Chance } from '../../../test/chance.ts';

/** A claim with what a test cares about. `as` is type and value; a value ending in ! is verified. */
export function claim(as: Readonly<Record<string, string>>, more: Partial<ClaimInput> = {}): ClaimInput {
  const identifiers = Object.entries(as).map(([type, value]) => ({ type: /^(email-sha256|.*?)\d*$/.exec(type)?.[1] ?? type, value: value.replace(/!$/, ''), verified: value.endsWith('!') }));
  return { source: 'test', brand: 'main', identifiers, traits: {}, session: null, occurredMs: Date.UTC(2026, 0, 1), evidence: 1, ...more };
}

/** Ways in which people are called; the first by which they are mostly called. */
const CALLED = [['Elizabeth', 'Liz', 'E', 'Elizabth'], ['Robert', 'Bob', 'Rob'], ['Anna', 'Ann'], ['Mohammed', 'Mo'], ['Дмитрий', 'Dmitri'], ['Katherine', 'Kate', 'K']] as const;

/** The name and birthday that somebody gives, if any: in parts or whole, sometimes by another spelling, sometimes somebody else's. */
function randomSaying(chance: Chance, who: number): Record<string, string> {
  const of = chance.next() < 0.05 ? who + 1 : who;
  const ways = CALLED[of % CALLED.length] ?? CALLED[0];
  const given = chance.next() < 0.7 ? ways[0] : chance.pick([...ways]);
  const said: Record<string, string> = chance.next() < 0.5 ? {} : chance.next() < 0.3 ? { name: `${given} Vries` } : { givenName: given };
  if (chance.next() < 0.15) said['birthDate'] = `19${50 + of % 40}-0${1 + of % 9}-1${chance.next() < 0.8 ? of % 10 : 0}`;
  return said;
}

/**
 * Claims of people with several ids, addresses, hashed addresses, phones, orders, loyalty numbers and devices, crossed by all that goes wrong: orders of others, shared devices and phones, typed addresses and names of others, desks, too many addresses, unreadable numbers.
 * `spanDays`: over how long they lie; over years, phone numbers are handed on.
 */
export function randomClaims(chance: Chance, count: number, people: number, spanDays = 0.7): ClaimInput[] {
  const person = (): number => chance.below(people);
  return Array.from({ length: count }, (_, index) => {
    const who = person();
    const as: Record<string, string> = {};
    const mark = (): string => (chance.next() < 0.3 ? '!' : '');
    if (chance.next() < 0.35) as['user'] = `u-${who}${mark()}`;
    const address = `p${chance.next() < 0.04 ? person() : who}.${chance.below(chance.next() < 0.1 ? 8 : 2)}@${who % 3 === 0 ? 'gmail.com' : 'mail.example'}`;
    if (chance.next() < 0.45) as['email'] = `${address}${mark()}`;
    else if (chance.next() < 0.06) as['email-sha256'] = `${createHash('sha256').update(chance.next() < 0.5 ? address : normalMail(address)?.value ?? address).digest('hex')}${mark()}`;
    if (chance.next() < 0.02) as['phone2'] = `+31 6 1234 5678 90${who}`;
    if (chance.next() < 0.25) as['phone'] = `+3161${String(1_000_000 + (chance.next() < 0.05 ? chance.below(4) : who * 3 + chance.below(2))).padStart(7, '0')}`;
    if (chance.next() < 0.15) as['order'] = `o-${chance.next() < 0.05 ? person() : who}-${chance.below(6)}${mark()}`;
    if (chance.next() < 0.08) as['loyalty'] = `l-${chance.next() < 0.05 ? person() : who}`;
    if (chance.next() < 0.03) as['email2'] = chance.pick(['info@shop.example', 'sales@shop.example']);
    if (chance.next() < 0.5) as['device'] = chance.next() < 0.08 ? `d-shared-${chance.below(5)}` : `d-${who}-${chance.below(3)}`;
    if (chance.next() < 0.2) as['cookie'] = `c-${chance.next() < 0.05 ? person() : who}-${chance.below(4)}`;
    const about = chance.next() < 0.1 ? { about: [`o-${chance.next() < 0.05 ? person() : who}-${chance.below(6)}`] } : {};
    if (Object.keys(as).length === 0) as['device'] = `d-${who}-${chance.below(3)}`;
    return claim(as, { source: chance.pick(['shop', 'mail']), session: `s-${who}-${chance.below(5)}`, occurredMs: Date.UTC(2026, 0, 1) + Math.floor(chance.next() * spanDays * 1_440) * 60_000, evidence: index + 1, traits: randomSaying(chance, who), ...about });
  });
}

/** An outbox that only remembers what it was given; the real one is another module's matter. */
export function rememberingOutbox(): Outbox & { readonly copied: CopyBatch[]; readonly published: OutboxEvent[] } {
  const copied: CopyBatch[] = [];
  const published: OutboxEvent[] = [];
  return {
    copied, published,
    copy: async (_tx, batches) => { copied.push(...batches); },
    publish: async (_tx, events) => { published.push(...events); },
    subscribe: () => undefined, leave: async () => undefined, onCopied: () => undefined, start: async () => undefined, stop: async () => undefined, drained: async () => undefined, whileCopiesWait: (work) => work(), holding: () => Promise.reject(new AppError('internal', 'nothing-received', 'Nothing is received here.')), rowsAhead: () => 0, copyAgain: async () => 0, lag: async () => ({ waiting: 0, lagMs: 0, fault: null }),
  };
}

/** A partition as one text: equal partitions give equal texts. */
export function asText(groups: Iterable<readonly string[]>): string {
  return [...groups].map((group) => [...group].sort().join(' ')).sort().join('\n');
}
