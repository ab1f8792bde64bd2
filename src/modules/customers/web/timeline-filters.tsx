import { Select, TextInput } from '@mantine/core';
import Search from 'lucide-react/icons/search';
import type { ReactNode } from 'react';
import { countText } from '../../../web/primitives/number.ts';
import { OFFICE_NAMES } from '../../../web/primitives/office.tsx';
import { useSearchText } from '../../../web/search-text.ts';
import { channelName, STAGE_NAMES } from '../../interactions/web/parts.tsx';
import type { Customer } from '../contract.ts';
import css from './timeline-filters.module.css';
import type { TimelineFilter } from './use-timeline.ts';

const OFFICES = Object.entries(OFFICE_NAMES).map(([value, label]) => ({ value, label }));
const STAGES = Object.entries(STAGE_NAMES).map(([value, label]) => ({ value, label }));

/** Channel, office, stage and text; each is part of the address. */
export function TimelineFilters({ filter, channels, change }: { readonly filter: TimelineFilter; readonly channels: Customer['channels']; readonly change: (next: TimelineFilter) => void }): ReactNode {
  const [typed, type] = useSearchText(filter.text, (text) => change({ text }));
  const counts = new Map<string, number>();
  for (const { channel, count } of channels) counts.set(channel, (counts.get(channel) ?? 0) + count);
  const channelChoices = [...counts].toSorted((a, b) => b[1] - a[1]).map(([value, count]) => ({ value, label: `${channelName(value)} (${countText(count)})` }));
  return (
    <div className={css['filters']} role="search" aria-label="Filter of the timeline">
      <TextInput type="search" data-page-search size="xs" aria-label="Words in the timeline" placeholder="Words…" value={typed} leftSection={<Search size={14} aria-hidden />} onChange={(event) => type(event.currentTarget.value)} />
      <Select size="xs" aria-label="Channel" placeholder="Channel" clearable data={channelChoices} value={filter.channel ?? null} onChange={(channel) => change({ channel: channel ?? undefined })} comboboxProps={{ width: 190, position: 'bottom-start' }} />
      <Select size="xs" aria-label="Office" placeholder="Office" clearable data={OFFICES} value={filter.office ?? null} onChange={(office) => change({ office: office === 'brand' || office === 'service' ? office : undefined })} comboboxProps={{ width: 170, position: 'bottom-start' }} />
      <Select size="xs" aria-label="Stage" placeholder="Stage" clearable data={STAGES} value={filter.stage ?? null} onChange={(stage) => change({ stage: stage ?? undefined })} comboboxProps={{ width: 150, position: 'bottom-start' }} />
    </div>
  );
}
