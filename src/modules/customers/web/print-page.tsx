import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Fragment, type ReactNode } from 'react';
import { LinesSkeleton } from '../../../web/primitives/lines-skeleton.tsx';
import { Personal } from '../../../web/primitives/masked.tsx';
import { fullMoment } from '../../../web/primitives/moment-text.ts';
import { PageHead } from '../../../web/primitives/page-head.tsx';
import { Problem } from '../../../web/primitives/problem.tsx';
import { useMe } from '../../../web/session.ts';
import { roleName } from '../../../web/viewer-menu.tsx';
import { pageSections } from './customer-text.ts';
import { isUnknown, NoSuchCustomer } from './no-such-customer.tsx';
import css from './print-page.module.css';
import { PAGE_WORDS, readPage } from './read-page.ts';

const page = getRouteApi('/shell/customers/$id/print');
const PRINTED_INTERACTIONS = 200;

/** The page of a customer to be printed: everything unfolded, in black on white, as far as the viewer's role shows it. */
export function PrintPage(): ReactNode {
  const { id } = page.useParams();
  const { name, role } = useMe();
  const { data, error, refetch, dataUpdatedAt } = useQuery({ queryKey: ['customer', id, 'print'], queryFn: () => readPage(id, PRINTED_INTERACTIONS) });
  if (isUnknown(error) && data === undefined) return <NoSuchCustomer id={id} />;
  if (error !== null && data === undefined) return <Problem error={error} again={() => void refetch()} />;
  if (data === undefined) return <LinesSkeleton lines={20} />;
  const [head, ...sections] = pageSections(data, PAGE_WORDS);
  return (
    <article className={css['page']} data-testid="print-page">
      <PageHead title={head?.title ?? id} over={`As of ${fullMoment(new Date(dataUpdatedAt).toISOString())}, for ${name} (${roleName(role)})`} actions={<span className={css['actions']}><Button variant="default" renderRoot={(props) => <Link to="/customers/$id" params={{ id }} {...props} />}>Back to the page</Button><Button onClick={() => window.print()}>Print</Button></span>} />
      {head?.lines.map((line) => <p key={line}><Personal value={line} /></p>)}
      {sections.map(({ title, lines }) => (
        <Fragment key={title}>
          <h2>{title}</h2>
          <ul>{lines.map((line, place) => <li key={place}><Personal value={line} /></li>)}</ul>
        </Fragment>
      ))}
    </article>
  );
}
