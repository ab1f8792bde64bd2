import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { call } from '../../../web/api.ts';
import { LinesSkeleton } from '../../../web/primitives/lines-skeleton.tsx';
import { PageHead } from '../../../web/primitives/page-head.tsx';
import { Panel } from '../../../web/primitives/panel.tsx';
import { Problem } from '../../../web/primitives/problem.tsx';
import { useMe } from '../../../web/session.ts';
import { roleName } from '../../../web/viewer-menu.tsx';
import { routes } from '../contract.ts';
import { OwnFactor } from './own-factor.tsx';

/** Everybody's own account: who they are here, and how they sign in. */
export function AccountPage(): ReactNode {
  const me = useMe();
  const { data, error, refetch } = useQuery({ queryKey: ['own-factor'], queryFn: ({ signal }) => call(routes.secondFactor, {}, signal) });
  return (
    <>
      <PageHead title="Your account" lead={`${me.name}, ${me.email}. Your role here is ${roleName(me.role).toLowerCase()}.`} />
      <Panel title="Second factor" testId="own-factor">
        {error !== null && data === undefined ? <Problem error={error} again={() => void refetch()} /> : data === undefined ? <LinesSkeleton lines={3} /> : <OwnFactor state={data} />}
      </Panel>
    </>
  );
}
