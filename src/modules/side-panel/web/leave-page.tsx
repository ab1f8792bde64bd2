import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { call } from '../../../web/api.ts';
import { Empty } from '../../../web/primitives/empty.tsx';
import { LinesSkeleton } from '../../../web/primitives/lines-skeleton.tsx';
import { Moment } from '../../../web/primitives/moment.tsx';
import { PageHead } from '../../../web/primitives/page-head.tsx';
import { Problem } from '../../../web/primitives/problem.tsx';
import { useMe } from '../../../web/session.ts';
import { routes } from '../contract.ts';
import css from './panel.module.css';

const page = getRouteApi('/shell/desk-leave');

/** A panel in a help desk asks for leave to show what the person looking may see. */
export function LeavePage(): ReactNode {
  const code = page.useSearch().code ?? '';
  const me = useMe();
  const { data, error } = useQuery({ queryKey: ['desk-leave', code], queryFn: ({ signal }) => call(routes.leaveAsked, { params: { code } }, signal), enabled: code !== '' });
  const give = useMutation({ mutationFn: () => call(routes.giveLeave, { params: { code }, body: {} }) });
  const isDone = give.data?.given === true;
  return (
    <>
      <PageHead title="Connect a help desk’s panel" />
      {error !== null ? <Problem error={error} /> : isDone ? <Empty title="It is connected.">Go back to your help desk: the panel opens by itself. It is connected for twelve hours; an owner can end that at once.</Empty>
        : code !== '' && data === undefined ? <LinesSkeleton lines={4} />
          : data === undefined || data.desk === null || give.data?.given === false ? <Empty title="Nobody asks under this code.">It may be over: codes last ten minutes. Press Connect in the panel again.</Empty>
            : (
              <div className={css['message']}>
                <p>The panel in <b>{data.desk}</b> asked{data.askedAt !== null && <> <Moment at={data.askedAt} shape="ago" /></>}. Does it show just this code?</p>
                <p className={css['code']} data-testid="leave-code">{code.toUpperCase()}</p>
                <p>Then it shows what {me.name} may see, and works on cases in your name, for twelve hours. If you did not press Connect just now, somebody else did: leave it.</p>
                <div className={css['acts']}><Button onClick={() => give.mutate()} loading={give.isPending}>Yes, connect it</Button><Button variant="default" component="a" href="/">No</Button></div>
              </div>
            )}
    </>
  );
}
