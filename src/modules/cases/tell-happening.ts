import { publicId } from '../../kernel/public-id.ts';
import type { CaseEvent, CaseFact } from './case.ts';
import type { CaseHappening } from './contract.ts';

/** What is said of a fact beside who and when. People by their ids. */
type Told = Pick<CaseHappening, 'text' | 'details' | 'nextUpdateBy' | 'interaction' | 'case'> & { readonly person: string | null; readonly queue: string | null; readonly mentions: readonly string[] };

const NOTHING: Told = { text: null, details: [], nextUpdateBy: null, interaction: null, case: null, person: null, queue: null, mentions: [] };

/** What the history of a case says of one thing that happened. */
export function tellHappening({ fact }: CaseEvent): Told {
  return { ...NOTHING, ...told(fact) };
}

function told(fact: CaseFact): Partial<Told> {
  switch (fact.kind) {
    case 'opened': return { text: fact.about, details: fact.because === null ? [] : [{ name: 'Because', text: fact.because }], queue: fact.queue };
    case 'assigned': return 'person' in fact.to ? fact.to : { queue: fact.to.queue };
    case 'handed-over': return { ...fact.to, details: [{ name: 'Said', text: fact.said }, { name: 'Tried', text: fact.tried }, { name: 'Promised', text: fact.promised }] };
    case 'informed': return { text: fact.told, nextUpdateBy: fact.nextUpdateByMs === null ? null : new Date(fact.nextUpdateByMs).toISOString() };
    case 'resolved': return { text: fact.how, details: fact.told === null ? [] : [{ name: 'Told', text: fact.told }] };
    case 'customer-said': return { text: fact.words, details: [{ name: 'Solved', text: fact.solved ? 'yes' : 'no' }], interaction: fact.interaction === null ? null : publicId('interaction', fact.interaction) };
    case 'noted': case 'came-back': return { text: fact.text, mentions: fact.mentions };
    case 'prioritised': return { details: [{ name: 'Priority', text: fact.priority }] };
    case 'paused': return { text: fact.waitingFor };
    case 'reopened': return { text: fact.why };
    case 'broken': return { text: fact.what, details: [{ name: 'Promised', text: fact.promised }] };
    case 'remedied': return { text: fact.gave };
    case 'heard': return { interaction: publicId('interaction', fact.interaction) };
    case 'linked': return { details: (fact.matter ?? 0) === 0 ? [] : [{ name: 'Why', text: 'Taken with it: another issue of the same customer' }], interaction: fact.interactions[0] === undefined ? null : publicId('interaction', fact.interactions[0]) };
    case 'absorbed': case 'let-go': return { case: publicId('case', fact.other) };
    case 'merged': return { case: publicId('case', fact.into) };
    case 'parted': return { case: publicId('case', fact.from) };
    case 'returned': return { person: fact.from };
    case 'taken': case 'resumed': case 'fell-silent': return {};
    default: return fact satisfies never;
  }
}
