import { Link } from '@tanstack/react-router';
import { useMemo, type CSSProperties, type ReactNode } from 'react';
import { DataTable, type Column } from '../../../web/primitives/data-table.tsx';
import { countText } from '../../../web/primitives/number.ts';
import { OFFICE_NAMES, OfficeMark } from '../../../web/primitives/office.tsx';
import { useMay } from '../../../web/session.ts';
import type { Pulse } from '../contract.ts';
import { ChannelIcon } from './channel-icon.tsx';
import { channelName } from './channel-names.ts';
import css from './channels-now.module.css';

type Row = Pulse['channels'][number];

/** What arrives by channel, with the office that answers for it. Order by what is known in all, so that rows keep their place while figures move. */
export function ChannelsNow({ pulse }: { readonly pulse: Pulse }): ReactNode {
  const rows = useMemo(() => pulse.channels.toSorted((a, b) => b.total - a.total), [pulse.channels]);
  const may = useMay();
  const mayRead = may('see-customers');
  const columns = useMemo((): readonly Column<Row>[] => {
    const most = Math.max(1, ...pulse.channels.map((row) => row.lastHour));
    // Room for the longest figure, so that the bars of all rows end at one line.
    const bars = { '--figure': `${countText(most).length}ch` } as CSSProperties;
    return [
      { key: 'channel', name: 'Channel', value: (row) => channelName(row.channel), show: (row) => <Link className={css['channel'] ?? ''} to="/customers" search={{ channel: row.channel }} title="The people behind this, latest first"><ChannelIcon channel={row.channel} />{channelName(row.channel)}</Link> },
      { key: 'office', name: 'Office', value: (row) => OFFICE_NAMES[row.office], show: (row) => <OfficeMark office={row.office} />, narrow: 'hide' },
      { key: 'hour', name: 'Last hour', value: (row) => row.lastHour, number: true, show: (row) => <span className={css['hour']} style={bars}><span className={css['bar']} data-office={row.office} style={{ width: `${(row.lastHour / most) * 100}%` }} aria-hidden /><span>{countText(row.lastHour)}</span></span> },
      { key: 'day', name: '24 hours', value: (row) => row.last24Hours, show: (row) => countText(row.last24Hours), number: true, narrow: 'hide' },
      { key: 'total', name: 'In all', value: (row) => row.total, show: (row) => countText(row.total), number: true },
      { key: 'nobody', name: 'Nobody known', value: (row) => row.nobody, show: (row) => (row.nobody === 0 ? <span className={css['none']}>0</span> : mayRead ? <Link className={css['nobody'] ?? ''} to="/customers/nobody" search={{ channel: row.channel }} title="Of the whole: of people of whom nothing is known">{countText(row.nobody)}</Link> : countText(row.nobody)), number: true, narrow: 'hide' },
    ];
  }, [pulse.channels, mayRead]);
  return <DataTable name="Interactions by channel" columns={columns} rows={rows} keyOf={(row) => `${row.channel}/${row.office}`} />;
}
