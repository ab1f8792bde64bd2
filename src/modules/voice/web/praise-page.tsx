import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { Empty } from '../../../web/primitives/empty.tsx';
import { LinesSkeleton } from '../../../web/primitives/lines-skeleton.tsx';
import { momentText } from '../../../web/primitives/moment-text.ts';
import { PageHead } from '../../../web/primitives/page-head.tsx';
import { Panel } from '../../../web/primitives/panel.tsx';
import { Problem } from '../../../web/primitives/problem.tsx';
import { useMay } from '../../../web/session.ts';
import type { OwnPraise, Praise } from '../contract.ts';
import css from './praise.module.css';
import { useOwnPraise, useSayName, useSharedPraise, useSharePraise } from './use-praise.ts';

/** Praise of whoever looks, out of customers' own words, and what colleagues shared of theirs. */
export function PraisePage(): ReactNode {
  const may = useMay();
  const { data, error, refetch } = useOwnPraise();
  const shared = useSharedPraise(may('see-customers')).data?.praises ?? [];
  return (
    <>
      <PageHead title="Said of you" lead="Good words of customers for you. Only you see them, until you share one; nobody counts them." />
      {error !== null ? <Problem error={error} again={() => void refetch()} /> : data === undefined ? <LinesSkeleton lines={6} height={22} /> : <Own data={data} />}
      {shared.length > 0 && (
        <Panel title="Shared by colleagues" testId="shared-praise">
          <ul className={css['list']}>{shared.map(({ interaction, at, channel, text, staff }) => <li key={`${interaction}/${staff}`}><blockquote className={css['quote']}>{text}</blockquote><p className={css['quiet']}>Of {staff}, by {channel}, {momentText(at, 'day')}</p></li>)}</ul>
        </Panel>
      )}
    </>
  );
}

function Own({ data }: { readonly data: OwnPraise }): ReactNode {
  const say = useSayName();
  return (
    <>
      {data.maybe.map((name) => (
        <p key={name} className={css['ask']} data-testid="maybe-name">
          Customers praised somebody called “{name}”. Are you called so?
          <Button size="compact-sm" variant="default" disabled={say.isPending} onClick={() => say.mutate({ name, isMine: true })}>Yes, that is me</Button>
          <Button size="compact-sm" variant="default" disabled={say.isPending} onClick={() => say.mutate({ name, isMine: false })}>No</Button>
        </p>
      ))}
      {data.praises.length === 0 ? <Empty title="Nobody named you in the last twelve months.">Here will stand what customers say in praise of {data.name}: where they write your name, or where their record says that you served them.</Empty>
        : <Panel title={data.names.length === 0 ? data.name : `${data.name}, also ${data.names.join(', ')}`}><ul className={css['list']}>{data.praises.map((praise) => <One key={praise.interaction} praise={praise} />)}</ul></Panel>}
    </>
  );
}

function whyText({ because, called, alike, channel, at }: Praise): string {
  const why = because === 'served' ? 'you served them, by their record' : `they wrote “${called ?? ''}”`;
  return `By ${channel}, ${momentText(at, 'day')}: ${why}${alike ? '. Others who work here are called so too: it may be meant for them.' : '.'}`;
}

function One({ praise }: { readonly praise: Praise }): ReactNode {
  const share = useSharePraise();
  return (
    <li data-testid="praise">
      <blockquote className={css['quote']}>{praise.text}</blockquote>
      <p className={css['quiet']}>{whyText(praise)}</p>
      <Button size="compact-sm" variant="default" disabled={share.isPending} aria-pressed={praise.isShared} onClick={() => share.mutate({ id: praise.interaction, isShared: !praise.isShared })}>{praise.isShared ? 'Shared: take it back' : 'Share with colleagues'}</Button>
    </li>
  );
}
