import { Button } from '@mantine/core';
import { AppError } from '../../kernel/app-error.ts';
import { Empty } from './empty.tsx';

/** What went wrong, in the server's own words. */
export function problemText(error: unknown): string {
  if (error instanceof AppError) return error.detail;
  return 'The page met something that it did not expect. Loading it again usually helps.';
}

const toToday = <Button component="a" href="/" variant="default">Go to Today</Button>;

/** A refusal: trying again would not help, so that it leads elsewhere. */
const REFUSED = { forbidden: 'Your role does not open this.', 'not-found': 'This address leads to nothing.', invalid: 'This address leads to nothing.' } as const;

/** Stands where an answer should be. */
export function Problem({ error, again }: { readonly error: unknown; readonly again?: () => void }) {
  const kind = error instanceof AppError ? error.kind : 'internal';
  const refused = kind === 'forbidden' || kind === 'not-found' || kind === 'invalid' ? REFUSED[kind] : null;
  const action = refused !== null ? toToday : again === undefined ? undefined : <Button variant="default" onClick={again}>Try again</Button>;
  return <div role="alert"><Empty title={refused ?? 'This could not be shown.'} action={action}>{problemText(error)}</Empty></div>;
}

/** A page that the viewer's role does not open, in place of the page. */
export function Refused() {
  return <div role="alert"><Empty title={REFUSED.forbidden} action={toToday}>An owner can give you another role under Connect, People.</Empty></div>;
}

/** A whole page that could not be shown. */
export function PageProblem({ error, reset }: { readonly error: unknown; readonly reset: () => void }) {
  return <Problem error={error} again={() => { reset(); window.location.reload(); }} />;
}

/** An address that leads nowhere. */
export function NotFound() {
  return <main style={{ padding: 'var(--gap-6) var(--gap-5)' }}><Empty title="There is no such page." action={toToday}>The address may be old, or a letter is missing.</Empty></main>;
}
