import { publicId } from '../../kernel/public-id.ts';
import type { BreakCode, Issue, IssueContact } from './contract.ts';
import type { ContactRow, IssueRow } from './issue-view.ts';
import { surenessOf } from './threads/thread-model.ts';
import type { Threaded } from './threads/thread-contacts.ts';

const iso = (at: Date): string => at.toISOString();

export function presentIssue(row: IssueRow): Issue {
  return {
    id: publicId('issue', row.number), customer: publicId('customer', row.customer), beganAt: iso(row.beganAt), lastAt: iso(row.lastAt), lastAskAt: iso(row.lastAskAt), lastSaidAt: iso(row.lastSaidAt), contacts: row.contacts, asks: row.asks, people: row.people,
    channels: [...row.channels], unanswered: row.unanswered, orders: [...row.orders ?? []], products: [...row.products ?? []], title: row.title, breaks: [...row.breaks],
  };
}

/** A contact as it is shown. `threaded`: why it belongs where it is; `breaks`: what shows in it. */
export function presentContact({ body, bits, byPerson }: ContactRow, isFirst: boolean, threaded?: Threaded, breaks: readonly BreakCode[] = []): IssueContact {
  return {
    interaction: publicId('interaction', body.interaction), at: new Date(body.atMs).toISOString(), channel: body.channel, kind: body.kind, role: body.role, title: body.subject, byPerson,
    sure: isFirst || byPerson || bits === null ? null : surenessOf(bits), reasons: isFirst || byPerson ? [] : [...threaded?.reasons ?? []], breaks: [...breaks],
  };
}
