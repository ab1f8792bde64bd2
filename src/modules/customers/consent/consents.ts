import { randomUUID } from 'node:crypto';
import { AppError } from '../../../kernel/app-error.ts';
import { isoOrNull } from '../../../kernel/instant.ts';
import { publicId } from '../../../kernel/public-id.ts';
import type { Outbox } from '../../../platform/outbox/outbox.ts';
import type { Database } from '../../../platform/pg/transaction.ts';
import { ruleOf } from '../../identity/contract.ts';
import type { Identity } from '../../identity/index.ts';
import { ADDRESS_OF_CHANNEL, CONSENT_CHANNELS, type ConsentAnswer, type ConsentBasis, type ConsentChannel } from '../../interactions/contract.ts';
import { presentCustomer } from '../present-customer.ts';
import { standingOf, subjectOf } from './consent-state.ts';
import { addWords, customersWhoAgreed, wordsAbout, wordsOf, wordsOfCustomers, type StoredWord } from './consent-store.ts';
import { PURPOSES, type ConsentsOfCustomer, type ConsentStanding, type ConsentWordShown } from './contract.ts';
import { decideContact, type Address, type MayContact } from './may-contact.ts';
import { decideQuoting, QUOTES } from './may-quote.ts';
import { purposeWord, receiveConsents } from './receive-consents.ts';

/** Customers who agreed to be quoted, up to which they are named to whoever looks for their words. */
const QUOTABLE_MOST = 20_000;

/** Words that a page shows; the export has all. */
const WORDS_SHOWN = 200;

/** Consents as an export tells them. */
export type HeldConsents = { readonly standings: readonly ConsentStanding[]; readonly words: readonly Omit<ConsentWordShown, 'counts'>[] };

/** A word that somebody of the staff writes down. `identifier` null: for every address and claim of this customer that it can be about. */
export type WordByHand = {
  readonly purpose: string; readonly channel: ConsentChannel; readonly answer: ConsentAnswer; readonly basis: ConsentBasis; /** Null: now. */ readonly atMs: number | null; readonly expiresMs: number | null;
  readonly wording: string | null; readonly version: string | null; readonly note: string; readonly identifier: Address | null;
};

/** Consent per purpose and channel. See README.md. */
export function createConsents(deps: { readonly database: Database; readonly identity: Identity; readonly outbox: Outbox; readonly clock: () => number }) {
  const { database, identity } = deps;
  deps.outbox.subscribe('customers-consents', ['interaction.recorded'], (events, tx) => receiveConsents(tx, events, identity.normalForm));

  /** Where a customer stands now, and every word of theirs, newest first. */
  async function standingsAndWords(customer: number): Promise<{ standings: ConsentStanding[]; words: StoredWord[] }> {
    const words = await wordsOf(database, identity.claimsOf(customer));
    return { standings: allStandings(words.filter((word) => !word.replaced), deps.clock()), words };
  }

  async function ofCustomer(customer: number): Promise<ConsentsOfCustomer> {
    const { standings, words } = await standingsAndWords(customer);
    const deciding = new Set(standings.map(({ decides }) => decides));
    return { customer: publicId('customer', customer), standings, words: words.slice(0, WORDS_SHOWN).map((word) => ({ ...shown(word), counts: deciding.has(word.number) })), more: Math.max(0, words.length - WORDS_SHOWN) };
  }

  /** Where a word by hand belongs: claims of this customer, and what it is about there. */
  async function placesFor(customer: number, word: WordByHand): Promise<{ node: number; about: Address | null }[]> {
    const claims = await identity.claimsHeld(customer);
    const first = new Map<string, { node: number; about: Address }>();
    for (const { node, identifiers } of claims) for (const { type, value } of identifiers) if (!first.has(`${type} ${value}`)) first.set(`${type} ${value}`, { node, about: { type, value } });
    if (word.identifier !== null) {
      const about = identity.normalForm(word.identifier.type, word.identifier.value);
      const place = about === null ? undefined : first.get(`${about.type} ${about.value}`);
      if (place === undefined) throw new AppError('invalid', 'identifier-not-theirs', 'This customer has no such identifier.');
      return [place];
    }
    const places = new Map<string, { node: number; about: Address | null }>();
    for (const { node, about, purpose, channel } of await wordsOf(database, identity.claimsOf(customer))) {
      if (purpose === word.purpose && (channel === word.channel || channel === 'any' || word.channel === 'any')) places.set(subjectOf({ node, about }), { node, about });
    }
    for (const place of first.values()) if (place.about.type === ADDRESS_OF_CHANNEL[word.channel]) places.set(subjectOf(place), place);
    const surest = [...first.values()].sort((a, b) => ruleOf(a.about.type).priority - ruleOf(b.about.type).priority)[0];
    if (places.size === 0 && surest !== undefined) places.set('', surest);
    if (places.size === 0 && claims[0] !== undefined) places.set('', { node: claims[0].node, about: null });
    return [...places.values()];
  }

  return {
    ofCustomer: async (id: string): Promise<ConsentsOfCustomer> => ofCustomer(await presentCustomer(identity, id)),
    /** Whether a customer (their present number) may be contacted, or their data used, for a purpose over a channel. `to`: one address that is meant; a no by anybody who has that address counts too. */
    async mayContact(customer: number, purpose: string, channel: ConsentChannel, to: string | null = null): Promise<MayContact> {
      const type = ADDRESS_OF_CHANNEL[channel];
      const address = to === null || type === undefined ? null : identity.normalForm(type, to);
      if (to !== null && address === null) throw new AppError('invalid', 'address-unreadable', 'This is no address of that channel.');
      const [own, about] = await Promise.all([wordsOf(database, identity.claimsOf(customer)), address === null ? [] : wordsAbout(database, [address])]);
      return decideAmongAll(own, about, purposeWord(purpose), channel, deps.clock(), address);
    },
    /** The same for many customers at once; `to`: the address, in normal form, that is meant of those who have one there. Shape: every customer asked for is there. */
    async mayContactEach(customers: readonly number[], purpose: string, channel: ConsentChannel, to: ReadonlyMap<number, string> = new Map()): Promise<Map<number, MayContact>> {
      const type = ADDRESS_OF_CHANNEL[channel];
      const addressOf = (customer: number): Address | null => { const value = to.get(customer); return type === undefined || value === undefined ? null : { type, value }; };
      const addresses = customers.flatMap((customer) => addressOf(customer) ?? []);
      const [own, about] = await Promise.all([customers.length === 0 ? [] : wordsOfCustomers(database, identity.withOwners, customers), addresses.length === 0 ? [] : wordsAbout(database, addresses)]);
      const words = Map.groupBy(own, ({ customer }) => customer);
      const said = Map.groupBy(about, ({ about: of }) => of?.value ?? '');
      return new Map(customers.map((customer) => [customer, decideAmongAll(words.get(customer) ?? [], said.get(to.get(customer) ?? '') ?? [], purposeWord(purpose), channel, deps.clock(), addressOf(customer))]));
    },
    /** The claims of everybody who may be quoted now; null when they are so many that whoever asks looks at each instead. */
    async quotableClaims(): Promise<number[] | null> {
      const asked = await customersWhoAgreed(database, identity.withOwners, QUOTES, QUOTABLE_MOST + 1);
      if (asked.length > QUOTABLE_MOST) return null;
      const words = Map.groupBy(asked.length === 0 ? [] : await wordsOfCustomers(database, identity.withOwners, asked), ({ customer }) => customer);
      const agreed = asked.filter((customer) => decideQuoting(words.get(customer) ?? [], deps.clock()) === 'agreed');
      return (await Promise.all((await identity.outline(agreed)).map(async ({ customer, nodes, isWhole }) => (isWhole ? nodes : identity.nodesOf(customer))))).flat();
    },
    numberOf: (id: string): Promise<number> => presentCustomer(identity, id),
    /** Writes down what a customer said to somebody of the staff (`by`). Errors: `not-found`; `invalid` for an identifier that is not theirs or a moment that has not come. */
    async record(id: string, given: WordByHand, by: string): Promise<ConsentsOfCustomer> {
      if ((given.atMs ?? 0) > deps.clock() + 60_000) throw new AppError('invalid', 'consent-ahead', 'A word on consent was said in the past.');
      const word = { ...given, purpose: purposeWord(given.purpose) };
      const customer = await presentCustomer(identity, id);
      const places = await placesFor(customer, word);
      const { identifier: _identifier, atMs, ...rest } = word;
      const key = randomUUID();
      await database.transaction((tx) => addWords(tx, places.map(({ node, about }, place) => ({ ...rest, node, about, saidMs: atMs ?? deps.clock(), source: 'staff', interaction: null, revision: null, place, key, by }))));
      return ofCustomer(customer);
    },
    /** Keeps what a customer said in an interaction of theirs, at once and not only when it is recorded. The same interaction said twice counts once. Errors: `not-found`. */
    async say(customer: number, words: readonly Pick<WordByHand, 'purpose' | 'channel' | 'answer' | 'wording'>[], { interaction, source }: { readonly interaction: number; readonly source: string }): Promise<void> {
      const saidMs = deps.clock();
      const key = randomUUID();
      const placed = await Promise.all(words.map(async (word) => {
        const given: WordByHand = { ...word, purpose: purposeWord(word.purpose), basis: 'consent', atMs: null, expiresMs: null, version: null, note: '', identifier: null };
        return (await placesFor(customer, given)).map((place) => ({ ...given, ...place }));
      }));
      await database.transaction((tx) => addWords(tx, placed.flat().map(({ atMs: _at, identifier: _identifier, ...word }, place) => ({ ...word, note: null, saidMs, source, interaction, revision: 1, place, key, by: null }))));
    },
    /** Where a customer stands on what was ever spoken of, and every word of theirs, for an access export. */
    async held(customer: number): Promise<HeldConsents> {
      const { standings, words } = await standingsAndWords(customer);
      return { standings: standings.filter(({ state }) => state !== 'not-asked'), words: words.map(shown) };
    },
  };
}

export type Consents = ReturnType<typeof createConsents>;

/** What a customer's own words allow, unless somebody else who has the address forbids it: of others, a yes is none of theirs. */
function decideAmongAll(own: readonly StoredWord[], about: readonly StoredWord[], purpose: string, channel: ConsentChannel, nowMs: number, address: Address | null): MayContact {
  const mine = new Set(own.map(({ number }) => number));
  const forbidden = decideContact(about.filter(({ number }) => !mine.has(number)), purpose, channel, nowMs, address);
  if (forbidden.state === 'withdrawn' || forbidden.state === 'refused') return { ...forbidden, why: `Somebody else who has this address said no: ${forbidden.why}` };
  return decideContact(own.filter(({ replaced }) => !replaced), purpose, channel, nowMs, address);
}

function shown(word: StoredWord): Omit<ConsentWordShown, 'counts'> {
  return {
    id: word.number, claim: publicId('node', word.node), about: word.about, purpose: word.purpose, channel: word.channel, answer: word.answer, at: new Date(word.saidMs).toISOString(), source: word.source, basis: word.basis, wording: word.wording, version: word.version,
    expiresAt: isoOrNull(word.expiresMs), evidence: word.interaction === null ? null : publicId('interaction', word.interaction), by: word.by, note: word.note, replaced: word.replaced, recordedAt: new Date(word.recordedMs).toISOString(),
  };
}

/** Where somebody stands on every purpose that is known or was spoken of, over every channel. */
function allStandings(words: readonly StoredWord[], nowMs: number): ConsentStanding[] {
  const purposes = [...new Set([...Object.keys(PURPOSES), ...words.map(({ purpose }) => purpose).sort()])];
  return purposes.flatMap((purpose) => CONSENT_CHANNELS.map((channel): ConsentStanding => {
    const { state, word } = standingOf(words, purpose, channel, nowMs);
    return { purpose, channel, state, decides: word?.number ?? null, at: isoOrNull(word?.saidMs ?? null), source: word?.source ?? null, about: word?.about ?? null };
  }));
}
