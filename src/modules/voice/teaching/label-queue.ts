import { parsePublicId, publicId } from '../../../kernel/public-id.ts';
import type { Analytics } from '../../../platform/clickhouse/analytics.ts';
import type { Database } from '../../../platform/pg/transaction.ts';
import type { Customers } from '../../customers/index.ts';
import type { SaidInteraction } from '../../interactions/contract.ts';
import { PAGE_PACE, readWordSearch, saysSearch, wantedAlone, type Interactions } from '../../interactions/index.ts';
import { joinWords } from '../readings/joined-words.ts';
import type { Readings } from '../readings/readings.ts';
import { QUEUE_MOST, type LabelQueue, type QueueItem } from './contract.ts';
import { answeredAmong } from './correction-store.ts';
import type { QuestionLook } from './look-at-text.ts';
import type { Question } from './questions.ts';
import { latestRead, leastSure, type ReadPlace } from './queue-log.ts';

/** Texts that are looked at again for one queue: those about which something was said with little sureness, and the latest whatever was said. */
const LOOKED_AT = 200;
/** How long texts are searched that say certain words. Units: ms. */
const SEARCHED_MS = 2_000;
/** Characters of one text that are shown, and looked at. */
const TEXT_MOST = 2_000;

/** How a viewer reads: as it stands, or with names made unreadable. */
export type QueueReader = { readonly isMasked: boolean; mask(item: QueueItem): QueueItem };

type Deps = { readonly database: Database; readonly analytics: Analytics; readonly interactions: Pick<Interactions, 'saidAt' | 'homesOfNumbers' | 'saidBy' | 'words'>; readonly readings: Pick<Readings, 'ask' | 'shown'>; readonly customers: Pick<Customers, 'quoted'> };

/** Where the carrying words stand in a text of which names were made unreadable: found again in their order; those that are hidden are not marked. */
export function wordsFoundAgain(text: string, masked: string, words: readonly (readonly [number, number])[]): [number, number][] {
  if (text === masked) return words.map(([from, until]) => [from, until]);
  let after = 0;
  return [...words].sort((a, b) => a[0] - b[0]).flatMap(([from, until]): [number, number][] => {
    const word = text.slice(from, until);
    const at = masked.indexOf(word, after);
    if (at < 0) return [];
    after = at + word.length;
    return [[at, after]];
  });
}

/** Texts that wait for somebody's word on a question. */
export function createLabelQueue(deps: Deps) {
  async function places(question: Question): Promise<ReadPlace[]> {
    const reader = deps.readings.shown().version;
    const [unsure, latest] = await Promise.all([leastSure(deps.analytics, reader, question, LOOKED_AT), latestRead(deps.analytics, reader, LOOKED_AT)]);
    return [...new Map([...unsure, ...latest].map((place) => [place.number, place])).values()];
  }

  /** Those that may say these words. Whoever reads masked is not told by absence what they may not read. */
  async function placesSaying(words: string, { isMasked }: QueueReader): Promise<ReadPlace[]> {
    const search = readWordSearch(words);
    const { said } = await deps.interactions.words.find(isMasked ? wantedAlone(search) : search, {}, undefined, QUEUE_MOST * 2, { ...PAGE_PACE, withinMs: SEARCHED_MS });
    return deps.interactions.homesOfNumbers(said.map(({ item }) => parsePublicId('interaction', item.id)));
  }

  async function shown(said: readonly SaidInteraction[], looks: readonly (QuestionLook | null)[], reader: QueueReader): Promise<QueueItem[]> {
    const quoted = await deps.customers.quoted(said.flatMap(({ node }) => (node === 0 ? [] : [node])), reader.isMasked);
    const unknown = new Map((await deps.interactions.saidBy(said.filter(({ node }) => !quoted.has(node)).map(({ number }) => number))).map((one) => [one.item.id, one.signed]));
    return said.map((one, at) => {
      const { text } = joinWords(one.parts);
      const look = looks[at] ?? null;
      const id = publicId('interaction', one.number);
      const who = quoted.get(one.node);
      const cut = text.slice(0, TEXT_MOST);
      const item: QueueItem = {
        id, customer: who?.id ?? null, signed: [...(who?.names ?? unknown.get(id) ?? [])], channel: one.channel, occurredAt: new Date(one.occurredMs).toISOString(), text: cut, isCut: text.length > cut.length,
        said: look?.said ?? null, likely: look?.likely ?? null, confidence: look === null ? null : Math.round(look.confidence * 1_000) / 1_000, margin: look === null ? null : Math.round(look.margin * 1_000) / 1_000, words: [],
      };
      const masked = reader.mask(item);
      return { ...masked, signed: [], words: wordsFoundAgain(cut, masked.text, (look?.carriers ?? []).filter(([, until]) => until <= cut.length)) };
    });
  }

  return {
    /** The queue of a question. Cost: some four hundred texts are looked at again. */
    async queue(question: Question, words: string | undefined, reader: QueueReader): Promise<LabelQueue> {
      const searched = words !== undefined && words.trim() !== '';
      const found = searched ? await placesSaying(words, reader) : await places(question);
      const answered = await answeredAmong(deps.database, question.key, found.map(({ number }) => number));
      const said = (await deps.interactions.saidAt(found.filter(({ number }) => !answered.has(number)))).filter(({ parts }) => parts.length > 0).sort((a, b) => b.occurredMs - a.occurredMs);
      const looks = await deps.readings.ask<QuestionLook>({ of: 'question', question: question.key }, said.map(({ parts }) => joinWords(parts).text.slice(0, TEXT_MOST)));
      const looked = said.map((one, at) => ({ one, look: looks[at] ?? null }));
      // Nothing sure is known of a question that no model answers yet: then the newest come first.
      const sorted = searched || looked.every(({ look }) => look === null) ? looked : looked.filter(({ look }) => look !== null).sort((a, b) => (a.look?.margin ?? 1) - (b.look?.margin ?? 1));
      const first = sameOnce(sorted).slice(0, QUEUE_MOST);
      const items = await shown(first.map(({ one }) => one), first.map(({ look }) => look), reader);
      // By what the viewer reads of the customer's own words.
      return { output: question.key, labels: [...question.labels], mayBeNone: question.mayBeNone, lookedAt: said.length, items: searched ? items.filter(({ text }) => saysSearch([text], readWordSearch(words))) : items };
    },
  };
}

/** The same words are asked about once. */
function sameOnce<T extends { readonly one: SaidInteraction }>(looked: readonly T[]): T[] {
  const known = new Set<string>();
  return looked.filter(({ one }) => {
    const { text } = joinWords(one.parts);
    if (known.has(text)) return false;
    known.add(text);
    return true;
  });
}
