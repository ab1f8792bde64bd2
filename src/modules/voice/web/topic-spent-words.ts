import { exponentOf } from '../../../kernel/money.ts';
import { momentText } from '../../../web/primitives/moment-text.ts';
import { counted, countText, moneyText } from '../../../web/primitives/number.ts';
import type { TopicFigure, TopicValue, Topics } from '../contract.ts';

const locale = typeof navigator === 'undefined' ? 'en' : navigator.language;

/** Money where there is little room: in whole units. */
function wholeMoney(minor: string, currency: string): string {
  return new Intl.NumberFormat(locale, { style: 'currency', currency, maximumFractionDigits: 0 }).format(Number(minor) / 10 ** exponentOf(currency));
}

/** What they spent as it stands in a row, a line for each currency, two at most. */
export function spentShort({ spent }: Pick<TopicValue, 'spent'>): string[] {
  return spent.slice(0, 2).map(({ currency, minor }, at) => `${wholeMoney(minor, currency)}${at === 1 && spent.length > 2 ? `, ${spent.length - 2} more` : ''}`);
}

/** What those spent who spoke of a topic, in sentences: never what would be lost. */
export function spentText({ known, spent }: TopicValue, { people }: Pick<TopicFigure, 'people'>, asOf: string): string {
  const of = `${countText(known)} of ${counted(people, 'person', 'people')}`;
  if (known === 0) return 'What they spent is known of none of them.';
  if (spent.length === 0) return `What they spent is known of ${of}: too few to add up.`;
  const sums = new Intl.ListFormat('en').format(spent.map((one) => `${moneyText(one.minor, one.currency)} by ${countText(one.people)}`));
  return `Spent by those who spoke of it, in the 365 days up to ${momentText(asOf, 'day')}: ${sums}, net of refunds; known of ${of}. It is not what would be lost.`;
}

/** What stands above the list about what was spent. Null as of a moment, for which orders are not counted. */
export function spentNote({ values }: Pick<Topics, 'values'>): string | null {
  if (values === null) return null;
  if (values.asOf === null) return 'What those spent who spoke of a topic is being counted, and is shown then.';
  return 'The money beside a topic was spent by those who spoke of it, in the last 365 days, net of refunds, as far as it is known. It is not what would be lost, and whoever spoke of several topics counts in each.';
}
