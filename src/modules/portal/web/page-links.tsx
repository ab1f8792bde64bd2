import { Button, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { AppError } from '../../../kernel/app-error.ts';
import { call } from '../../../web/api.ts';
import { LinesSkeleton } from '../../../web/primitives/lines-skeleton.tsx';
import { Moment } from '../../../web/primitives/moment.tsx';
import { Problem } from '../../../web/primitives/problem.tsx';
import { sayDone, sayProblem } from '../../../web/primitives/toast.tsx';
import { useMay } from '../../../web/session.ts';
import { routes, type PageLink } from '../contract.ts';
import css from './page-links.module.css';

type Whose = { readonly customer: string } | { readonly case: string };
const STATES: Readonly<Record<PageLink['state'], string>> = { open: 'open', expired: 'expired', revoked: 'revoked', locked: 'locked: too many wrong answers', parted: 'over: whom it was made for turned out to be two people' };

/** Links to a customer's own page, on the page of that customer. */
export function CustomerLinks({ id }: { readonly id: string }): ReactNode {
  return <Links whose={{ customer: id }} />;
}

/** Links that were made for a case, on its page. */
export function CaseLinks({ id }: { readonly id: string }): ReactNode {
  return <Links whose={{ case: id }} />;
}

function Links({ whose }: { readonly whose: Whose }): ReactNode {
  const may = useMay();
  const queries = useQueryClient();
  const [made, setMade] = useState<string | null>(null);
  const key = ['page-links', whose];
  const { data, error, refetch } = useQuery({ queryKey: key, queryFn: ({ signal }) => call(routes.links, { query: whose }, signal) });
  const changed = (): Promise<void> => queries.invalidateQueries({ queryKey: ['page-links'] });
  const make = useMutation({ mutationFn: () => call(routes.make, { body: whose }), onSuccess: async ({ address }) => { setMade(`${window.location.origin}${address}`); await changed(); } });
  const revoke = useMutation({ mutationFn: (id: string) => call(routes.revoke, { params: { id }, body: {} }), onSuccess: async () => { await changed(); sayDone('The link is ended, in every browser that it let in.'); } });
  if (error !== null && data === undefined) return <Problem error={error} again={() => void refetch()} />;
  if (data === undefined) return <LinesSkeleton lines={2} />;
  const open = data.links.filter(({ state }) => state === 'open');
  const ended = data.links.filter(({ state }) => state !== 'open');
  return (
    <div className={css['card']} data-testid="page-links">
      {data.links.length === 0 && <p className={css['quiet']}>No link was made. With one, they see who takes care of what and what happens next, say whether it is solved, and change what we may contact them for.</p>}
      {made !== null && <NewLink address={made} />}
      {open.length > 0 && <ul className={css['links']}>{open.map((link) => <LinkRow key={link.id} link={link}>{may('work-cases') && <Button size="compact-xs" variant="default" loading={revoke.isPending && revoke.variables === link.id} onClick={() => revoke.mutate(link.id)}>End it</Button>}</LinkRow>)}</ul>}
      {ended.length > 0 && <details><summary>{ended.length} ended</summary><ul className={css['links']}>{ended.map((link) => <LinkRow key={link.id} link={link} />)}</ul></details>}
      {may('work-cases') && <p><Button size="compact-sm" variant="default" loading={make.isPending} onClick={() => make.mutate()} data-testid="make-page-link">Make a link</Button></p>}
    </div>
  );
}

function NewLink({ address }: { readonly address: string }): ReactNode {
  return (
    <div className={css['made']} role="status">
      <TextInput size="xs" readOnly label="Give them this link. It is shown this once." value={address} data-testid="page-link-address" onFocus={(event) => event.currentTarget.select()} />
      <Button size="compact-sm" onClick={() => { copy(address).then(() => sayDone('The link is copied. Give it to the customer alone.'), sayProblem); }}>Copy</Button>
    </div>
  );
}

async function copy(address: string): Promise<void> {
  // Browsers lend the clipboard to pages of https and of this machine alone; types don't know it.
  const clipboard = navigator.clipboard as Clipboard | undefined;
  if (clipboard === undefined) throw new AppError('unavailable', 'clipboard-missing', 'The browser lets a page copy only over https. Select the link and copy it by hand.');
  await clipboard.writeText(address);
}

function LinkRow({ link, children }: { readonly link: PageLink; readonly children?: ReactNode }): ReactNode {
  return (
    <li className={css['link']} data-late={link.state === 'locked' || link.state === 'parted'}>
      <span>Made by {link.madeBy ?? 'somebody who left'}, <Moment at={link.madeAt} />; {link.state === 'open' ? <>open until <Moment at={link.expiresAt} /></> : STATES[link.state]}. {link.lastUsedAt === null ? 'Not used yet.' : <>Last opened <Moment at={link.lastUsedAt} />.</>}</span>
      {children}
    </li>
  );
}
