import type { ReactNode } from 'react';
import { Moment } from '../../../web/primitives/moment.tsx';
import { counted } from '../../../web/primitives/number.ts';
import { OFFICE_NAMES } from '../../../web/primitives/office.tsx';
import type { TimelineItem } from '../../interactions/contract.ts';
import { briefly, ChannelIcon, channelName } from '../../interactions/web/parts.tsx';
import css from './folded-run.module.css';

/** Many clicks or records in a row, as one line that opens. */
export function FoldedRun({ items, open }: { readonly items: readonly TimelineItem[]; readonly open: () => void }): ReactNode {
  const newest = items[0];
  const oldest = items.at(-1);
  if (newest === undefined || oldest === undefined) return null;
  const titles = [...new Set(items.map(briefly))].slice(0, 4);
  return (
    <div className={css['run']} data-office={newest.office} data-testid="folded-run">
      <span className={css['when']}><Moment at={oldest.occurredAt} shape="time" precision={oldest.occurredPrecision} /></span>
      <span className={css['sign']} title={OFFICE_NAMES[newest.office]}><ChannelIcon channel={newest.channel} /></span>
      <p className={css['words']}><b>{channelName(newest.channel)}</b> {counted(items.length, items.every((item) => item.direction === 'internal') ? 'record' : 'step')}: {titles.join(' · ')} <button type="button" onClick={open}>Unfold</button></p>
    </div>
  );
}
