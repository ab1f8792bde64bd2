import { createCompany } from '../simulator/index.ts';
import type { TruthLine } from '../simulator/truth.ts';
import type { InteractionInput } from '../src/modules/interactions/contract.ts';
import type { HistoryRow } from '../src/modules/promises/engine/read-contact.ts';

/** The truth about one promise of the company: what it is about and what became of it. */
export type Commitment = Extract<TruthLine, { kind: 'commitment' }>;
/** A company with planted promises, and what is true of them: for the benchmark alone. */
export type PlantedCompany = { history(): Iterable<InteractionInput>; readonly commitments: readonly Commitment[]; /** Who each interaction truly belongs to. */ readonly personOf: ReadonlyMap<string, string | null> };

export const refOf = ({ source, id }: { readonly source?: string | undefined; readonly id: string }): string => `${source ?? ''}:${id}`;

/** The demo company in the grammar that nothing learns from, with so many broken promises and so many that only look broken. */
export function plantedCompany(options: { readonly seed: number; readonly customers: number; readonly promises: number; readonly near: number; readonly endsAt: number }): PlantedCompany {
  const { promises, near, ...run } = options;
  const company = createCompany({ ...run, grammar: 'held-out', plant: { promises, near } });
  const commitments: Commitment[] = [];
  const personOf = new Map<string, string | null>();
  for (const line of company.truth()) {
    if (line.kind === 'commitment') commitments.push(line);
    else if (line.kind === 'contact') personOf.set(line.ref, line.person);
  }
  return { history: () => company.history(), commitments, personOf };
}

/** An interaction as the history would hold it. `number` of its first wording. */
export function rowOf(item: InteractionInput, number: number): HistoryRow {
  const ids = (type: string): string[] => (item.subjects ?? []).flatMap((one) => (one.type === type ? one.id : []));
  return {
    number, key: refOf(item), node: number, atMs: Date.parse(item.occurredAt), seconds: item.durationSeconds ?? null, brand: item.brand ?? '', channel: item.channel, direction: item.direction, office: item.office ?? '', session: item.session ?? '', title: item.title ?? '', text: item.text ?? '',
    turns: (item.turns ?? []).map(({ speaker, text, offsetMs }) => ({ speaker, text, offsetMs: offsetMs ?? null })), orders: ids('order'), tickets: ids('ticket'), agents: ids('agent').length > 0, properties: item.properties ?? {},
    isRefund: (item.amounts ?? []).some(({ role }) => role === 'refund'), isComplaint: false,
  };
}
