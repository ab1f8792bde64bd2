import type { Reply, ReplyState } from '../contract.ts';

/** What became of a reply, in a word or two. */
export const REPLY_STATE_NAMES: Readonly<Record<ReplyState, string>> = {
  asked: 'Not finished', withheld: 'Kept here', 'not-now': 'May not go', waiting: 'On its way', sent: 'Sent', refused: 'Did not go', failed: 'Not delivered', unknown: 'Nobody knows',
};

/** States of a reply in which somebody must act: it did not reach the customer, or nobody knows. */
export const UNREACHED: ReadonlySet<ReplyState> = new Set(['asked', 'not-now', 'refused', 'failed', 'unknown']);

/** What became of a reply, in a sentence. */
export function replyTold({ state, reasons, problem }: Pick<Reply, 'state' | 'reasons' | 'problem'>): string {
  const why = [...reasons, ...(problem === null ? [] : [problem])].join(' ');
  switch (state) {
    case 'asked': return 'It broke off before it was decided whether it may go. Nothing left; write it again.';
    case 'withheld': return why === '' ? 'Nobody switched replies on: it is shown as it would have gone.' : why;
    case 'waiting': return why === '' ? 'The mail server has it in a moment.' : `${why} It is tried again.`;
    case 'sent': return 'The mail server took it; an answer comes back to this case.';
    case 'unknown': return `${why} It is not sent again by itself: ask them, or write anew.`;
    default: return why;
  }
}
