import { capital } from '../../../kernel/capital.ts';
import { counted, percentText, spanText } from '../../../web/primitives/number.ts';
import { GAP_ENDS_MS, isOpen, type BreakCode, type Issue, type IssueContact, type IssueFigures, type IssueReason, type NeedingIssue } from '../contract.ts';

const DAY_MS = 86_400_000;
/** Names beside each other at most; the rest is counted. */
const NAMES_SHOWN = 2;
/** A reason that hardly moves the odds is not told. Units: bits. */
const TELLING_BITS = 0.5;
const REASONS_SHOWN = 4;

/** Open issues first; of both the last asked about first. */
export function openFirst(issues: readonly Issue[], nowMs: number): Issue[] {
  return issues.toSorted((a, b) => Number(isOpen(b, nowMs)) - Number(isOpen(a, nowMs)) || Date.parse(b.lastAskAt) - Date.parse(a.lastAskAt));
}

/** Why an issue stands first, in the customer's terms: `said it in public, told it to 4 people`. Shape: '' where only the asks count. */
export function needText({ because, people, breaks, wrongs }: Pick<NeedingIssue, 'because' | 'people' | 'breaks' | 'wrongs'>): string {
  const words: Readonly<Record<NeedingIssue['because'][number]['of'], readonly string[]>> = { asks: [], public: ['said it in public'], people: [`told it to ${people} people`], breaks: breaks.filter((code) => code !== 'not-answered').map((code) => BREAK_WORDS[code]), wrongs: wrongs.map((code) => WRONG_WORDS[code]), valued: ['of the segment that stands first'] };
  return because.flatMap(({ of }) => words[of]).join(', ');
}

function namesText(names: readonly string[]): string {
  return `${names.slice(0, NAMES_SHOWN).join(', ')}${names.length > NAMES_SHOWN ? ` and ${names.length - NAMES_SHOWN} more` : ''}`;
}

/** What an issue is about: `Skarv jacket, order BH1182`. Shape: '' where nobody named a product or an order. */
export function thingsText({ products, orders }: Pick<Issue, 'products' | 'orders'>): string {
  return [...(products.length === 0 ? [] : [namesText(products)]), ...(orders.length === 0 ? [] : [`${orders.length === 1 ? 'order' : 'orders'} ${namesText(orders)}`])].join(', ');
}

/** How channels are called; the names stand with the pages of interactions. */
type NameOf = (channel: string) => string;

/** What an issue is called: by what it is about, else by its title. */
export function issueName(issue: Pick<Issue, 'products' | 'orders' | 'title' | 'channels'>, nameOf: NameOf): string {
  const [channel] = issue.channels;
  return capital(thingsText(issue) || (issue.title ?? (channel === undefined ? 'No product or order named' : `By ${inSentence(nameOf(channel))}, no product or order named`)));
}

/** A channel's name within a sentence; SMS stays as it is. */
export function inSentence(name: string): string {
  return /^[A-Z]{2}/u.test(name) ? name : name.toLowerCase();
}

/** A stretch of time in whole units, rounded: `9 days`. Units: ms. */
function stretchText(ms: number): string {
  return ms >= 2 * DAY_MS ? counted(Math.round(ms / DAY_MS), 'day') : ms >= DAY_MS ? '1 day' : spanText(Math.max(60_000, Math.round(ms / 60_000) * 60_000));
}

/** `asked 5 times in 9 days, over 4 channels, 4 people`. */
export function askedText({ asks, beganAt, lastAskAt, channels, people }: Pick<Issue, 'asks' | 'beganAt' | 'lastAskAt' | 'channels' | 'people'>, nameOf: NameOf): string {
  const times = asks === 1 ? 'asked once' : asks === 2 ? 'asked twice' : `asked ${asks} times`;
  const within = asks === 1 ? '' : ` in ${stretchText(Date.parse(lastAskAt) - Date.parse(beganAt))}`;
  const over = channels.length > 1 ? `, over ${channels.length} channels` : channels[0] === undefined ? '' : `, by ${inSentence(nameOf(channels[0]))}`;
  return `${times}${within}${over}${people === 0 ? '' : `, ${counted(people, 'person', 'people')}`}`;
}

const WORDS: Readonly<Record<Exclude<IssueReason['of'], 'time'>, Readonly<Record<string, string>>>> = {
  thing: { order: 'the same order', 'order-other-product': 'the same order, another product of it', number: 'a number that both name', product: 'the same product', 'other-order': 'another order', 'other-number': 'another number', 'other-product': 'another product' },
  thread: { same: 'the same ticket or thread of mails', title: 'the same title, answered', other: 'another ticket or thread' },
  matter: {
    'same-alike': 'the same topic in much the same words', 'same-little': 'the same topic', 'near-alike': 'a topic close by, in much the same words', 'near-little': 'a topic close by', 'differs-alike': 'another topic in much the same words', 'differs-little': 'another topic',
    alike: 'much the same words', somewhat: 'some of the same words', little: 'few of the same words', nothing: 'none of the same words',
    'before-alike': 'the same matter', 'before-near': 'a matter close by', 'before-little': 'another matter',
  },
  back: { says: 'they say they have been here before', silent: 'they name no other matter' },
  ended: { content: 'they had left content', answered: 'it had been answered', open: 'something was still to come' },
  handed: { on: 'they were handed on to here' },
};

/** One reason in plain words; null where it says nothing. */
export function reasonText({ of, level, bits }: IssueReason): string | null {
  if (of !== 'time') return WORDS[of][level] ?? null;
  const [after, within] = [GAP_ENDS_MS[Number(level) - 1], GAP_ENDS_MS[Number(level)]];
  if (bits >= 0 && within !== undefined) return `within ${stretchText(within)}`;
  return after === undefined ? null : `more than ${stretchText(after)} later`;
}

/** What differs, or is hardly alike: told as a reason against alone, as likeness is as one for. Where the company's own contacts say otherwise, it is by little. */
const DIFFERS: ReadonlySet<string> = new Set(['other-order', 'other-number', 'other-product', 'other', 'differs-little', 'before-little', 'little', 'nothing', 'content', 'answered']);

/** Why a contact lies where it does: `91 % sure: the same order, within 3 days; against it: another topic`. Shape: '' where there is nothing to tell. */
export function whyText({ sure, byPerson, reasons }: Pick<IssueContact, 'sure' | 'byPerson' | 'reasons'>): string {
  if (byPerson) return 'Put here by hand';
  if (sure === null) return '';
  const telling = reasons.filter(({ bits }) => Math.abs(bits) >= TELLING_BITS).toSorted((a, b) => Math.abs(b.bits) - Math.abs(a.bits)).slice(0, REASONS_SHOWN);
  const worded = (found: readonly IssueReason[]): string => found.flatMap((one) => reasonText(one) ?? []).join(', ');
  const [speaks, against] = [worded(telling.filter(({ of, level, bits }) => bits > 0 && (of === 'time' || !DIFFERS.has(level)))), worded(telling.filter(({ of, level, bits }) => bits < 0 && (of === 'time' || DIFFERS.has(level))))];
  return `${percentText(Math.min(sure, 0.99))} sure${speaks === '' ? '' : `: ${speaks}`}${against === '' ? '' : `; against it: ${against}`}`;
}

/** What should not have been, as the customer would say it. */
export const BREAK_WORDS: Readonly<Record<BreakCode, string>> = {
  'came-back': 'had to come back', chased: 'asked before our own date', 'told-again': 'had to tell it again', 'cold-hand-over': 'handed on, and told it again there', 'forced-channel': 'sent to another channel', 'not-answered': 'nobody answered',
};

/** What went wrong beside, in the customer's terms. */
const WRONG_WORDS: Readonly<Record<NeedingIssue['wrongs'][number], string>> = { 'told-wrong': 'told what was not so', 'promise-broken': 'a promise to them was broken' };

type Estimate = IssueFigures['asksPerIssue'];

/** A share with its ends: `21 to 25 %`. */
export function shareEnds({ low, high }: NonNullable<Estimate>): string {
  return `${Math.round(low * 100)} to ${percentText(high)}`;
}

/** A mean in two digits: 1.34. */
export function meanText(value: number): string {
  return value.toFixed(2);
}

/** How well contacts are put together, as judged pairs tell. From so many pairs on they correct the share of issues that were asked about again. */
export const PAIRS_CORRECT = 100;
