import { Button, PasswordInput, Select, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Navigate } from '@tanstack/react-router';
import { useEffect, useState, type ReactNode, type SyntheticEvent } from 'react';
import { call } from '../../../web/api.ts';
import { fieldOf } from '../../../web/form-field.ts';
import { problemText } from '../../../web/primitives/problem.tsx';
import { sessionQuery } from '../../../web/session.ts';
import { routes } from '../contract.ts';
import { Door } from './door.tsx';
import css from './door.module.css';

const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
const ZONES = [...new Set([here, 'UTC', ...Intl.supportedValuesOf('timeZone')])];

/** Creates the owner of a new installation; works once. */
export function FirstRunPage(): ReactNode {
  const queries = useQueryClient();
  const [problem, setProblem] = useState('');
  const [busy, setBusy] = useState(false);
  const [zone, setZone] = useState(here);
  const { data: firstRun } = useQuery({ queryKey: ['first-run'], queryFn: ({ signal }) => call(routes.firstRun, {}, signal) });
  useEffect(() => { document.title = 'First run · Custos'; }, []);
  if (firstRun?.needed === false && !busy) return <Navigate to="/" replace />;
  const submit = async (event: SyntheticEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const field = (name: string): string => fieldOf(form, name).trim();
    setBusy(true);
    setProblem('');
    try {
      const me = await call(routes.createOwner, { body: { name: field('name'), email: field('email'), password: fieldOf(form, 'password'), company: field('company'), zone } });
      queries.clear();
      queries.setQueryData(sessionQuery.queryKey, me);
      window.location.assign('/start');
    } catch (error) {
      setProblem(problemText(error));
      setBusy(false);
    }
  };
  return (
    <Door title="Let us begin" lead="You become the owner: you see everything and decide who else may. Everything stays on this machine.">
      <form onSubmit={(event) => void submit(event)} className={css['fields']}>
        <TextInput name="company" label="Company" placeholder="As your customers know it" maxLength={120} required autoFocus />
        <TextInput name="name" label="Your name" autoComplete="name" maxLength={120} required />
        <TextInput name="email" type="email" label="E-mail" autoComplete="username" required />
        <PasswordInput name="password" label="Password" description="At least 10 characters" autoComplete="new-password" minLength={10} required />
        <Select label="Time zone" description="Days and months of reports begin at its midnight" data={ZONES} value={zone} onChange={(value) => setZone(value ?? 'UTC')} searchable limit={60} allowDeselect={false} />
        <p role="alert" className={css['problem']}>{problem}</p>
        <Button type="submit" size="md" loading={busy}>Create the owner</Button>
      </form>
    </Door>
  );
}
