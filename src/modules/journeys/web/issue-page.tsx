import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useEffect, type ReactNode } from 'react';
import { capital } from '../../../kernel/capital.ts';
import { call } from '../../../web/api.ts';
import { CopyLink } from '../../../web/primitives/copy-link.tsx';
import { LinesSkeleton } from '../../../web/primitives/lines-skeleton.tsx';
import { PersonalName } from '../../../web/primitives/masked.tsx';
import { PageHead } from '../../../web/primitives/page-head.tsx';
import { Panel } from '../../../web/primitives/panel.tsx';
import { Problem } from '../../../web/primitives/problem.tsx';
import { useMay } from '../../../web/session.ts';
import { routes as customers } from '../../customers/contract.ts';
import { MaskedNote } from '../../customers/web/parts.tsx';
import { channelName } from '../../interactions/web/parts.tsx';
import { IssueSlot } from './issue-slot.tsx';
import { IssueStanding } from './issue-standing.tsx';
import { askedText, issueName } from './issue-words.ts';
import css from './issues.module.css';
import { OpenedContacts } from './opened-contacts.tsx';
import { issueQuery } from './use-issues.ts';

const page = getRouteApi('/shell/issues/$id');

/** One issue: who asks about what, how often, and each contact across channels. */
export function IssuePage(): ReactNode {
  const { id } = page.useParams();
  const navigate = page.useNavigate();
  const may = useMay();
  const { data, error, refetch, dataUpdatedAt } = useQuery(issueQuery(id));
  const present = data?.issue.id;
  useEffect(() => {
    // An issue that was taken into another answers with that one; the address follows.
    if (present !== undefined && present !== id) void navigate({ params: { id: present }, replace: true });
  }, [present, id, navigate]);
  if (error !== null && data === undefined) return <><PageHead title="Issue" over={<Link to="/issues">Issues</Link>} /><Problem error={error} again={() => void refetch()} /></>;
  if (data === undefined) return <><PageHead title="Issue" over={<Link to="/issues">Issues</Link>} /><LinesSkeleton lines={8} height={22} /></>;
  const { issue } = data;
  return (
    <div data-testid="issue-page">
      <PageHead title={issueName(issue, channelName)} over={<Link to="/issues">Issues</Link>} lead={`${capital(askedText(issue, channelName))}.`} actions={<CopyLink />} />
      {!may('see-personal-data') && <MaskedNote />}
      <div className={css['whose']}><WhoAsks id={issue.customer} /><IssueStanding issue={issue} nowMs={dataUpdatedAt} /><IssueSlot id={issue.id} /></div>
      <Panel title="What happened, across channels"><OpenedContacts id={issue.id} /></Panel>
    </div>
  );
}

function WhoAsks({ id }: { readonly id: string }): ReactNode {
  const { data } = useQuery({ queryKey: ['customer', id], queryFn: ({ signal }) => call(customers.one, { params: { id } }, signal) });
  return <p>Who asks: <Link to="/customers/$id" params={{ id }}>{data === undefined ? id : <PersonalName id={id} name={data.name} />}</Link></p>;
}
