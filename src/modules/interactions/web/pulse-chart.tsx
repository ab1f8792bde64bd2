import { useMemo, type ReactNode } from 'react';
import { StackedColumns } from '../../../web/charts/stacked-columns.tsx';
import { momentText } from '../../../web/primitives/moment-text.ts';
import { counted } from '../../../web/primitives/number.ts';
import { OFFICE_NAMES, OfficeMark } from '../../../web/primitives/office.tsx';
import type { Pulse } from '../contract.ts';
import { lastHourOf } from './last-hour.ts';

/** What arrived in each of the last sixty minutes, by office. */
export function PulseChart({ pulse }: { readonly pulse: Pulse }): ReactNode {
  const minutes = useMemo(() => lastHourOf(pulse), [pulse]);
  const labels = useMemo(() => minutes.map(({ minute }) => momentText(minute, 'time')), [minutes]);
  const series = useMemo(() => [
    { name: OFFICE_NAMES.service, colour: '--service', values: minutes.map((minute) => minute.service) },
    { name: OFFICE_NAMES.brand, colour: '--brand', values: minutes.map((minute) => minute.brand) },
  ], [minutes]);
  const busiest = minutes.reduce((best, minute) => (minute.brand + minute.service > best.brand + best.service ? minute : best), { minute: pulse.at, brand: 0, service: 0 });
  const most = busiest.brand + busiest.service;
  const summary = most === 0 ? 'Nothing arrived in the last 60 minutes.' : `Interactions received per minute. The busiest minute was ${momentText(busiest.minute, 'time')}, with ${counted(most, 'interaction')}.`;
  return <StackedColumns labels={labels} series={series} first="Minute" summary={summary} legend={<><OfficeMark office="brand" /><OfficeMark office="service" /></>} />;
}
