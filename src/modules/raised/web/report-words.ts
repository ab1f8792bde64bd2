import type { OwnReport, ReportState, SeenReport } from '../contract.ts';

type Told = Pick<OwnReport, 'state' | 'queue' | 'owner'>;

/** What became of a report, in a sentence for whoever raised it. */
export function becameWords({ state, queue, owner }: Told): string {
  const somebody = owner ?? 'Somebody';
  switch (state) {
    case 'received': return 'It has arrived and is being written down.';
    case 'noted': return 'Written down. You fixed it, so that nobody else must.';
    case 'waiting': return queue === null ? 'It waits for somebody to take it.' : `It waits for ${queue}.`;
    case 'owned': return `${somebody} has it.`;
    case 'informed': return `${somebody} has it, and told the customer what happens next.`;
    case 'resolved': return 'We say that it is solved. The customer has not said so yet.';
    case 'confirmed': return 'Solved: the customer says so.';
    case 'unconfirmed': return 'Closed as solved by us; nobody confirmed it.';
    case 'broken': return `${somebody} has it; what was promised could not be kept.`;
    case 'remedied': return 'It could not be undone, and was made good.';
    case 'gone': return 'It is not kept any more: it went with whom it was about.';
    default: return state satisfies never;
  }
}

/** Whether somebody is still to do something about it. */
export const isOpen = (state: ReportState): boolean => ['received', 'waiting', 'owned', 'informed', 'broken'].includes(state);

/** Who raised it, as far as whoever looks may know. */
export function raisedBy({ by, isSealed, way, place, calls }: Pick<SeenReport, 'by' | 'isSealed' | 'way' | 'place' | 'calls'>): string {
  if (way === 'page') return isSealed ? 'An employee, who hides their name' : by ?? 'An employee';
  const where = way === 'place' ? place ?? '' : `${place ?? ''} (${way === 'slack' ? 'Slack' : 'Mattermost'})`;
  return calls === null || calls === '' ? `Somebody at ${where}` : `“${calls}” at ${where}`;
}
