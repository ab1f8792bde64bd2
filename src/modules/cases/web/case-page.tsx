import { getRouteApi, Link } from '@tanstack/react-router';
import { Suspense, useEffect, type ReactNode } from 'react';
import { call } from '../../../web/api.ts';
import { LinesSkeleton } from '../../../web/primitives/lines-skeleton.tsx';
import { PersonalName } from '../../../web/primitives/masked.tsx';
import { PageHead } from '../../../web/primitives/page-head.tsx';
import { Panel } from '../../../web/primitives/panel.tsx';
import { Problem } from '../../../web/primitives/problem.tsx';
import { useRegistry } from '../../../web/registry.ts';
import { useMay, useMe } from '../../../web/session.ts';
import { MaskedNote } from '../../customers/web/parts.tsx';
import { MandateCard } from '../../promises/web/parts.tsx';
import { routes, type CaseView } from '../contract.ts';
import { CaseClocks } from './case-clocks.tsx';
import { CaseHistory } from './case-history.tsx';
import { CaseFacts } from './case-facts.tsx';
import { CaseInteractions } from './case-interactions.tsx';
import { CaseMoves } from './case-moves.tsx';
import { CaseParts } from './case-parts.tsx';
import css from './case-page.module.css';
import { ReplyPanel } from './reply-panel.tsx';
import { STATE_NAMES } from './case-words.ts';
import { useCase, useOthers } from './use-cases.ts';

const page = getRouteApi('/shell/cases/$id');

/** One case: who waits for what, what is next, clocks, what happened, and everything that was done. */
export function CasePage(): ReactNode {
  const { id } = page.useParams();
  const may = useMay();
  const { data: view, error, refetch, change } = useCase(id);
  const others = useOthers(id, view?.version);
  const { cards } = useRegistry();
  useMentionsSeen(view);
  if (error !== null && view === undefined) return <Problem error={error} again={() => void refetch()} />;
  if (view === undefined) return <LinesSkeleton lines={10} height={22} />;
  const writing = others.filter(({ isWriting }) => isWriting).map(({ name }) => name);
  return (
    <div data-testid="case-page">
      <PageHead title={view.about} over={<><Link to="/cases">Cases</Link> · {view.id} · {STATE_NAMES[view.state]}</>} lead={<Lead view={view} />} />
      {!may('see-personal-data') && <MaskedNote />}
      {others.length > 0 && <p className={css['others']} role="status" data-testid="others">{writing.length > 0 ? `${writing.join(', ')} ${writing.length === 1 ? 'is' : 'are'} writing on this case.` : `${others.map(({ name }) => name).join(', ')} ${others.length === 1 ? 'has' : 'have'} this case open too.`}</p>}
      <div className={css['grid']}>
        <div className={css['main']}>
          <CaseMoves view={view} change={change} />
          <CaseInteractions view={view} change={change} />
          <ReplyPanel view={view} />
          <Panel title="What was done" testId="case-history"><CaseHistory view={view} /></Panel>
        </div>
        <div className={css['side']}>
          <Panel title="Clocks" testId="case-clocks"><CaseClocks view={view} /></Panel>
          {view.customer !== null && <MandateCard customer={view.customer.id} caseId={view.id} />}
          <Panel title="The case" testId="case-facts"><CaseFacts view={view} change={change} /></Panel>
          <CaseParts view={view} change={change} />
          {cards.filter((card) => card.page === 'case' && may(card.needs)).map(({ key, title, Body }) => <Panel key={key} title={title} testId={`card-${key}`}><Suspense fallback={<LinesSkeleton lines={2} />}><Body id={id} /></Suspense></Panel>)}
        </div>
      </div>
    </div>
  );
}

function Lead({ view: { customer, subject } }: { readonly view: CaseView }): ReactNode {
  return (
    <span className={css['lead']}>
      {customer === null ? <span>No customer is known.</span> : <Link to="/customers/$id" params={{ id: customer.id }} data-testid="case-customer"><PersonalName id={customer.id} name={customer.name} /></Link>}
      {subject !== null && <span>{subject.type} {subject.id}</span>}
    </span>
  );
}

/** Whoever is mentioned has read it once the page stands before them. */
function useMentionsSeen(view: CaseView | undefined): void {
  const me = useMe();
  const may = useMay()('work-cases');
  const last = view?.happenings.find(({ mentions }) => mentions.some(({ id }) => id === me.id))?.place ?? 0;
  const id = view?.id;
  useEffect(() => {
    if (may && id !== undefined && last > 0) call(routes.mentionsSeen, { params: { id }, body: {} }).catch(() => undefined);
  }, [id, last, may]);
}
