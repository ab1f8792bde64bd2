import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useState, type ReactNode, type SyntheticEvent } from 'react';
import { AppError } from '../../../kernel/app-error.ts';
import { call } from '../../../web/api.ts';
import { fieldOf } from '../../../web/form-field.ts';
import { problemText } from '../../../web/primitives/problem.tsx';
import { routes, type Me, type NextStep } from '../contract.ts';
import css from './door.module.css';

/** What is typed into one of the forms, sent once at a time; what went wrong stands below the fields. */
function useSending(send: (form: FormData) => Promise<void>, wordsFor: (error: unknown) => string): { readonly busy: boolean; readonly problem: string; readonly submit: (event: SyntheticEvent<HTMLFormElement>) => void } {
  const [problem, setProblem] = useState('');
  const [busy, setBusy] = useState(false);
  const submit = (event: SyntheticEvent<HTMLFormElement>): void => {
    event.preventDefault();
    setBusy(true);
    setProblem('');
    send(new FormData(event.currentTarget)).catch((error: unknown) => { setProblem(wordsFor(error)); }).finally(() => { setBusy(false); });
  };
  return { busy, problem, submit };
}

/** E-mail and password. `first` true: nothing stands before it, so the cursor does. */
export function PasswordForm({ enter, goOn, first = false }: { readonly enter: (me: Me) => void; readonly goOn: (next: NextStep) => void; readonly first?: boolean }): ReactNode {
  const { busy, problem, submit } = useSending(async (form) => {
    const answer = await call(routes.signIn, { body: { email: fieldOf(form, 'email'), password: fieldOf(form, 'password') } });
    if ('next' in answer) goOn(answer.next);
    else enter(answer);
  }, (error) => (error instanceof AppError && error.kind === 'unauthenticated' ? 'E-mail address and password do not match.' : problemText(error)));
  return (
    <form onSubmit={submit} className={css['fields']}>
      <TextInput name="email" type="email" label="E-mail" autoComplete="username" required autoFocus={first} />
      <PasswordInput name="password" label="Password" autoComplete="current-password" required />
      <p role="alert" className={css['problem']}>{problem}</p>
      <Button type="submit" size="md" variant={first ? 'filled' : 'default'} loading={busy}>Sign in</Button>
    </form>
  );
}

/** The code of the second factor, or a recovery code. */
export function CodeForm({ enter, again }: { readonly enter: (me: Me) => void; readonly again: () => void }): ReactNode {
  const { busy, problem, submit } = useSending(async (form) => enter(await call(routes.signInCode, { body: { code: fieldOf(form, 'code') } })), problemText);
  return (
    <form onSubmit={submit} className={css['fields']}>
      <TextInput name="code" label="Code" autoComplete="one-time-code" autoCapitalize="none" spellCheck={false} required autoFocus maxLength={40} />
      <p role="alert" className={css['problem']}>{problem}</p>
      <Button type="submit" size="md" loading={busy}>Go on</Button>
      <Button variant="subtle" size="compact-sm" onClick={again}>Sign in as somebody else</Button>
    </form>
  );
}
