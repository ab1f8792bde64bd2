import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { capital } from '../../../kernel/capital.ts';
import { call } from '../../../web/api.ts';
import { useLetterKeys } from '../../../web/keys.ts';
import { Empty } from '../../../web/primitives/empty.tsx';
import { LinesSkeleton } from '../../../web/primitives/lines-skeleton.tsx';
import { Personal } from '../../../web/primitives/masked.tsx';
import { Moment } from '../../../web/primitives/moment.tsx';
import { percentText } from '../../../web/primitives/number.ts';
import { PageHead } from '../../../web/primitives/page-head.tsx';
import { Panel } from '../../../web/primitives/panel.tsx';
import { Problem, Refused } from '../../../web/primitives/problem.tsx';
import { useMay } from '../../../web/session.ts';
import { routes as customers } from '../../customers/contract.ts';
import { channelName, InteractionEntry } from '../../interactions/web/parts.tsx';
import type { IssueContact } from '../contract.ts';
import { PAIRS_CORRECT } from './issue-words.ts';
import css from './issues.module.css';
import { useJudging, type Judged } from './use-judging.ts';

/** Contacts of one moment may be several; the right one is among so many. */
const AT_ONE_MOMENT = 5;

/** Two contacts side by side: one thing, or two? By mouse, or by the keys Y, N, S and U. */
export function JudgePage(): ReactNode {
  const may = useMay();
  return may('change-identity') ? <Judging /> : <Refused />;
}

function Judging(): ReactNode {
  const { pairs, current, judgedCount, last, isBusy, judge, skip, undo, again } = useJudging();
  const [one, two, pass, back] = [current === null || isBusy ? null : () => judge(true), current === null || isBusy ? null : () => judge(false), current === null || isBusy ? null : skip, last === null || isBusy ? null : undo];
  useLetterKeys({ y: one, n: two, s: pass, u: back });
  return (
    <div data-testid="judge-page">
      <PageHead title="Judge pairs" lead="Are these two contacts about one thing? Your word outranks what is reckoned, and tells how good the reckoning is." />
      <Progress count={judgedCount} />
      <p role="status" className={css['last']} data-testid="last-word">{last !== null && <>{lastText(last)} <Button size="compact-xs" variant="default" disabled={isBusy} onClick={undo}>Take it back <kbd className={css['key']}>U</kbd></Button></>}</p>
      {pairs.error !== null && pairs.data === undefined ? <Problem error={pairs.error} again={again} />
        : current === null && (pairs.data === undefined || pairs.isFetching) ? <LinesSkeleton lines={8} height={22} />
          : current === null ? <Empty title="No pair waits for your word." action={<Button variant="default" size="sm" onClick={again}>Look again</Button>}>Pairs of contacts of one customer, near each other, are drawn by chance from the last 90 days: half of those put together, half of those kept apart. New ones come as customers come again.</Empty>
            : (
              <>
                <div className={css['pair']} data-testid="pair">
                  <Side key={current.a.interaction} title="The first" customer={current.customer} contact={current.a} />
                  <Side key={current.b.interaction} title="The second" customer={current.customer} contact={current.b} />
                </div>
                <div className={css['answers']} role="group" aria-label="Are they about one thing?">
                  <Button onClick={() => judge(true)} disabled={isBusy}>One thing <kbd className={css['key']}>Y</kbd></Button>
                  <Button onClick={() => judge(false)} disabled={isBusy} variant="default">Two things <kbd className={css['key']}>N</kbd></Button>
                  <Button onClick={skip} disabled={isBusy} variant="subtle">Skip <kbd className={css['key']}>S</kbd></Button>
                </div>
              </>
            )}
    </div>
  );
}

/** How it stood is told after the word alone: nobody should only nod. */
function lastText({ pair: { together: stood, sure }, together }: Judged): string {
  const said = together ? 'one thing' : 'two things';
  return `Said: ${said}. Reckoned: ${stood === together ? 'the same' : stood ? 'one thing' : 'two things'}, ${percentText(Math.min(0.99, stood ? sure : 1 - sure))} sure.`;
}

function Progress({ count }: { readonly count: number | undefined }): ReactNode {
  if (count === undefined) return null;
  const left = PAIRS_CORRECT - count;
  return (
    <div className={css['progress']} data-testid="judged-count">
      <progress value={Math.min(count, PAIRS_CORRECT)} max={PAIRS_CORRECT} aria-label="Judged pairs" />
      <p>{count} of {PAIRS_CORRECT} pairs judged. {left > 0 ? `After ${left} more the published share of issues that were asked about again is corrected by the mistakes found.` : 'The published share of issues that were asked about again is corrected by the mistakes found; each further pair makes it surer.'}</p>
    </div>
  );
}

/** A contact in the customer's words, as the timeline shows it; where it can't be shown, what is known of it. */
function Side({ title, customer, contact }: { readonly title: string; readonly customer: string; readonly contact: IssueContact }): ReactNode {
  const { data, isPending } = useQuery({
    queryKey: ['contact-words', customer, contact.interaction], staleTime: Number.POSITIVE_INFINITY, retry: 1,
    queryFn: async ({ signal }) => (await call(customers.timeline, { params: { id: customer }, query: { until: contact.at, limit: AT_ONE_MOMENT } }, signal)).items.find(({ id }) => id === contact.interaction) ?? null,
  });
  return (
    <Panel title={title} aside={<Link to="/customers/$id" params={{ id: customer }} search={{ until: contact.at }}><Moment at={contact.at} shape="day" /></Link>}>
      {isPending ? <LinesSkeleton lines={4} />
        : data == null ? <p>{channelName(contact.channel)}, <Moment at={contact.at} />{contact.title !== null && <>: <Personal value={capital(contact.title)} /></>}</p>
          : <InteractionEntry item={data} fresh={false} />}
    </Panel>
  );
}
