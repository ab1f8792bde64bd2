import { Button, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { AppError } from '../../../kernel/app-error.ts';
import { call } from '../../../web/api.ts';
import { useLetterKeys } from '../../../web/keys.ts';
import { Empty } from '../../../web/primitives/empty.tsx';
import { counted } from '../../../web/primitives/number.ts';
import { PageHead } from '../../../web/primitives/page-head.tsx';
import { Panel } from '../../../web/primitives/panel.tsx';
import { Problem } from '../../../web/primitives/problem.tsx';
import { useMay } from '../../../web/session.ts';
import { JoinDialog, Likeness } from '../../identity/web/parts.tsx';
import { routes, type Comparison } from '../contract.ts';
import { CompareReasons } from './compare-reasons.tsx';
import { CompareTable } from './compare-table.tsx';
import css from './compare-page.module.css';
import { MaskedNote } from './masked-note.tsx';
import { isUnknown, NoSuchCustomer } from './no-such-customer.tsx';

const page = getRouteApi('/shell/customers/$id/compare/$other');

/** Two customers side by side: one person, or two? */
export function ComparePage(): ReactNode {
  const { id, other } = page.useParams();
  const navigate = page.useNavigate();
  const may = useMay();
  const [joining, setJoining] = useState(false);
  const { data, error, refetch } = useQuery({ queryKey: ['customer', id, 'compare', other], queryFn: ({ signal }) => call(routes.compare, { params: { id, other } }, signal) });
  const swap = (): void => void navigate({ params: { id: other, other: id }, replace: true });
  const mayJoin = may('change-identity') && data !== undefined;
  useLetterKeys({ o: mayJoin ? () => setJoining(true) : null, x: swap });
  if (error instanceof AppError && error.kind === 'conflict') return <OneAlready id={id} />;
  if (isUnknown(error) && data === undefined) return <NoSuchCustomer id={`${id} or ${other}`} />;
  if (error !== null && data === undefined) return <Problem error={error} again={() => void refetch()} />;
  if (data === undefined) return <Skeleton height={320} />;
  return (
    <div className={css['page']} data-testid="compare-page">
      <PageHead title="One person, or two?" lead={verdict(data)} actions={<>
        <Button variant="default" onClick={swap} rightSection={<kbd className={css['key']}>x</kbd>}>Swap sides</Button>
        {mayJoin && <Button onClick={() => setJoining(true)} rightSection={<kbd className={css['key']}>o</kbd>}>One person</Button>}
      </>} />
      {!may('see-personal-data') && <MaskedNote />}
      <CompareReasons comparison={data} />
      <Panel title="By likelihood" testId="how-likely"><Likeness id={data.left.customer.id} other={data.right.customer.id} isPart /></Panel>
      <CompareTable comparison={data} />
      {mayJoin && <JoinDialog key={`${id} ${other}`} id={data.left.customer.id} withId={data.right.customer.id} opened={joining} close={() => setJoining(false)} />}
    </div>
  );
}

/** How many things speak either way; what they weigh is for a person to say. */
function verdict({ reasons, decisions }: Comparison): string {
  const speak = (weighs: string): number => reasons.filter((reason) => reason.weighs === weighs).length;
  const [pro, con] = [speak('for'), speak('against')];
  const decided = decisions.some(({ kind }) => kind === 'apart') ? ' Somebody here decided that they are different people.' : '';
  if (pro === 0 && con === 0) return `The exact rules see nothing that speaks for one person, and nothing against it.${decided}`;
  return `By the exact rules ${counted(pro, 'thing speaks', 'things speak')} for one person, ${con === 0 ? 'nothing' : counted(con, 'thing')} against it.${decided}`;
}

function OneAlready({ id }: { readonly id: string }): ReactNode {
  return <Empty title="These are one customer." action={<Link to="/customers/$id" params={{ id }}>Open their page</Link>}>Whatever was said of either is on one page now.</Empty>;
}
