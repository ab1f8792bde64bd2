import { AppError } from '../../../kernel/app-error.ts';
import type { Analytics } from '../../../platform/clickhouse/analytics.ts';
import type { Outbox } from '../../../platform/outbox/outbox.ts';
import type { Customers } from '../../customers/index.ts';
import type { Interactions } from '../../interactions/index.ts';
import type { TopicDecisionBody } from './contract.ts';
import { isOneDecision, isReread, type LoggedAct } from './replay-decisions.ts';
import { TOPICS_CONSUMER } from './stored-topic.ts';
import { spokenTexts } from './spoken-texts.ts';
import { freshId, type ShownTopics, type ShownTree, type TopicState } from './topic-state.ts';
import { addDecision, openPass } from './topic-store.ts';
import { placesAbout } from './topics-log.ts';
import type { TopicWork } from './work-on-topics.ts';

/** Texts of a topic that are looked at to split it. */
const LOOKED_AT = 2_000;

type Deps = { readonly analytics: Analytics; readonly outbox: Outbox; readonly interactions: Pick<Interactions, 'saidAt'>; readonly customers: Pick<Customers, 'quoted'>; readonly state: TopicState; readonly work: TopicWork; readonly clock: () => number; readonly isFinding: () => boolean; /** What a topic is called in each language in which it is spoken of. */ joined(): Promise<(id: string) => readonly string[]> };
type Decided = { readonly language: string; readonly act: LoggedAct; readonly firstId: number | null; readonly isReread: boolean };

const gone = (): AppError => new AppError('not-found', 'topic-unknown', 'There is no such topic any more. Look at the page again.');

/** A topic's id as it is shown, apart: `en.12`. */
export function topicOfId(id: string): { readonly language: string; readonly number: number } {
  const [language = '', number = ''] = id.split('.');
  return { language, number: Number(number) };
}

function shownIn(shown: ShownTopics, ids: readonly string[], groupsToo: boolean): { readonly language: string; readonly numbers: number[]; readonly own: ShownTree } {
  const parsed = ids.map(topicOfId);
  const language = parsed[0]?.language ?? '';
  const own = shown.languages.get(language);
  if (own === undefined || parsed.some((one) => one.language !== language)) throw gone();
  const known = new Set([...own.tree.topics.map(({ id }) => id), ...(groupsToo ? own.tree.groups.map(({ id }) => id) : [])]);
  if (parsed.some(({ number }) => !known.has(number))) throw gone();
  return { language, numbers: parsed.map(({ number }) => number), own };
}

async function splitOf(deps: Deps, shown: ShownTopics, id: string, parts: number): Promise<Decided> {
  const { language, numbers: [number = 0], own } = shownIn(shown, [id], false);
  if ([...own.into.values()].includes(number)) throw new AppError('conflict', 'topic-merged', 'Other topics were merged into this one. Take that back instead, or wait until topics are found anew.');
  const places = await placesAbout(deps.analytics, shown.current?.number ?? 0, language, [number], LOOKED_AT);
  const texts = (await spokenTexts(deps, places)).map(({ text, person, names }) => ({ text, person, names }));
  const found = await deps.work.do<'split'>({ kind: 'split', tree: own.rows, texts, parts });
  if (found.length < 2) throw new AppError('conflict', 'topic-whole', 'Its texts do not fall apart: there are too few different ones.');
  return { language, act: { kind: 'split', id: number, parts: found }, firstId: freshId(own.tree, shown.log, language), isReread: true };
}

/** Takes back a decision, with what was decided in the same breath for other languages. */
function undoOf(shown: ShownTopics, number: number): Decided[] {
  const one = shown.log.find((entry) => entry.number === number && entry.act.kind !== 'undo' && entry.act.kind !== 'new');
  if (one === undefined) throw new AppError('not-found', 'decision-unknown', 'There is no such decision.');
  const undone = new Set(shown.log.flatMap(({ act }) => (act.kind === 'undo' ? [act.undoes] : [])));
  if (undone.has(number)) throw new AppError('conflict', 'decision-undone', 'That was taken back already.');
  return shown.log.filter((entry) => isOneDecision(entry, one) && !undone.has(entry.number)).map((entry) => {
    if (entry.act.kind !== 'apart' && entry.number <= (shown.languages.get(entry.language)?.base.decidedThrough ?? 0)) throw new AppError('conflict', 'decision-held', 'Topics were found anew since, with this in them. Decide the opposite instead.');
    return { language: entry.language, act: { kind: 'undo', undoes: entry.number }, firstId: null, isReread: isReread(entry.act.kind) };
  });
}

/** Merging in all languages: in each in which both are spoken of. */
function mergeOf(shown: ShownTopics, intos: readonly string[], froms: readonly string[]): Decided[] {
  const merged = intos.flatMap((into): Decided[] => {
    const own = froms.filter((from) => topicOfId(from).language === topicOfId(into).language);
    if (own.length === 0) return [];
    const { language, numbers: [target = 0, ...from] } = shownIn(shown, [into, ...own], false);
    if (from.includes(target)) throw new AppError('invalid', 'merge-with-itself', 'A topic cannot be merged into itself.');
    return [{ language, act: { kind: 'merge', into: target, from: [...new Set(from)] }, firstId: null, isReread: false }];
  });
  if (froms.some((from) => !intos.some((into) => topicOfId(into).language === topicOfId(from).language))) throw new AppError('conflict', 'merge-across-languages', 'They are spoken of in different languages. Topics of two languages become one by what they mean; by hand, only topics of one language are merged.');
  return merged;
}

async function decided(deps: Deps, shown: ShownTopics, body: TopicDecisionBody): Promise<Decided[]> {
  const across = 'language' in body && body.language !== undefined ? await deps.joined() : (id: string): readonly string[] => [id];
  const plain = (id: string, groupsToo: boolean, act: (number: number) => LoggedAct): Decided[] => across(id).map((one) => { const { language, numbers: [number = 0] } = shownIn(shown, [one], groupsToo); return { language, act: act(number), firstId: null, isReread: false }; });
  switch (body.kind) {
    case 'rename': return plain(body.id, true, (id) => ({ kind: 'rename', id, name: body.name }));
    case 'pin': case 'unpin': case 'hide': case 'show': case 'apart': return plain(body.id, false, (id) => ({ kind: body.kind, id }));
    case 'merge': return mergeOf(shown, across(body.into), body.from.flatMap(across));
    case 'split': return [await splitOf(deps, shown, body.id, body.parts)];
    case 'undo': return undoOf(shown, body.number);
  }
}

/** Notes what somebody decided about topics. Answers its number, of several the last. Errors: `not-found` for a topic or decision that is gone; `conflict` for what cannot be done now. */
export async function decideTopics(deps: Deps, body: TopicDecisionBody, by: string): Promise<number> {
  const shown = await deps.state.shown();
  const changesShape = body.kind === 'split' || body.kind === 'merge' || body.kind === 'undo';
  if (changesShape && (deps.isFinding() || shown.reading !== null)) throw new AppError('conflict', 'topics-on-their-way', 'Other topics are on their way. Do this once they are shown, in some minutes.');
  const all = await decided(deps, shown, body);
  return deps.outbox.holding(TOPICS_CONSUMER, async (tx) => {
    let number = 0;
    const at = new Date(deps.clock());
    for (const { isReread: _, ...one } of all) number = await addDecision(tx, { ...one, by, at });
    if (all.some((one) => one.isReread) && shown.current !== null) await openPass(tx, shown.current.tree);
    return number;
  });
}
