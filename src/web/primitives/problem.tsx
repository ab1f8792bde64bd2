import { Button } from '@mantine/core';
import { AppError } from '../../kernel/app-error.ts';
import { Empty } from './empty.tsx';

/** What went wrong, in the server's own words. */
export function problemText(error: unknown): string {
  if (error instanceof AppError) return error.detail;
  return 'The page met something that it did not expect. Loading it again usually helps.';
}

/** Stands where an answer should be. */
export function Problem({ error, again }: { readonly error: unknown; readonly again?: () => void }) {
  return (
    <div role="alert">
      <Empty title={error instanceof AppError && error.kind === 'forbidden' ? 'Your role does not open this.' : 'This could not be shown.'} action={again === undefined ? undefined : <Button variant="default" onClick={again}>Try again</Button>}>{problemText(error)}</Empty>
    </div>
  );
}

/** A whole page that could not be shown. */
export function PageProblem({ error, reset }: { readonly error: unknown; readonly reset: () => void }) {
  return <Problem error={error} again={() => { reset(); window.location.reload(); }} />;
}

/** An address that leads nowhere. */
export function NotFound() {
  return <Empty title="There is no such page." action={<Button component="a" href="/" variant="default">Go to Today</Button>}>The address may be old, or a letter is missing.</Empty>;
}
