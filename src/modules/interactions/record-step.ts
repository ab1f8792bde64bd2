import type { CopyBatch, Outbox } from '../../platform/outbox/outbox.ts';
import type { Transaction } from '../../platform/pg/transaction.ts';
import type { Identity } from '../identity/index.ts';
import { placesOf, recordPlaces } from './assembly-store.ts';
import type { AcceptedItem } from './checked-interaction.ts';
import { keyOf } from './content-key.ts';
import { claimOfItem } from './claim-of-item.ts';
import type { InteractionRecorded, InteractionSaid, RecordedInteraction, SaidInteraction } from './contract.ts';
import { finishRow } from './finish-row.ts';
import { subjectNews } from './news/subject-news.ts';
import { answeredOf } from './rated-answers.ts';
import { withoutErased } from './refuse-erased.ts';
import type { RivalRated, RivalRating } from './rivals/contract.ts';
import { setRivalsApart } from './rivals/set-rivals-apart.ts';
import { saidSolved } from './said/said-solved.ts';
import { spokenParts, staffParts } from './said/spoken-parts.ts';
import { talkFacts } from './said/talk-facts.ts';
import { withoutExpired } from './retention/expire-interactions.ts';
import { INTERACTIONS_TABLE, REVISIONS_TABLE } from './timeline-log.ts';

/**
 * Steps 3 to 5 of the assembly line for many items at once: identify (who was it), place (under which customer it is recorded, for ever) and record (finished rows and events on the outbox).
 * Public ratings of rivals are set apart before anybody is asked whose they are, and only told of. Invariant: everything happens in the given transaction.
 */
export async function recordStep(deps: { readonly identity: Identity; readonly outbox: Outbox }, tx: Transaction, accepted: readonly AcceptedItem[], recordedMs: number): Promise<void> {
  const stillWanted = await withoutExpired(tx, await withoutErased(deps.identity, tx, accepted));
  const revised = stillWanted.filter((item) => item.revision > 1).map((item) => item.number);
  const places = new Map((revised.length === 0 ? [] : await placesOf(tx, revised)).map((place) => [place.number, place]));
  const { own: items, ratings } = setRivalsApart(stillWanted, new Set(places.keys()));
  if (ratings.length > 0) await deps.outbox.publish(tx, ratedParts(ratings));
  if (items.length === 0) return;
  const resolved = await deps.identity.resolveClaims(tx, items.map(claimOfItem));
  const fresh: { number: number; home: number; placedMs: number }[] = [];
  const homes: { node: number; home: number }[] = [];
  const lines: string[] = [];
  const olderLines: string[] = [];
  const replaced = { homes: new Set<number>(), numbers: [] as number[] };
  const facts: RecordedInteraction[] = [];
  const said: SaidInteraction[] = [];
  items.forEach((item, index) => {
    const who = resolved[index] ?? { node: 0, customer: 0 };
    let place = places.get(item.number);
    if (place === undefined) {
      place = { number: item.number, home: who.customer, placedMs: item.checked.occurredMs };
      places.set(item.number, place);
      fresh.push(place);
    } else if (!item.older) {
      replaced.homes.add(place.home);
      replaced.numbers.push(item.number);
    }
    if (who.node !== 0) homes.push({ node: who.node, home: place.home });
    (item.older ? olderLines : lines).push(finishRow(item, { node: who.node, home: place.home, placedMs: place.placedMs }, recordedMs));
    if (item.older) return;
    facts.push(factOf(item, who.node, place.home, recordedMs));
    const words = wordsOf(item, who.node, place.home, recordedMs);
    if (words !== null) said.push(words);
  });
  if (fresh.length > 0) recordPlaces(tx, fresh);
  if (homes.length > 0) await deps.identity.recordHomes(tx, homes);
  await deps.outbox.copy(tx, batchesOf(lines, olderLines, replaced));
  const recorded: InteractionRecorded = { type: 'interaction.recorded', interactions: facts };
  if (facts.length > 0) await deps.outbox.publish(tx, [recorded, ...partsOf(said)]);
}

/** Texts in one event, about: whoever reads them takes a few events at a time. Units: interactions. */
const SAID_AT_ONCE = 200;

function ratedParts(ratings: readonly RivalRating[]): RivalRated[] {
  return Array.from({ length: Math.ceil(ratings.length / SAID_AT_ONCE) }, (_, part) => ({ type: 'interaction.rival-rated', ratings: ratings.slice(part * SAID_AT_ONCE, (part + 1) * SAID_AT_ONCE) }));
}

function partsOf(said: readonly SaidInteraction[]): InteractionSaid[] {
  return Array.from({ length: Math.ceil(said.length / SAID_AT_ONCE) }, (_, part) => ({ type: 'interaction.said', interactions: said.slice(part * SAID_AT_ONCE, (part + 1) * SAID_AT_ONCE) }));
}

/** What is said in it; null when nothing and nobody talks, unless it may have said something before it was revised. */
function wordsOf({ number, revision, checked }: AcceptedItem, node: number, home: number, recordedMs: number): SaidInteraction | null {
  const parts = spokenParts(checked);
  const staff = staffParts(checked);
  const talk = talkFacts({ ...checked, orderIds: ordersNamed(checked) });
  const solved = saidSolved(checked);
  if (parts.length === 0 && staff.length === 0 && talk === null && solved === null && revision === 1) return null;
  const { source, brand, channel, office, kind, direction, occurredMs } = checked;
  return { number, node, home, revision, recordedMs, source, brand, channel, office, kind, direction, occurredMs, parts, ...(staff.length === 0 ? {} : { staff }), ...(talk === null ? {} : { talk }), ...(solved === null ? {} : { solved }) };
}

/** Orders by which it says whose it is, and the order that it tells of. */
function ordersNamed({ identifiers, order }: AcceptedItem['checked']): string[] {
  return [...identifiers.flatMap(({ type, value }) => (type === 'order' ? value : [])), ...(order === null ? [] : [order.id])];
}

function factOf(item: AcceptedItem, node: number, home: number, recordedMs: number): RecordedInteraction {
  const { checked } = item;
  const answered = answeredOf(checked);
  const news = subjectNews(checked);
  const fact = { number: item.number, node, home, revision: item.revision, recordedMs, ...(answered === null ? {} : { answered }), ...(news === null ? {} : { news }) };
  const hasTraits = Object.keys(checked.traits).length > 0;
  if (checked.order === null && !hasTraits && checked.consents === undefined) return fact;
  const places = checked.order === null ? [] : checked.subjects.filter(({ type }) => type === 'place').map(({ id }) => id);
  return { ...fact, said: { key: keyOf(checked.source, checked.id), source: checked.source, brand: checked.brand, occurredMs: checked.occurredMs, kind: checked.kind, order: checked.order, amounts: checked.amounts, traits: hasTraits ? checked.traits : null, ...(checked.consents === undefined ? {} : { consents: checked.consents }), ...(places.length === 0 ? {} : { places }) } };
}

function batchesOf(lines: readonly string[], olderLines: readonly string[], replaced: { readonly homes: ReadonlySet<number>; readonly numbers: readonly number[] }): CopyBatch[] {
  const batches: CopyBatch[] = [];
  if (olderLines.length > 0) batches.push({ table: REVISIONS_TABLE, jsonLines: olderLines.join('\n'), rows: olderLines.length });
  if (lines.length > 0) {
    const earlier = replaced.numbers.length === 0 ? {} : { earlier: { into: REVISIONS_TABLE, homes: [...replaced.homes], numbers: replaced.numbers } };
    batches.push({ table: INTERACTIONS_TABLE, jsonLines: lines.join('\n'), rows: lines.length, ...earlier });
  }
  return batches;
}
