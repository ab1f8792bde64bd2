import type { TimelineItem } from '../../interactions/contract.ts';
import type { CaseSubject, Priority } from '../contract.ts';

/** Whoever had to ask so often waits for somebody before others. */
const MANY_ASKS = 3;

function mostNamed(items: readonly Pick<TimelineItem, 'subjects'>[], type: string): { readonly id: string; readonly label: string | null } | null {
  const named = Map.groupBy(items.flatMap(({ subjects }) => subjects.filter((one) => one.type === type)), ({ id }) => id);
  const [most] = [...named.values()].toSorted((a, b) => b.length - a.length);
  return most?.[0] === undefined ? null : { id: most[0].id, label: most.find(({ label }) => label !== undefined && label !== null)?.label ?? null };
}

/** What the case of an issue is about: the order and product that its contacts name most, and how often was asked. What sources call things, never the customer's words. */
export function aboutIssue(items: readonly Pick<TimelineItem, 'subjects'>[], asks: number): { readonly about: string; readonly subject: CaseSubject | null; readonly priority: Priority } {
  const [order, product] = [mostNamed(items, 'order'), mostNamed(items, 'product')];
  const thing = [product === null ? null : product.label ?? product.id, order === null ? null : `order ${order.id}`].filter((part) => part !== null).join(', ');
  const times = asks <= 1 ? 'asked once' : asks === 2 ? 'asked twice' : `asked ${asks} times`;
  return { about: `${thing === '' ? 'No product or order named' : thing}: ${times}`, subject: order === null ? product === null ? null : { type: 'product', id: product.id } : { type: 'order', id: order.id }, priority: asks >= MANY_ASKS ? 'high' : 'normal' };
}
