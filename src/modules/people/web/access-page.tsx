import { Button, Select } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo, useState, type ReactNode } from 'react';
import { ROLES, type Role } from '../../../kernel/access.ts';
import { call } from '../../../web/api.ts';
import { DataTable, type Column } from '../../../web/primitives/data-table.tsx';
import { LinesSkeleton } from '../../../web/primitives/lines-skeleton.tsx';
import { Moment } from '../../../web/primitives/moment.tsx';
import { PageHead } from '../../../web/primitives/page-head.tsx';
import { Panel } from '../../../web/primitives/panel.tsx';
import { Problem } from '../../../web/primitives/problem.tsx';
import { sayDone, sayProblem } from '../../../web/primitives/toast.tsx';
import { useMe } from '../../../web/session.ts';
import { roleName } from '../../../web/viewer-menu.tsx';
import { routes, type Colleague } from '../contract.ts';
import { AddPerson } from './add-person.tsx';
import { FactorRule } from './factor-rule.tsx';
import { ResetSignIn } from './reset-sign-in.tsx';
import { RoleMatrix } from './role-matrix.tsx';

const CHOICES = ROLES.map((role) => ({ value: role, label: roleName(role) }));
const keyOf = (person: Colleague): string => person.id;

/** Who has access and in which role; changes are undone by one click. */
export function AccessPage(): ReactNode {
  const me = useMe();
  const queries = useQueryClient();
  const [adding, setAdding] = useState(false);
  const { data, error, refetch } = useQuery({ queryKey: ['people'], queryFn: ({ signal }) => call(routes.people, {}, signal) });
  const change = useCallback((person: Colleague, to: { role?: Role; active?: boolean }, said: string): void => {
    const back = to.role === undefined ? { active: person.active } : { role: person.role };
    call(routes.changePerson, { params: { id: person.id }, body: to }).then(() => {
      sayDone(said, () => void call(routes.changePerson, { params: { id: person.id }, body: back }).then(() => queries.invalidateQueries({ queryKey: ['people'] }), sayProblem));
      return queries.invalidateQueries({ queryKey: ['people'] });
    }, sayProblem);
  }, [queries]);
  const columns = useMemo((): readonly Column<Colleague>[] => [
    { key: 'name', name: 'Name', value: (person) => person.name, show: (person) => <><b style={{ fontWeight: 560 }}>{person.name}</b>{person.id === me.id ? ' (you)' : ''}</> },
    { key: 'email', name: 'E-mail', value: (person) => person.email, narrow: 'hide' },
    { key: 'role', name: 'Role', value: (person) => person.role, show: (person) => <Select data={CHOICES} value={person.role} onChange={(role) => { if (role !== null && role !== person.role) change(person, { role }, `${person.name} is now ${roleName(role).toLowerCase()}.`); }} allowDeselect={false} disabled={!person.active} size="xs" w={150} aria-label={`Role of ${person.name}`} /> },
    { key: 'seen', name: 'Last here', value: (person) => person.lastSeenAt ?? '', show: (person) => (person.lastSeenAt === null ? 'Never' : <Moment at={person.lastSeenAt} shape="ago" />), narrow: 'hide' },
    { key: 'factor', name: 'Second factor', value: (person) => (person.secondFactor ? 'On' : 'Off'), narrow: 'hide' },
    { key: 'reset', name: '', value: () => '', show: (person) => (person.id === me.id ? null : <ResetSignIn person={person} />) },
    { key: 'active', name: '', value: (person) => String(person.active), number: true, show: (person) => (person.id === me.id ? null : person.active
      ? <Button variant="default" size="compact-sm" aria-label={`End access of ${person.name}`} onClick={() => change(person, { active: false }, `${person.name} can no longer sign in.`)}>End access</Button>
      : <Button variant="default" size="compact-sm" aria-label={`Give access back to ${person.name}`} onClick={() => change(person, { active: true }, `${person.name} can sign in again.`)}>Give back</Button>) },
  ], [change, me.id]);
  return (
    <>
      <PageHead title="People" lead="Everybody with access. The role decides what a person sees; what it does not open is not shown at all." actions={<Button onClick={() => setAdding(true)}>Add somebody</Button>} />
      <AddPerson opened={adding} close={() => setAdding(false)} />
      <div style={{ display: 'grid', gap: 'var(--gap-5)' }}>
        {error !== null && data === undefined ? <Problem error={error} again={() => void refetch()} />
          : data === undefined ? <LinesSkeleton lines={5} />
            : <Panel title="People with access"><DataTable name="People with access" columns={columns} rows={data.people} keyOf={keyOf} /></Panel>}
        <Panel title="Who must have a second factor" testId="factor-rule"><FactorRule /></Panel>
        <Panel title="What each role opens"><RoleMatrix /></Panel>
      </div>
    </>
  );
}
