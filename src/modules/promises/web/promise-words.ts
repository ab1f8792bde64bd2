import { momentText } from '../../../web/primitives/moment-text.ts';
import { counted, countText, moneyText, spanText } from '../../../web/primitives/number.ts';
import { CHANNELS } from '../../interactions/contract.ts';
import { channelName } from '../../interactions/web/parts.tsx';
import type { Clause, EvidenceRule, KeptPart, KeptRate, Part, PromiseLine, Remedy, Terms } from '../contract.ts';

const MINUTE_MS = 60_000;

/** What each clause type is called, and what it checks. */
export const CLAUSE_NAMES: Readonly<Record<Clause['type'], string>> = { 'response-deadline': 'Answered in time', 'kept-word': 'Our word is kept', 'outcome-as-ordered': 'As ordered', 'explain-once': 'Explained once', 'ask-once': 'Asked once', 'no-repeat': 'No second time', 'one-person': 'One person', 'followed-through': 'Followed through', 'told-before': 'Told before they ask', 'final-answer': 'Final answer in time', 'remedy-given': 'Made good in time' };

/** A clause of each kind to begin with. */
export function newClause(type: Clause['type']): Clause {
  switch (type) {
    case 'response-deadline': return { type, to: 'message', withinMinutes: 240 };
    case 'kept-word': return { type, word: 'any' };
    case 'outcome-as-ordered': return { type, outcome: { is: 'deliver-by', graceHours: 0 } };
    case 'explain-once': return { type, withinMinutes: 30 };
    case 'ask-once': case 'no-repeat': return { type, withinDays: 14 };
    case 'one-person': return { type, mostPeople: 1, withinDays: 30 };
    case 'told-before': return { type, withinHours: 24 };
    case 'final-answer': return { type, to: 'complaint', withinDays: 30 };
    case 'followed-through': case 'remedy-given': return { type };
    default: return type satisfies never;
  }
}

/** A clause as a person reads it. */
export function clauseText(clause: Clause): string {
  switch (clause.type) {
    case 'response-deadline': return `A person answers each ${clause.to === 'message' ? 'message' : clause.to} within ${spanText(clause.withinMinutes * MINUTE_MS)}. An auto-reply is no answer.`;
    case 'kept-word': return clause.word === 'refund' ? 'Money that staff promise by a moment comes by then.' : clause.word === 'reply' ? 'When staff say that the customer will hear from us by a moment, they do.' : 'What staff promise with a deadline, news or money, is done by it.';
    case 'outcome-as-ordered': return clause.outcome.is === 'deliver-by' ? `An order is delivered by the day it named${clause.outcome.graceHours === 0 ? '' : `, or ${spanText(clause.outcome.graceHours * 60 * MINUTE_MS)} later`}.` : `Money back within ${counted(clause.outcome.withinDays, 'day')} after the return arrived.`;
    case 'explain-once': return `Whoever is handed from one channel or team to another does not tell it again; a second talk within ${spanText(clause.withinMinutes * MINUTE_MS)} counts as handed over.`;
    case 'ask-once': return `Who asks about something does not have to ask about it again within ${counted(clause.withinDays, 'day')}. What we asked of them, and a talk that goes on within half an hour, is no second time.`;
    case 'no-repeat': return `Once we have settled something, the customer does not have to come back with it within ${counted(clause.withinDays, 'day')}.`;
    case 'one-person': return `${clause.mostPeople === 1 ? 'One of ours deals' : `At most ${countText(clause.mostPeople)} of ours deal`} with a matter for ${counted(clause.withinDays, 'day')}, and nobody is handed on to tell it again.`;
    case 'followed-through': return 'What staff say in a matter will happen by a moment (news, money, a delivery) happens by then.';
    case 'told-before': return `When we know that an order will be late, we tell the customer within ${counted(clause.withinHours, 'hour')}, before they ask.`;
    case 'final-answer': return `Within ${counted(clause.withinDays, 'day')} each ${clause.to} has its final answer, and the customer did not have to come again.`;
    case 'remedy-given': return 'What we owe for a broken promise is given by its deadline.';
    default: return clause satisfies never;
  }
}

/** To whom, where and when it is promised. */
export function scopeText({ audience, channels, clock, exclusions }: Terms): string {
  const whom = audience === null ? 'To nobody yet' : audience.kind === 'everyone' ? 'To everyone' : `To customers in “${audience.key}”`;
  const where = channels.length === 0 ? 'on every channel' : `on ${channels.join(', ')}`;
  const without = [...exclusions.channels, ...exclusions.brands, ...exclusions.days.map(({ from, until, why }) => `${from === until ? from : `${from} to ${until}`}${why === '' ? '' : ` (${why})`}`)];
  return `${whom}, ${where}, ${clock.kind === 'wall' ? 'day and night' : `by opening hours (${clock.hours.zone})`}${without.length === 0 ? '' : `; not for ${without.join(', ')}`}.`;
}

/** A month as people call it: `Nov 2026`. `month`: `2026-11`. */
export const monthText = (month: string): string => momentText(`${month}-01T00:00:00Z`, 'short-month', 'day');

/** A day as people write it. `day`: `2026-11-23`. */
export const dayText = (day: string): string => momentText(`${day}T00:00:00Z`, 'day', 'day');

/** A channel, or between which channels or teams somebody was handed over, as people call them: channels by their names, teams as the source wrote them. */
export const placeText = (key: string): string => key.split(' to ').map((place) => (isChannel(place) ? channelName(place) : `“${place}”`)).join(' to ');

const isChannel = (place: string): boolean => (CHANNELS as readonly string[]).includes(place);

/** What a list of breaks is of. */
export const brokenText = ({ month, channel, seam }: Pick<Part, 'month' | 'channel' | 'seam'>): string => ['Broken', ...(month === undefined ? [] : [monthText(month)]), ...(channel === undefined ? [] : [placeText(channel)]), ...(seam === undefined ? [] : [placeText(seam)])].join(', ');

export const remedyText = (remedy: Remedy | null): string => (remedy === null ? 'No remedy is named.' : `${remedy.text} (${moneyText(remedy.valueMinor, remedy.currency)})`);

/** How often it is kept, in words alone where too few people are behind it. */
export function rateText({ kept, broken, people, keptPercent, lowPercent, highPercent }: KeptRate): string {
  if (kept + broken === 0) return 'Nothing was due yet.';
  if (keptPercent === null) return broken === 0 ? 'Kept every time, for too few people to give a rate.' : 'Too few people to give a rate.';
  return `${keptPercent} % kept (${lowPercent ?? ''} to ${highPercent ?? ''} %), ${counted(kept + broken, 'time')}, ${counted(people, 'person', 'people')}`;
}

/** What is owed and was given where a promise broke. */
export function remediesText({ remedies, remediesHeld }: Pick<PromiseLine, 'remedies' | 'remediesHeld'>): string {
  return remedies.flatMap(({ owed, given, overdue, hours, costMinor, owedMinor, currency }) => [
    ...(given === 0 ? [] : [`${countText(given)} made good for ${moneyText(costMinor, currency)}${hours === null ? '' : `, half of them within ${spanText(hours * 60 * MINUTE_MS)}`}`]),
    ...(owed === 0 ? [] : [`${countText(owed)} ${remediesHeld === null ? 'owed' : 'held'} (${moneyText(owedMinor, currency)})${overdue === 0 ? '' : `, ${countText(overdue)} overdue`}`]),
  ]).join('; ');
}

/** A week in a row of them: how much of what was due was kept; counts where there are too few people for a rate. */
export const weekText = ({ key, kept, broken, keptPercent }: KeptPart): string => `week ${Number(key.slice(-2))}: ${keptPercent === null ? `${kept} of ${kept + broken}` : `${keptPercent} %`}`;

/** What a piece of evidence says. */
export const EVIDENCE_TEXTS: Readonly<Record<EvidenceRule, string>> = {
  asked: 'The customer wrote or called', answered: 'A person answered', 'answered-late': 'A person answered, too late', 'not-answered': 'Nobody had answered', 'promised-reply': 'We said that they would hear from us', 'promised-refund': 'We said that money would come',
  told: 'We told them', 'told-late': 'We told them, too late', 'not-told': 'We had told them nothing', refunded: 'Money went back', 'refunded-late': 'Money went back, too late', 'not-refunded': 'No money had gone back', ordered: 'They ordered', delivered: 'It was delivered', 'delivered-late': 'It was delivered, too late', 'not-delivered': 'It had not been delivered',
  returned: 'The return arrived', 'told-first': 'They told it first', 'handed-over': 'They were handed over', 'asked-again': 'They were asked to tell it again', 'said-told-before': 'They said that they had told it', 'told-again': 'They told it again at length', known: 'Nobody asked again',
  'came-again': 'They came again about it', 'not-again': 'They did not have to come again', settled: 'We had settled it', 'still-open': 'It was still open', 'dealt-with': 'One of ours dealt with it', 'another-person': 'Somebody else dealt with it', 'cold-hand-over': 'They were handed on and told it again', 'same-person': 'Nobody else had to',
  'promised-delivery': 'We said that it would arrive', 'known-late': 'We knew that it would be late', 'asked-first': 'They asked before we had told them', owed: 'A promise broke: this was owed', 'made-good': 'It was made good', 'made-good-late': 'It was made good, too late', 'not-made-good': 'It had not been made good',
};

/** What became of a remedy. */
export const REMEDY_TEXTS = { held: 'The remedy is held', owed: 'The remedy is owed', given: 'It was made good', withdrawn: 'Nothing is owed any more', declined: 'They did not want the remedy' } as const;
