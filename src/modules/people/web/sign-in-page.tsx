import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Navigate } from '@tanstack/react-router';
import { useEffect, useState, type ReactNode, type SyntheticEvent } from 'react';
import { AppError } from '../../../kernel/app-error.ts';
import { call } from '../../../web/api.ts';
import { fieldOf } from '../../../web/form-field.ts';
import { problemText } from '../../../web/primitives/problem.tsx';
import { sessionQuery } from '../../../web/session.ts';
import { routes } from '../contract.ts';
import { Door } from './door.tsx';
import css from './door.module.css';
import { safePath } from './safe-path.ts';

const page = getRouteApi('/sign-in');

/** Sign in, then go where one wanted to go. */
export function SignInPage(): ReactNode {
  const { to } = page.useSearch();
  const queries = useQueryClient();
  const [problem, setProblem] = useState('');
  const [busy, setBusy] = useState(false);
  const { data: firstRun } = useQuery({ queryKey: ['first-run'], queryFn: ({ signal }) => call(routes.firstRun, {}, signal) });
  useEffect(() => { document.title = 'Sign in · Custos'; }, []);
  if (firstRun?.needed === true) return <Navigate to="/first-run" replace />;
  const submit = async (event: SyntheticEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setBusy(true);
    setProblem('');
    try {
      const me = await call(routes.signIn, { body: { email: fieldOf(form, 'email'), password: fieldOf(form, 'password') } });
      queries.clear();
      queries.setQueryData(sessionQuery.queryKey, me);
      window.location.assign(safePath(to));
    } catch (error) {
      setProblem(error instanceof AppError && error.kind === 'unauthenticated' ? 'E-mail address and password do not match.' : problemText(error));
      setBusy(false);
    }
  };
  return (
    <Door title="Sign in" lead="To what your customers live through.">
      <form onSubmit={(event) => void submit(event)} className={css['fields']}>
        <TextInput name="email" type="email" label="E-mail" autoComplete="username" required autoFocus />
        <PasswordInput name="password" label="Password" autoComplete="current-password" required />
        <p role="alert" className={css['problem']}>{problem}</p>
        <Button type="submit" size="md" loading={busy}>Sign in</Button>
      </form>
    </Door>
  );
}
