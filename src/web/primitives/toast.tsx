import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { problemText } from './problem.tsx';

const CLOSE = { 'aria-label': 'Close' } as const;

/** Says that something is done, with the way back where there is one. */
export function sayDone(message: string, undo?: () => void): void {
  const id = crypto.randomUUID();
  notifications.show({
    id,
    withBorder: true,
    closeButtonProps: CLOSE,
    autoClose: undo === undefined ? 5_000 : 15_000,
    color: 'ink',
    message: undo === undefined ? message : (
      <span style={{ display: 'flex', gap: 12, alignItems: 'center', justifyContent: 'space-between' }}>
        {message}
        <Button size="compact-sm" variant="default" flex="none" data-testid="undo" onClick={() => { notifications.hide(id); undo(); }}>Undo</Button>
      </span>
    ),
  });
}

/** Says that something did not work, in the server's words. */
export function sayProblem(error: unknown): void {
  notifications.show({ withBorder: true, closeButtonProps: CLOSE, autoClose: 10_000, color: 'red', title: 'That did not work', message: problemText(error) });
}
