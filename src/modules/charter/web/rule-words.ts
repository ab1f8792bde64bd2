import { parseMinor } from '../../../kernel/money.ts';
import { moneyText } from '../../../web/primitives/number.ts';
import type { Condition, Rule } from '../../customers/contract.ts';

/** What a condition may ask, as a list offers it. */
export const CONDITION_NAMES: Readonly<Record<Condition['is'], string>> = {
  'last-stage': 'Stage of the last interaction', revenue: 'Revenue of 12 months', orders: 'Orders', seen: 'Interactions', 'last-seen': 'Last met, days ago', 'last-seen-on': 'Last met, by date',
  trait: 'A trait is', 'trait-in': 'A trait is one of', 'trait-exists': 'A trait is known', source: 'Known from source', brand: 'Deals with brand',
};

/** A condition of each kind to begin with. */
export function newCondition(is: Condition['is']): Condition {
  switch (is) {
    case 'last-stage': return { is, stages: ['interest'] };
    case 'revenue': return { is, atLeastMinor: '10000', currency: 'EUR' };
    case 'orders': return { is, atLeast: 1 };
    case 'seen': return { is, channel: 'chat', kind: null, withinDays: 90, atLeast: 1 };
    case 'last-seen': return { is, when: 'before', daysAgo: 90 };
    case 'last-seen-on': return { is, when: 'after', on: '2026-01-01' };
    case 'trait': return { is, name: 'country', equals: 'NO' };
    case 'trait-in': return { is, name: 'country', values: ['NO', 'SE'] };
    case 'trait-exists': return { is, name: 'email' };
    case 'source': return { is, source: 'shop' };
    case 'brand': return { is, brand: 'main' };
    default: return is satisfies never;
  }
}

/** A rule as a person reads it. */
export function ruleText(rule: Rule): string {
  const inBrackets = (part: Rule): string => ((part.is === 'all' || part.is === 'any') && part.rules.length > 1 ? `(${ruleText(part)})` : ruleText(part));
  switch (rule.is) {
    case 'all': return rule.rules.length === 0 ? 'everybody' : rule.rules.map(inBrackets).join(' and ');
    case 'any': return rule.rules.length === 0 ? 'nobody' : rule.rules.map(inBrackets).join(' or ');
    case 'not': return `not ${inBrackets(rule.rule)}`;
    case 'trait': return `${rule.name} is ${rule.equals}`;
    case 'trait-in': return `${rule.name} is one of ${rule.values.join(', ')}`;
    case 'trait-exists': return `${rule.name} is known`;
    case 'seen': return `at least ${rule.atLeast} ${[rule.channel, rule.kind].filter((part) => part !== null).join(' ') || 'interactions'}${rule.withinDays === null ? '' : ` in ${rule.withinDays} days`}`;
    case 'last-seen': return `last met ${rule.when} ${rule.daysAgo} days ago`;
    case 'last-seen-on': return `last met ${rule.when} ${rule.on}`;
    case 'orders': return `at least ${rule.atLeast} ${rule.atLeast === 1 ? 'order' : 'orders'}`;
    case 'revenue': return `revenue of 12 months at least ${moneyText(rule.atLeastMinor, rule.currency)}`;
    case 'last-stage': return `the last interaction’s stage is ${rule.stages.join(' or ')}`;
    case 'source': return `known from ${rule.source}`;
    case 'brand': return `deals with ${rule.brand}`;
    default: return rule satisfies never;
  }
}

/** Minor units of an amount as typed; null while it is not an amount. */
export function minorOf(typed: string, currency: string): string | null {
  try {
    const minor = parseMinor(typed.replace(',', '.'), currency);
    return minor < 0n ? null : minor.toString();
  } catch {
    return null;
  }
}

/** A key for a new name: small letters, digits and hyphens, unlike the others. */
export function keyFor(name: string, taken: readonly string[]): string {
  const plain = name.normalize('NFKD').toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '').slice(0, 40).replace(/-+$/, '') || 'rule';
  let key = plain;
  for (let at = 2; taken.includes(key); at += 1) key = `${plain}-${at}`;
  return key;
}
