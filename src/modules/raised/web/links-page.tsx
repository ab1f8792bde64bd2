import { Button, CopyButton, Modal, NumberInput, SegmentedControl, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { call } from '../../../web/api.ts';
import { Empty } from '../../../web/primitives/empty.tsx';
import { LinesSkeleton } from '../../../web/primitives/lines-skeleton.tsx';
import { Moment } from '../../../web/primitives/moment.tsx';
import { counted } from '../../../web/primitives/number.ts';
import { PageHead } from '../../../web/primitives/page-head.tsx';
import { Panel } from '../../../web/primitives/panel.tsx';
import { Problem, problemText } from '../../../web/primitives/problem.tsx';
import { QrCode } from '../../../web/primitives/qr-code.tsx';
import { sayDone, sayProblem } from '../../../web/primitives/toast.tsx';
import { RAISE_LIMITS, routes, type RaiseLink } from '../contract.ts';
import css from './raised.module.css';

const WAYS: Readonly<Record<RaiseLink['way'], string>> = { place: 'Link and QR code', slack: 'Slack', mattermost: 'Mattermost' };

/** Ways in for people without an account, and the one for everybody with one. */
export function RaiseLinksPage(): ReactNode {
  const { data, error, refetch } = useQuery({ queryKey: ['raised', 'links'], queryFn: ({ signal }) => call(routes.links, {}, signal) });
  const [adding, setAdding] = useState(false);
  const own = `${window.location.origin}/raise`;
  return (
    <>
      <PageHead title="Links to raise it" lead="For shops and teams whose people have no account, and for chat. What comes so names its place and is marked as not verified." actions={<Button onClick={() => setAdding(true)}>New link</Button>} />
      <div className={css['page']}>
        {error !== null && data === undefined ? <Problem error={error} again={() => void refetch()} /> : data === undefined ? <LinesSkeleton lines={4} /> : data.links.length === 0
          ? <Empty title="No link yet." action={<Button onClick={() => setAdding(true)}>New link</Button>}>Print the QR code and hang it behind the till: whoever scans it says what happened, without an account.</Empty>
          : <Panel title="Links"><ul className={css['list']}>{data.links.map((link) => <OneLink key={link.id} link={link} />)}</ul></Panel>}
        <Panel title="For everybody with an account"><div className={css['link']}><p className={css['quiet']}>Whoever scans this signs in and raises it in their own name, or hides it.</p><QrCode text={own} label="QR code of the page where employees raise things" /><div className={css['address']}>{own}</div></div></Panel>
      </div>
      {adding && <NewLink close={() => setAdding(false)} />}
    </>
  );
}

function OneLink({ link }: { readonly link: RaiseLink }): ReactNode {
  const queries = useQueryClient();
  const revoke = useMutation({ mutationFn: () => call(routes.revoke, { params: { id: link.id }, body: {} }), onSuccess: () => { sayDone(`“${link.place}” is closed.`); return queries.invalidateQueries({ queryKey: ['raised', 'links'] }); }, onError: sayProblem });
  return (
    <li data-open={link.isOpen} data-testid="raise-link">
      <p className={css['state']}>{link.place} <span className={css['mark']}>{WAYS[link.way]}</span></p>
      <p className={css['quiet']}>{counted(link.reports, 'report')}, {link.today} within the last day of {link.perDay} at most. Made by {link.madeBy ?? 'somebody who left'} <Moment at={link.madeAt} shape="ago" />. {link.revokedAt !== null ? <>Closed <Moment at={link.revokedAt} shape="ago" />.</> : link.expiresAt === null ? 'Open until you close it.' : <>{link.isOpen ? 'Open until' : 'Over since'} <Moment at={link.expiresAt} shape="day" />.</>}</p>
      {link.isOpen && <div className={css['acts']}><Button variant="default" size="compact-md" loading={revoke.isPending} onClick={() => revoke.mutate()} aria-label={`Close for good: ${link.place}`}>Close for good</Button></div>}
    </li>
  );
}

function NewLink({ close }: { readonly close: () => void }): ReactNode {
  const queries = useQueryClient();
  const [way, setWay] = useState<RaiseLink['way']>('place');
  const [place, setPlace] = useState('');
  const [secret, setSecret] = useState('');
  const [days, setDays] = useState<number>(RAISE_LIMITS.defaultDays);
  const [perDay, setPerDay] = useState<number>(RAISE_LIMITS.perDay);
  const add = useMutation({
    mutationFn: () => (way === 'place' ? call(routes.addPlace, { body: { place, days, perDay } }) : call(routes.addChat, { body: { tool: way, place, secret, perDay } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['raised', 'links'] }),
  });
  if (add.data !== undefined) return <Modal opened onClose={close} title={add.data.link.place}><MadeLink path={add.data.path} isPlace={way === 'place'} /></Modal>;
  const isChat = way !== 'place';
  return (
    <Modal opened onClose={close} title="New link">
      <form className={css['fields']} onSubmit={(event) => { event.preventDefault(); add.mutate(); }}>
        <SegmentedControl fullWidth value={way} onChange={(value) => setWay(value)} data={[{ value: 'place', label: 'Link' }, { value: 'slack', label: 'Slack' }, { value: 'mattermost', label: 'Mattermost' }]} aria-label="By which way" />
        <TextInput label="Shop or team" placeholder="Shop in Bergen" value={place} onChange={(event) => setPlace(event.currentTarget.value)} minLength={2} maxLength={RAISE_LIMITS.place} required data-autofocus />
        {isChat && <TextInput label={way === 'slack' ? 'Signing secret of the Slack app' : 'Token of the slash command'} description="By which the chat tool proves that a command is its own. It is shown to nobody again." type="password" autoComplete="off" value={secret} onChange={(event) => setSecret(event.currentTarget.value)} minLength={16} maxLength={200} required />}
        {!isChat && <NumberInput label="Open for so many days" value={days} onChange={(value) => setDays(Number(value))} min={1} max={RAISE_LIMITS.linkDays} />}
        <NumberInput label="Reports within a day, at most" value={perDay} onChange={(value) => setPerDay(Number(value))} min={1} max={RAISE_LIMITS.perDayMost} />
        {add.error !== null && <p role="alert">{problemText(add.error)}</p>}
        <Button type="submit" loading={add.isPending} disabled={place.trim().length < 2 || (isChat && secret.trim().length < 16)}>Make it</Button>
      </form>
    </Modal>
  );
}

/** The address of a new link: shown once, because only its hash is kept. */
function MadeLink({ path, isPlace }: { readonly path: string; readonly isPlace: boolean }): ReactNode {
  const address = `${window.location.origin}${path}`;
  return (
    <div className={css['link']} data-testid="made-link">
      {isPlace && <QrCode text={address} label="QR code of this link" />}
      <div className={css['address']}>{address}</div>
      <p className={css['quiet']}>{isPlace ? 'Print or copy it now: it is shown this once. Whoever has it can raise things until it ends or you close it.' : 'Give this address to a slash command such as /raise. It answers with where to see what became of it.'}</p>
      <div className={css['acts']}><CopyButton value={address}>{({ copied, copy }) => <Button onClick={copy}>{copied ? 'Copied' : 'Copy the address'}</Button>}</CopyButton>{isPlace && <Button variant="default" onClick={() => window.print()}>Print</Button>}</div>
    </div>
  );
}
