import { useQuery } from '@tanstack/react-query';
import { call } from '../../../web/api.ts';
import { momentText } from '../../../web/primitives/moment-text.ts';
import { routes as customers } from '../../customers/contract.ts';
import { spokenParts, type TimelineItem } from '../../interactions/contract.ts';
import { briefly, channelName } from '../../interactions/web/parts.tsx';
import type { CaseView } from '../contract.ts';

/** How much of what happened lately is looked through, and how much of one is shown. Units: interactions; characters. */
const LOOKED = 50;
const SHOWN = 60;

/** What the customer of a case said lately, the latest first, with what the case is about. */
export function useSpoken({ customer, interactions, moves }: Pick<CaseView, 'customer' | 'interactions' | 'moves'>): readonly { readonly value: string; readonly label: string; readonly isInCase: boolean }[] {
  const id = customer?.id ?? '';
  const { data } = useQuery({ queryKey: ['case-spoken', id], enabled: id !== '' && moves.includes('link'), refetchOnMount: 'always', queryFn: ({ signal }) => call(customers.timeline, { params: { id }, query: { limit: LOOKED } }, signal) });
  const known = new Set(interactions.map((item) => item.id));
  const all: readonly TimelineItem[] = [...(data?.items ?? []).filter((item) => !known.has(item.id)), ...interactions];
  return all.filter((item) => spokenParts(item).length > 0).toSorted((a, b) => b.occurredAt.localeCompare(a.occurredAt))
    .map((item) => ({ value: item.id, label: `${momentText(item.occurredAt, 'short', item.occurredPrecision)}, ${channelName(item.channel)}: ${briefly(item).slice(0, SHOWN)}`, isInCase: known.has(item.id) }));
}
