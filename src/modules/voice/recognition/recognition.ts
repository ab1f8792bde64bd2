import { AppError } from '../../../kernel/app-error.ts';
import { parsePublicId, publicId } from '../../../kernel/public-id.ts';
import { rememberedBy } from '../../../kernel/remembered.ts';
import type { Analytics } from '../../../platform/clickhouse/analytics.ts';
import type { Database } from '../../../platform/pg/transaction.ts';
import type { Customers } from '../../customers/index.ts';
import type { Interactions } from '../../interactions/index.ts';
import type { People } from '../../people/index.ts';
import { answerPeriod } from '../answer-period.ts';
import { joinWords } from '../readings/joined-words.ts';
import type { Readings } from '../readings/readings.ts';
import type { OwnPraise, SharedPraise } from './contract.ts';
import { creditOf, foldName, maybeNames, type StaffMember } from './credit-praise.ts';
import { praisePlaces, servedIn, type PraisePlace } from './praise-log.ts';
import { ownNames, putShared, sayOwnName, sharedPraises, takeBackShared } from './recognition-store.ts';

const MONTHS = 12;
/** Texts that praise a person which are looked at, the latest. */
const PRAISES_MOST = 1_000;
const SHOWN_MOST = 100;
/** Characters that are quoted, and before the name. */
const QUOTED = { characters: 400, before: 200 } as const;
/** What comes in shows so much later. Units: ms. */
const REMEMBERED = { forMs: 4_000, most: 1, clock: () => performance.now() } as const;

type Told = PraisePlace & { readonly text: string; readonly called: readonly string[]; readonly served: readonly { readonly id: string; readonly label: string }[] };
/** How whoever asks may read: names of customers are hidden from those who may not see them. */
export type PraiseReader = { readonly isMasked: boolean; hideNames(names: readonly string[]): void };

/** A stretch of a text around a place, at the borders of words. */
export function quotedAround(text: string, place: number): string {
  if (text.length <= QUOTED.characters) return text;
  const from = Math.max(0, Math.min(place - QUOTED.before, text.length - QUOTED.characters));
  const [first, last] = [from === 0 ? 0 : text.indexOf(' ', from) + 1, from + QUOTED.characters >= text.length ? text.length : text.lastIndexOf(' ', from + QUOTED.characters)];
  return `${first > 0 ? '… ' : ''}${text.slice(first, last > first ? last : text.length)}${last < text.length ? ' …' : ''}`;
}

/** Praise of staff out of customers' own words: to whoever it is of first, and to others when they share it. No figure about one person is made. */
export function createRecognition(deps: { readonly database: Database; readonly analytics: Analytics; readonly people: Pick<People, 'person' | 'list'>; readonly interactions: Pick<Interactions, 'saidAt'>; readonly readings: Pick<Readings, 'shown'>; readonly customers: Pick<Customers, 'quoted'>; readonly clock: () => number; readonly zone: string }) {
  const { database, analytics } = deps;
  const remembered = rememberedBy<readonly Told[]>(REMEMBERED);

  async function withWords<Place extends { readonly home: number; readonly number: number }>(places: readonly Place[]): Promise<Map<number, string>> {
    return new Map((await deps.interactions.saidAt(places)).filter(({ parts }) => parts.length > 0).map(({ number, parts }) => [number, joinWords(parts).text]));
  }

  async function praises(): Promise<readonly Told[]> {
    const { filter } = answerPeriod(deps, { months: MONTHS }, deps.clock());
    const places = await praisePlaces(analytics, { ...filter, reader: deps.readings.shown().version, language: null }, PRAISES_MOST);
    const [words, served] = await Promise.all([withWords(places), servedIn(analytics, places)]);
    return places.flatMap((place) => {
      const text = words.get(place.number);
      // Places are worth nothing beside words of another length.
      return text === undefined || text.length !== place.characters ? [] : [{ ...place, text, called: place.names.map(([start, end]) => text.slice(start, end)), served: served.get(place.number) ?? [] }];
    });
  }

  async function member(person: string): Promise<{ readonly member: StaffMember; readonly colleagues: readonly { readonly id: string; readonly name: string }[] }> {
    const [known, all, names] = await Promise.all([deps.people.person(person), deps.people.list(), ownNames(database, person)]);
    if (known === null) throw new AppError('unauthenticated', 'not-signed-in', 'Sign in first.');
    const said = (isMine: boolean): string[] => names.filter((one) => one.isMine === isMine).map(({ name }) => name);
    return { member: { id: known.id, name: known.name, email: known.email, names: said(true), notNames: said(false) }, colleagues: all.filter(({ active }) => active).map(({ id, name }) => ({ id, name })) };
  }

  async function creditedTo(person: string) {
    const [{ member: who, colleagues }, told] = await Promise.all([member(person), remembered('praises', praises)]);
    return { who, colleagues, told, credited: told.flatMap((one) => { const credit = creditOf(one, who, colleagues); return credit === null ? [] : [{ ...one, credit }]; }) };
  }

  /** Hides customers' names from whoever may not see them. */
  async function hide(nodes: readonly number[], reader: PraiseReader): Promise<void> {
    if (!reader.isMasked) return;
    for (const { names } of (await deps.customers.quoted([...new Set(nodes.filter((node) => node !== 0))], true)).values()) reader.hideNames(names);
  }

  return {
    /** What customers said of this person, in their own words. */
    async own(person: string, reader: PraiseReader): Promise<OwnPraise> {
      const [{ who, colleagues, told, credited }, shared] = await Promise.all([creditedTo(person), sharedPraises(database, person, PRAISES_MOST)]);
      const isShared = new Set(shared.map(({ interaction }) => interaction));
      const shown = credited.slice(0, SHOWN_MOST);
      await hide(shown.map(({ node }) => node), reader);
      return {
        name: who.name, names: [...who.names], maybe: maybeNames(told.flatMap(({ called }) => called), who, colleagues), months: MONTHS,
        praises: shown.map(({ number, occurredMs, channel, text, credit }) => ({ interaction: publicId('interaction', number), at: new Date(occurredMs).toISOString(), channel, text: quotedAround(text, credit.called === null ? 0 : text.indexOf(credit.called)), ...credit, isShared: isShared.has(number) })),
      };
    },
    /** Keeps whether a short form of their name is theirs. Errors: `invalid` for what is no short form of it that customers wrote: nobody takes another's praise. */
    async sayName(person: string, name: string, isMine: boolean): Promise<readonly string[]> {
      const { who, colleagues, told } = await creditedTo(person);
      const folded = foldName(name);
      const known = [...maybeNames(told.flatMap(({ called }) => called), { ...who, names: [], notNames: [] }, colleagues), ...who.names, ...who.notNames];
      if (!known.includes(folded)) throw new AppError('invalid', 'name-not-own', 'Only short forms of your own name that customers wrote can be yours.');
      await database.transaction((tx) => sayOwnName(tx, person, folded, isMine));
      return (await ownNames(database, person)).filter((one) => one.isMine).map((one) => one.name);
    },
    /** Shares praise of this person, or takes that back. Errors: `not-found` for praise of somebody else. */
    async share(person: string, id: string, isShared: boolean): Promise<void> {
      const number = parsePublicId('interaction', id);
      if (!isShared) { await database.transaction((tx) => takeBackShared(tx, person, number)); return; }
      const praise = (await creditedTo(person)).credited.find((one) => one.number === number);
      if (praise === undefined) throw new AppError('not-found', 'praise-unknown', 'There is no such praise of you.');
      await database.transaction((tx) => putShared(tx, person, { interaction: number, home: praise.home, node: praise.node }));
    },
    /** What was shared, with whose it is. */
    async shared(reader: PraiseReader): Promise<SharedPraise[]> {
      const rows = await sharedPraises(database, null, SHOWN_MOST);
      const said = await deps.interactions.saidAt(rows.map(({ interaction, home }) => ({ number: interaction, home })));
      const byNumber = new Map(said.map((one) => [one.number, one]));
      const names = new Map((await deps.people.list()).map(({ id, name }) => [id, name]));
      await hide(said.map(({ node }) => node), reader);
      return rows.flatMap(({ person, interaction }) => {
        const [one, staff] = [byNumber.get(interaction), names.get(person)];
        if (one === undefined || one.parts.length === 0 || staff === undefined) return [];
        const { text } = joinWords(one.parts);
        return [{ interaction: publicId('interaction', interaction), at: new Date(one.occurredMs).toISOString(), channel: one.channel, text: quotedAround(text, Math.max(0, foldName(text).indexOf(foldName(staff).split(' ')[0] ?? ''))), staff }];
      });
    },
  };
}

export type Recognition = ReturnType<typeof createRecognition>;
