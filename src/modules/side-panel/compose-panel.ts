import { may, type Viewer } from '../../kernel/access.ts';
import { parsePublicId, publicId } from '../../kernel/public-id.ts';
import { wasTold, type CaseView } from '../cases/contract.ts';
import type { Cases } from '../cases/index.ts';
import { isMasked, type createAnswers, type Customers } from '../customers/index.ts';
import type { Identity } from '../identity/index.ts';
import type { Interactions } from '../interactions/index.ts';
import type { Answer } from '../customers/contract.ts';
import type { PanelCustomer, PromisedLine, TrueLine } from './contract.ts';
import { nextWord } from './next-word.ts';

/** Who looks. `hideNames`: names of customers that stand in running texts are hidden from those who may not read them. */
export type PanelReader = { readonly viewer: Viewer | null; hideNames(names: readonly string[]): void };

export type ComposeDeps = {
  readonly identity: Pick<Identity, 'whose' | 'nodesOf'>; readonly interactions: Pick<Interactions, 'timeline'>; readonly customers: Pick<Customers, 'one' | 'namesOf'>; readonly cases: Pick<Cases, 'ofCustomer' | 'one'>; readonly answers: Pick<ReturnType<typeof createAnswers>, 'answer'>;
  /** When a promise to a customer was last broken, since a moment. Units: ms since 1970. */ lastBroken(customer: number, fromMs: number): Promise<number | null>; readonly clock: () => number; readonly zone: string;
};

const BROKEN_MS = 90 * 86_400_000;
/** How far back it is looked for the customer's own words. */
const LATEST = 20;
const OTHERS_MOST = 5;
const CONTEXT_MOST = 1_000;

/** The latest thing that a customer wrote, and in which language they write. */
export async function latestWords(deps: Pick<ComposeDeps, 'identity' | 'interactions'>, customer: number): Promise<{ readonly interaction: string | null; readonly text: string | null; readonly atMs: number | null; readonly language: string | null }> {
  const whose = await deps.identity.whose(customer);
  const items = whose === null ? [] : (await deps.interactions.timeline(whose, { limit: LATEST })).items.filter(({ direction }) => direction === 'in');
  const said = items.find(({ text, title }) => (text ?? title ?? '') !== '');
  return { interaction: said?.id ?? null, text: said?.text ?? said?.title ?? null, atMs: said === undefined ? null : Date.parse(said.occurredAt), language: items.find(({ language }) => language !== null && language !== '')?.language ?? null };
}

/** What we promised, the most pressing first: a promise that broke, what was due and did not come, what is due. */
export function promisedLines(open: Pick<CaseView, 'happenings' | 'nextUpdateBy'> | null, facts: Answer['facts'], brokenMs: number | null, nowMs: number): PromisedLine[] {
  const told = open?.happenings.find(wasTold);
  const stateOf = (by: string | null): PromisedLine['state'] => (by !== null && Date.parse(by) < nowMs ? 'late' : 'due');
  // A parcel that was promised for the same moment as its order says nothing more.
  const dated = facts.filter(({ what, value }, at) => what.endsWith('promised by') && Number.isFinite(Date.parse(value)) && facts.findIndex((one) => one.what.endsWith('promised by') && one.value === value) === at);
  const lines: PromisedLine[] = [
    ...(brokenMs === null ? [] : [{ what: 'A promise to this customer was broken', by: new Date(brokenMs).toISOString(), state: 'broken' as const }]),
    ...(told === undefined ? [] : [{ what: told.text, by: told.nextUpdateBy, state: stateOf(told.nextUpdateBy) }]),
    ...dated.map(({ what, value }) => ({ what: what === 'promised by' ? 'The order' : what.replace(/ promised by$/, ''), by: value, state: stateOf(value) })),
  ];
  const rank = { broken: 0, late: 1, due: 2 } as const;
  return lines.toSorted((a, b) => rank[a.state] - rank[b.state]).slice(0, 4);
}

const STATE_OF = { order: /^(?:order|parcel .*) state$/, refund: /^refund state$/, incident: /^incident state$/ } as const;

/** How everything open stands, short. The states that sources name are told where there is one thing of its kind: with several, nothing says which is whose. */
export function trueLines({ parts, facts }: Pick<Answer, 'parts' | 'facts'>): TrueLine[] {
  return parts.map(({ sentence: _, ...part }) => {
    const isOnly = parts.filter(({ about }) => about.type === part.about.type).length === 1;
    return { ...part, states: isOnly ? [...new Set(facts.flatMap(({ what, value }) => (STATE_OF[part.about.type].test(what) ? value : [])))] : [] };
  });
}

/** What a hand-over tells, out of what is written down already. */
export function contextOf(said: string | null, open: CaseView | null, word: string): PanelCustomer['context'] {
  const cut = (text: string): string => (text.length > CONTEXT_MOST ? `${text.slice(0, CONTEXT_MOST - 1)}…` : text);
  const told = open?.happenings.filter(wasTold) ?? [];
  const promised = told[0] === undefined ? null : `${told[0].text}${told[0].nextUpdateBy === null ? '' : ` (by ${told[0].nextUpdateBy.slice(0, 16).replace('T', ' ')} UTC)`}`;
  return { said: cut(said ?? open?.about ?? 'Nothing is written down.'), tried: cut(told.length === 0 ? 'Nothing was tried yet.' : told.map(({ text }) => text).join(' / ')), promised: cut(promised ?? `Nothing beyond the status: ${word}`) };
}

/** One customer as the panel shows them. `language` null: that in which they wrote last. */
export async function composeCustomer(deps: ComposeDeps, customer: number, language: string | null, reader: PanelReader): Promise<PanelCustomer> {
  const id = publicId('customer', customer);
  const nowMs = deps.clock();
  const [who, lines, words, brokenMs] = await Promise.all([deps.customers.one(id), deps.cases.ofCustomer(id, reader), latestWords(deps, customer), deps.lastBroken(customer, nowMs - BROKEN_MS)]);
  if (isMasked(reader.viewer)) reader.hideNames(await deps.customers.namesOf(id));
  const open = lines.filter(({ endedAt }) => endedAt === null);
  // One's own case first: whoever works on one sees that.
  const [first, ...others] = [...open.filter(({ owner }) => owner?.isYou === true), ...open.filter(({ owner }) => owner?.isYou !== true)];
  const [view, answer] = await Promise.all([first === undefined ? null : deps.cases.one(parsePublicId('case', first.id), reader), deps.answers.answer(id, { language: language ?? words.language ?? undefined })]);
  const text = nextWord(answer, view, deps.zone, nowMs);
  return {
    id, name: who.name, firstSeenAt: who.firstSeenAt, interactions: who.interactions, case: view, otherCases: others.slice(0, OTHERS_MOST), promised: promisedLines(view, answer.facts, brokenMs, nowMs),
    truth: trueLines(answer), word: { text, language: answer.language }, context: contextOf(words.text, view, text),
  };
}

/** Whether whoever looks works on cases. */
export const mayWork = (viewer: Viewer | null): boolean => viewer?.kind === 'person' && may(viewer, 'work-cases');
