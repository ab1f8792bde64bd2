import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { call } from '../../../web/api.ts';
import { Empty } from '../../../web/primitives/empty.tsx';
import { LinesSkeleton } from '../../../web/primitives/lines-skeleton.tsx';
import { Personal } from '../../../web/primitives/masked.tsx';
import { Moment } from '../../../web/primitives/moment.tsx';
import { counted } from '../../../web/primitives/number.ts';
import { Panel } from '../../../web/primitives/panel.tsx';
import { Problem } from '../../../web/primitives/problem.tsx';
import { sayDone, sayProblem } from '../../../web/primitives/toast.tsx';
import { mentionRoutes, routes, type ErasureCertificate, type ErasureMention } from '../contract.ts';
import css from './privacy-page.module.css';

/** Certificates of erasure, and what other people's words still say of those who were erased. */
export function ErasuresPanel(): ReactNode {
  const { data, error, refetch } = useQuery({ queryKey: ['erasures'], queryFn: ({ signal }) => call(routes.erasures, {}, signal) });
  if (error !== null && data === undefined) return <Problem error={error} again={() => void refetch()} />;
  return (
    <Panel title="Who was erased" testId="erasures">
      {data === undefined ? <LinesSkeleton lines={4} />
        : data.erasures.length === 0 ? <Empty title="Nobody was erased yet.">Whoever asks for it is erased on their own page, under “Their data”. A certificate stands here then: what went, and how often something of them was refused since.</Empty>
          : <ul className={css['certificates']}>{data.erasures.map((one) => <Certificate key={one.id} certificate={one} />)}</ul>}
    </Panel>
  );
}

function Certificate({ certificate }: { readonly certificate: ErasureCertificate }): ReactNode {
  const [open, setOpen] = useState(false);
  const rows = Object.values(certificate.counts).reduce((sum, count) => sum + count, 0);
  const left = certificate.mentions === null ? 0 : certificate.mentions.found - certificate.mentions.masked;
  return (
    <li className={css['certificate']} data-testid="certificate">
      <p><span className={css['name']}>{certificate.id}</span> <span className={css['quiet']}>{certificate.reason}</span></p>
      <p className={css['quiet']}><Moment at={certificate.erasedAt} /> · {counted(rows, 'row')} · {counted(certificate.refusedSince, 'time')} sent again and refused{certificate.finishedAt === null && ' · the history is still being cleared'}</p>
      <p className={css['quiet']} style={{ overflowWrap: 'anywhere' }}>digest {certificate.digest}</p>
      {certificate.mentions === null ? <p className={css['found']}>Other people’s texts were not looked through then.</p>
        : certificate.mentions.found === 0 ? <p className={css['found']}>No text of anybody else names them.</p>
          : <button type="button" className={css['more']} aria-expanded={open} onClick={() => setOpen(!open)}>{left === 0 ? `${counted(certificate.mentions.found, 'text')} of others named them; all are masked` : `Mentions not erased: ${certificate.mentions.isLeast ? 'at least ' : ''}${counted(left, 'text')} of others`}</button>}
      {open && <Mentions id={certificate.id} />}
    </li>
  );
}

function Mentions({ id }: { readonly id: string }): ReactNode {
  const { data, error, refetch } = useQuery({ queryKey: ['erasures', id, 'mentions'], queryFn: ({ signal }) => call(mentionRoutes.mentions, { params: { id } }, signal) });
  if (error !== null && data === undefined) return <Problem error={error} again={() => void refetch()} />;
  if (data === undefined) return <LinesSkeleton lines={2} />;
  return (
    <>
      <p className={css['quiet']}>These words belong to other people. Masking rewrites one text without the name; that can not be undone.</p>
      <ul className={css['mentions']}>{data.mentions.map((mention) => <Mention key={mention.id} erasure={id} mention={mention} />)}</ul>
    </>
  );
}

function Mention({ erasure, mention }: { readonly erasure: string; readonly mention: ErasureMention }): ReactNode {
  const queries = useQueryClient();
  const mask = useMutation({
    mutationFn: () => call(mentionRoutes.maskMention, { params: { id: erasure, mention: mention.id }, body: {} }),
    onSuccess: () => { sayDone('Masked. The rest of the text stands.'); return queries.invalidateQueries({ queryKey: ['erasures'] }); },
    onError: sayProblem,
  });
  return (
    <li className={css['mention']} data-state={mention.state} data-testid="mention">
      <div>
        {mention.excerpts.map((text, place) => <p key={place} className={css['excerpt']} dir="auto"><Personal value={text} /></p>)}
        <p className={css['quiet']}>{mention.channel} · <Moment at={mention.at} />{mention.customer !== null && <> · <Link to="/customers/$id" params={{ id: mention.customer }}>whose words</Link></>}
          {mention.state === 'masked' && mention.maskedAt !== null && <> · masked by {mention.maskedBy}, <Moment at={mention.maskedAt} /></>}{mention.state === 'gone' && ' · this text is not there any more'}</p>
      </div>
      {mention.state === 'stands' && <Button size="compact-sm" variant="default" loading={mask.isPending} onClick={() => mask.mutate()}>Mask</Button>}
    </li>
  );
}
