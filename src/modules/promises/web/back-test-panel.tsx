import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { call } from '../../../web/api.ts';
import { counted, countText, moneyText, spanText } from '../../../web/primitives/number.ts';
import { Panel } from '../../../web/primitives/panel.tsx';
import { problemText } from '../../../web/primitives/problem.tsx';
import { routes, type Terms } from '../contract.ts';
import css from './promises.module.css';
import { brokenText, dayText, rateText } from './promise-words.ts';
import { MonthColumns, PartTable, type OpenPart } from './rate-parts.tsx';
import { VerdictList } from './verdict-list.tsx';

/** What would have become of a promise in the last year; each figure opens to people. `isPromised`: these words hold already. */
export function BackTestPanel({ terms, isPromised = false }: { readonly terms: Terms; readonly isPromised?: boolean }): ReactNode {
  const [part, setPart] = useState<OpenPart | null>(null);
  const test = useMutation({ mutationFn: (given: Terms) => call(routes.backTest, { body: { terms: given } }) });
  const asked = test.variables;
  const behind = useQuery({ queryKey: ['promises', 'behind', asked, part], enabled: part !== null && asked !== undefined, queryFn: ({ signal }) => call(routes.backTestVerdicts, { body: { terms: asked as Terms, part: { ...part, state: 'broken' } } }, signal) });
  const found = test.data;
  const isOld = found !== undefined && JSON.stringify(asked) !== JSON.stringify(terms);
  return (
    <Panel title="What it would have come to" testId="back-test" aside={<Button size="compact-sm" variant="default" loading={test.isPending} onClick={() => { setPart(null); test.mutate(terms); }}>{found === undefined ? 'Test on the last year' : 'Test again'}</Button>}>
      {test.error !== null && <p className={css['quiet']} role="alert">{problemText(test.error)}</p>}
      {found === undefined ? <p className={css['quiet']}>{isPromised ? 'How often it would have been broken had it held for the whole last year, what its remedies would have cost, and to whom.' : 'Before it is published, see how often it would have been broken, what its remedies would have cost, and to whom.'}</p> : (
        <div className={css['fields']} style={isOld ? { opacity: 0.5 } : undefined} data-testid="back-test-found">
          <p className={css['sentence']}>This promise would have been broken <button type="button" className={css['opens']} onClick={() => setPart({})}>{counted(found.rate.broken, 'time')}</button> from {dayText(found.from)} to {dayText(found.until)}{found.remedyMinor === null || found.currency === null ? '' : `, remedies ${moneyText(found.remedyMinor, found.currency)}`}.</p>
          <p className={css['quiet']}>{rateText(found.rate)}{found.rate.running > 0 ? `; ${countText(found.rate.running)} were not due yet` : ''}. Customers as they are in groups today. Read in {counted(found.interactions, 'interaction')}, {spanText(found.tookMs)}.{isOld ? ' The promise was changed since: test again.' : ''}</p>
          {found.months.length > 0 && <MonthColumns months={found.months} open={setPart} />}
          {found.seams.length > 0 ? <PartTable name="Handed over" of="seam" parts={found.seams} open={setPart} /> : found.channels.length > 0 && <PartTable name="Channel" of="channel" parts={found.channels} open={setPart} />}
          {behind.data !== undefined && part !== null && <VerdictList {...behind.data} title={brokenText(part)} />}
        </div>
      )}
    </Panel>
  );
}
