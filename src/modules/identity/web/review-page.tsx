import { Button, SegmentedControl } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useEffect, type ReactNode } from 'react';
import { call } from '../../../web/api.ts';
import { useLetterKeys } from '../../../web/keys.ts';
import { Empty } from '../../../web/primitives/empty.tsx';
import { LinesSkeleton } from '../../../web/primitives/lines-skeleton.tsx';
import { Personal } from '../../../web/primitives/masked.tsx';
import { PageHead } from '../../../web/primitives/page-head.tsx';
import { Panel } from '../../../web/primitives/panel.tsx';
import { Problem } from '../../../web/primitives/problem.tsx';
import { useMay } from '../../../web/session.ts';
import { matchingRoutes } from '../contract.ts';
import { EvidenceTable } from './evidence-table.tsx';
import { chanceWords, sideName, waitingWords } from './likeness-words.ts';
import { ExactRulesPanel } from './exact-rules-panel.tsx';
import { HeldByOnePanel } from './held-by-one-panel.tsx';
import { MatchingPanel } from './matching-panel.tsx';
import { OverCapPanel } from './over-cap-panel.tsx';
import css from './review-page.module.css';
import { isOneAlready, pairKey, useReview, type GivenAnswer, type PairInReview } from './use-review.ts';

const page = getRouteApi('/shell/customers/review');
const LISTS = [{ value: 'waiting', label: 'Waiting' }, { value: 'aside', label: 'Set aside' }];
const ANSWER_WORDS = { 'one-person': 'one person', 'two-people': 'two people', 'not-sure': 'set aside', 'ask-again': 'asked again' } as const;

const likenessQuery = (pair: Pick<PairInReview, 'left' | 'right'>) => ({
  queryKey: ['likeness', pair.left.id, pair.right.id], staleTime: 30_000, queryFn: ({ signal }: { signal: AbortSignal }) => call(matchingRoutes.likeness, { params: { id: pair.left.id, other: pair.right.id } }, signal),
});

/** Customers that may be one person, one pair at a time, likeliest first: what both say, what speaks for and against, and the answer, by mouse or by keyboard alone. */
export function ReviewPage(): ReactNode {
  const { list } = page.useSearch();
  const navigate = page.useNavigate();
  const may = useMay();
  const mayAnswer = may('change-identity');
  const isAside = list === 'aside';
  const review = useReview(isAside);
  const { queue, pairs, at, current, count, last } = review;
  const queries = useQueryClient();
  const next = pairs[at + 1];
  useEffect(() => {
    // Read ahead; whoever comes to the pair asks again and is told what went wrong.
    if (next !== undefined) queries.query(likenessQuery(next)).catch(() => undefined);
  }, [queries, next]);
  useLetterKeys({
    j: () => review.move(1), k: () => review.move(-1),
    ...(mayAnswer ? { y: () => review.answer('one-person'), n: () => review.answer('two-people'), u: () => review.answer(isAside ? 'ask-again' : 'not-sure'), z: () => void review.undo() } : {}),
  });
  const lead = queue.data === undefined ? ' ' : isAside ? `${waitingWords(count, queue.data.countIsLeast)} of which somebody was not sure.` : `${capital(waitingWords(count, queue.data.countIsLeast))} of customers may be one person each. Until somebody says so, they stay two.`;
  return (
    <div data-testid="review-page">
      <PageHead title="Who is who" lead={lead} actions={<SegmentedControl data={LISTS} value={isAside ? 'aside' : 'waiting'} onChange={(value) => void navigate({ search: { list: value === 'aside' ? 'aside' : undefined }, replace: true })} aria-label="Which pairs" size="sm" />} />
      <p role="status" className={css['last']} data-testid="last-answer">{last !== null && <LastAnswer last={last} undo={() => void review.undo()} />}</p>
      {queue.error !== null && queue.data === undefined ? <Problem error={queue.error} again={() => void queue.refetch()} />
        : queue.data === undefined ? <LinesSkeleton lines={10} height={20} />
          : current === null ? <Nothing isAside={isAside} />
            : (
              <div className={css['desk']}>
                <ol className={css['list']} aria-label="Pairs">
                  {pairs.map((pair) => <li key={pairKey(pair)}><PairButton pair={pair} chosen={pair === current} choose={() => review.choose(pairKey(pair))} /></li>)}
                </ol>
                <Panel title={`Pair ${at + 1} of ${queue.data.countIsLeast ? 'at least ' : ''}${count}`} testId="pair" aside={<>
                  <Link to="/customers/$id/compare/$other" params={{ id: current.left.id, other: current.right.id }} className={css['whole']}>All of both</Link>
                  <Button size="compact-sm" variant="default" disabled={at === 0} onClick={() => review.move(-1)}>Previous <Key letter="K" /></Button>
                  <Button size="compact-sm" variant="default" disabled={at >= pairs.length - 1} onClick={() => review.move(1)}>Next <Key letter="J" /></Button>
                </>}>
                  <Pair pair={current} goneFrom={queue.refetch} />
                  {mayAnswer && (
                    <div className={css['answers']}>
                      <Button onClick={() => review.answer('one-person')}>One person <Key letter="Y" /></Button>
                      <Button variant="default" onClick={() => review.answer('two-people')}>Two people <Key letter="N" /></Button>
                      {isAside ? <Button variant="default" onClick={() => review.answer('ask-again')}>Ask again later <Key letter="U" /></Button> : <Button variant="default" onClick={() => review.answer('not-sure')}>Not sure <Key letter="U" /></Button>}
                    </div>
                  )}
                </Panel>
              </div>
            )}
      <HeldByOnePanel />
      <OverCapPanel />
      <ExactRulesPanel />
      <MatchingPanel />
    </div>
  );
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function Key({ letter }: { readonly letter: string }): ReactNode {
  return <kbd className={css['key']}>{letter}</kbd>;
}

function LastAnswer({ last, undo }: { readonly last: GivenAnswer; readonly undo: () => void }): ReactNode {
  return <><span><Personal value={sideName(last.pair.left)} /> and <Personal value={sideName(last.pair.right)} />: {ANSWER_WORDS[last.answer]}.</span> <Button size="compact-xs" variant="default" onClick={undo}>Take it back <Key letter="Z" /></Button></>;
}

function PairButton({ pair, chosen, choose }: { readonly pair: PairInReview; readonly chosen: boolean; readonly choose: () => void }): ReactNode {
  return (
    <button type="button" className={css['entry']} aria-current={chosen ? 'true' : undefined} onClick={choose}>
      <span className={css['names']}><Personal value={sideName(pair.left)} /><br /><Personal value={sideName(pair.right)} /></span>
      <span className={css['chance']}>{chanceWords(pair.probability)}{pair.refusal === 'contradicted' ? ', contradicted' : ''}</span>
    </button>
  );
}

/** Both sides and the evidence. `goneFrom` reads the list anew: customers go on becoming one in the background, and two that are one by now no longer wait. */
function Pair({ pair, goneFrom }: { readonly pair: PairInReview; readonly goneFrom: () => Promise<unknown> }): ReactNode {
  const { data, error, refetch } = useQuery(likenessQuery(pair));
  const isOne = isOneAlready(error);
  useEffect(() => {
    if (isOne) void goneFrom();
  }, [isOne, goneFrom]);
  if (error !== null && data === undefined) return <Problem error={error} again={() => void refetch()} />;
  if (data === undefined) return <LinesSkeleton lines={9} height={18} />;
  return <EvidenceTable likeness={data} />;
}

function Nothing({ isAside }: { readonly isAside: boolean }): ReactNode {
  return isAside
    ? <Empty title="Nothing is set aside.">Where you answer “not sure”, the pair waits here instead of in the queue.</Empty>
    : <Empty title="Nobody waits to be told apart.">When two customers look like one person, but not surely enough to become one by themselves, they come here with everything that speaks for and against.</Empty>;
}
