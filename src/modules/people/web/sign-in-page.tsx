import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Navigate } from '@tanstack/react-router';
import { useEffect, useState, type ReactNode } from 'react';
import { safePath } from '../../../kernel/safe-path.ts';
import { call } from '../../../web/api.ts';
import { LinesSkeleton } from '../../../web/primitives/lines-skeleton.tsx';
import { Problem } from '../../../web/primitives/problem.tsx';
import { sessionQuery } from '../../../web/session.ts';
import { routes, SIGN_ON_REFUSALS, type Me, type NextStep, type SignInOffer } from '../contract.ts';
import { Door } from './door.tsx';
import { CodeForm, PasswordForm } from './sign-in-forms.tsx';
import css from './second-factor.module.css';
import { SetUpFactor } from './set-up-factor.tsx';

const page = getRouteApi('/sign-in');

/** Sign in, step by step, then go where one wanted to go. */
export function SignInPage(): ReactNode {
  const { to } = page.useSearch();
  const queries = useQueryClient();
  const [begun, setBegun] = useState<NextStep | null>(null);
  const { data: firstRun } = useQuery({ queryKey: ['first-run'], queryFn: ({ signal }) => call(routes.firstRun, {}, signal) });
  const { data: offer, error, refetch } = useQuery({ queryKey: ['sign-in-offer'], queryFn: ({ signal }) => call(routes.signInOffer, {}, signal), gcTime: 0, staleTime: Infinity });
  useEffect(() => { document.title = 'Sign in · Custos'; }, []);
  if (firstRun?.needed === true) return <Navigate to="/first-run" replace />;
  const go = (): void => window.location.assign(safePath(to));
  const enter = (me: Me): void => {
    queries.clear();
    queries.setQueryData(sessionQuery.queryKey, me);
    go();
  };
  const again = (): void => void call(routes.signOut, { body: {} }).then(() => { setBegun(null); return refetch(); });
  const step = begun ?? offer?.next ?? null;
  if (step === 'code') return <Door title="Your code" lead="The six digits that your authenticator app shows now, or one of your recovery codes."><CodeForm enter={enter} again={again} /></Door>;
  if (step === 'set-up') return <Door title="A second factor" lead="Your role asks for one: a code from your phone, beside what you signed in with just now."><SetUpHere go={go} again={again} /></Door>;
  return (
    <Door title="Sign in" lead="To what your customers live through.">
      <Said />
      {offer !== undefined ? <Ways offer={offer} enter={enter} goOn={setBegun} /> : error !== null ? <Problem error={error} again={() => void refetch()} /> : <LinesSkeleton lines={4} height={24} />}
    </Door>
  );
}

/** Why the sign-on with the company's directory led back here. */
function Said(): ReactNode {
  const { refused } = page.useSearch();
  return refused === undefined ? null : <p role="alert" className={css['said']}>{SIGN_ON_REFUSALS[refused]}</p>;
}

function Ways({ offer, enter, goOn }: { readonly offer: SignInOffer; readonly enter: (me: Me) => void; readonly goOn: (next: NextStep) => void }): ReactNode {
  const { to } = page.useSearch();
  if (offer.signOn === null) return <PasswordForm enter={enter} goOn={goOn} first />;
  const button = <Button component="a" href={`/api/sign-on?to=${encodeURIComponent(safePath(to))}`} size="md" data-testid="sign-on">Sign in with {offer.signOn.name}</Button>;
  if (offer.passwords === 'owners') return <div className={css['steps']}>{button}<details className={css['folded']}><summary>Owners sign in by password</summary><PasswordForm enter={enter} goOn={goOn} /></details></div>;
  return <div className={css['steps']}>{button}<div className={css['or']} aria-hidden>or</div><PasswordForm enter={enter} goOn={goOn} /></div>;
}

function SetUpHere({ go, again }: { readonly go: () => void; readonly again: () => void }): ReactNode {
  // Asked once: every asking makes a new secret.
  const { data, error } = useQuery({ queryKey: ['sign-in-set-up'], queryFn: () => call(routes.signInSetUp, { body: {} }), staleTime: Infinity, gcTime: 0, retry: false });
  if (error !== null) return <Problem error={error} again={again} />;
  const instead = <Button variant="subtle" size="compact-sm" onClick={again}>Sign in as somebody else</Button>;
  return <SetUpFactor setUp={data} confirm={(code) => call(routes.signInConfirm, { body: { code } })} done={go} instead={instead} />;
}
