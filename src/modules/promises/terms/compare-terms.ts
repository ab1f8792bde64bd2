import type { Audience, Clause, Terms } from './contract.ts';

/** What a clause is about, whatever its parameters. */
const matterOf = (clause: Clause): string => (clause.type === 'outcome-as-ordered' ? `${clause.type} ${clause.outcome.is}` : clause.type);

/** Whether one event can set off both clauses. */
function meet(one: Clause, other: Clause): boolean {
  if (matterOf(one) !== matterOf(other)) return false;
  if (one.type === 'kept-word' && other.type === 'kept-word') return one.word === 'any' || other.word === 'any' || one.word === other.word;
  // A complaint may hold a question, and is a message.
  return true;
}

/** Whether somebody may be in both audiences: of lifecycle stage, persona and value segment everybody has one at most. */
export function audiencesMeet(one: Audience | null, other: Audience | null): boolean {
  if (one === null || other === null) return false;
  if (one.kind === 'everyone' || other.kind === 'everyone' || one.of !== other.of || one.of === 'saved') return true;
  return one.key === other.key;
}

const channelsMeet = (one: Terms, other: Terms): boolean => {
  const open = (terms: Terms, channel: string): boolean => (terms.channels.length === 0 || terms.channels.includes(channel)) && !terms.exclusions.channels.includes(channel);
  const named = [...one.channels, ...other.channels];
  return named.length === 0 || named.some((channel) => open(one, channel) && open(other, channel));
};

/** What of a promise may not differ where two meet: how long something may take, by which clock. */
function demands({ clause, clock }: Terms): string {
  switch (clause.type) {
    case 'response-deadline': return JSON.stringify([clause.withinMinutes, clock]);
    case 'kept-word': return JSON.stringify([]);
    case 'outcome-as-ordered': return JSON.stringify([clause.outcome, clock]);
    case 'explain-once': return JSON.stringify([clause.withinMinutes]);
    case 'ask-once': case 'no-repeat': case 'final-answer': return JSON.stringify([clause.withinDays, clock]);
    case 'one-person': return JSON.stringify([clause.mostPeople, clause.withinDays, clock]);
    case 'told-before': return JSON.stringify([clause.withinHours]);
    case 'followed-through': case 'remedy-given': return JSON.stringify([]);
    default: return clause satisfies never;
  }
}

/**
 * Whether two promises contradict each other: the same customer is promised the same thing on the same channel in two ways.
 * A shorter answer to complaints than to other messages is none: it is a promise about something narrower.
 */
export function contradict(one: Terms, other: Terms): boolean {
  const isNarrower = (one.clause.type === 'response-deadline' && other.clause.type === 'response-deadline' && one.clause.to !== other.clause.to) || (one.clause.type === 'final-answer' && other.clause.type === 'final-answer' && one.clause.to !== other.clause.to);
  return !isNarrower && meet(one.clause, other.clause) && audiencesMeet(one.audience, other.audience) && channelsMeet(one, other) && demands(one) !== demands(other);
}
