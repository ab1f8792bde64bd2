import { Button, Checkbox } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { ROLES, type Role } from '../../../kernel/access.ts';
import { call } from '../../../web/api.ts';
import { LinesSkeleton } from '../../../web/primitives/lines-skeleton.tsx';
import { Problem } from '../../../web/primitives/problem.tsx';
import { sayDone, sayProblem } from '../../../web/primitives/toast.tsx';
import { roleName } from '../../../web/viewer-menu.tsx';
import { routes } from '../contract.ts';
import css from './second-factor.module.css';

/** Which roles must have a second factor. */
export function FactorRule(): ReactNode {
  const { data, error, refetch } = useQuery({ queryKey: ['factor-rule'], queryFn: ({ signal }) => call(routes.factorRule, {}, signal) });
  if (error !== null && data === undefined) return <Problem error={error} again={() => void refetch()} />;
  return data === undefined ? <LinesSkeleton lines={3} /> : <Rule key={data.roles.join()} now={data.roles} />;
}

function Rule({ now }: { readonly now: readonly Role[] }): ReactNode {
  const queries = useQueryClient();
  const [roles, setRoles] = useState<readonly Role[]>(now);
  const keep = useMutation({
    mutationFn: () => call(routes.setFactorRule, { body: { roles: [...roles] } }),
    onSuccess: (rule) => { queries.setQueryData(['factor-rule'], rule); sayDone(rule.roles.length === 0 ? 'No role must have a second factor.' : 'From now on these roles must have a second factor.'); },
    onError: sayProblem,
  });
  const isChanged = roles.length !== now.length || roles.some((role) => !now.includes(role));
  return (
    <>
      <p className={css['facts']}>People of these roles must have a second factor, however they sign in. Whoever has none is signed out when you save, and sets it up at the next sign-in before anything else.</p>
      <div className={css['roles']} role="group" aria-label="Roles that must have a second factor">
        {ROLES.map((role) => <Checkbox key={role} label={roleName(role)} checked={roles.includes(role)} onChange={(event) => setRoles(ROLES.filter((one) => (one === role ? event.currentTarget.checked : roles.includes(one))))} />)}
      </div>
      <Button onClick={() => keep.mutate()} loading={keep.isPending} disabled={!isChanged}>Save</Button>
    </>
  );
}
