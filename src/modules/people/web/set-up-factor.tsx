import { Button, CopyButton, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { fieldOf } from '../../../web/form-field.ts';
import { LinesSkeleton } from '../../../web/primitives/lines-skeleton.tsx';
import { problemText } from '../../../web/primitives/problem.tsx';
import type { SetUp } from '../contract.ts';
import css from './second-factor.module.css';
import { QrCode } from '../../../web/primitives/qr-code.tsx';

const inFours = (secret: string): string => secret.replace(/(.{4})(?=.)/g, '$1 ');

/** Sets a second factor up: scan or type the secret, prove it by a code, keep the recovery codes. `confirm` answers them; `done` comes when they were kept. */
export function SetUpFactor({ setUp, confirm, done, instead }: { readonly setUp: SetUp | undefined; readonly confirm: (code: string) => Promise<{ recoveryCodes: readonly string[] }>; readonly done: () => void; /** What else one may do as long as it is not on. */ readonly instead?: ReactNode }): ReactNode {
  const proving = useMutation({ mutationFn: confirm });
  if (proving.data !== undefined) return <RecoveryCodes said="The second factor is on. " codes={proving.data.recoveryCodes} done={done} />;
  if (setUp === undefined) return <LinesSkeleton lines={6} />;
  return (
    <form className={css['steps']} onSubmit={(event) => { event.preventDefault(); proving.mutate(fieldOf(new FormData(event.currentTarget), 'code')); }}>
      <p>Scan this with an authenticator app on your phone, or type the letters below into it. They are shown this once.</p>
      <QrCode text={setUp.link} label="QR code for an authenticator app; the letters below say the same" />
      <div>
        <p className={css['secret']} data-testid="factor-secret">{inFours(setUp.secret)}</p>
        <div className={css['row']}>
          <CopyButton value={setUp.secret}>{({ copied, copy }) => <Button variant="default" size="compact-sm" onClick={copy}>{copied ? 'Copied' : 'Copy the letters'}</Button>}</CopyButton>
          <a href={setUp.link}>Open an app on this device</a>
        </div>
      </div>
      <TextInput name="code" label="Code that the app shows now" inputMode="numeric" autoComplete="one-time-code" pattern="[0-9 ]{6,7}" title="Six digits" required maxLength={7} error={proving.error === null ? null : problemText(proving.error)} />
      <Button type="submit" size="md" loading={proving.isPending}>Switch it on</Button>
      {instead}
    </form>
  );
}

/** Recovery codes, shown this once. */
export function RecoveryCodes({ said = '', codes, done }: { readonly said?: string; readonly codes: readonly string[]; readonly done: () => void }): ReactNode {
  return (
    <div className={css['steps']}>
      <p>{said}Keep these recovery codes where you keep important papers: each lets you in once when your phone is not there. They are shown this once.</p>
      <ul className={css['codes']} data-testid="recovery-codes">{codes.map((code) => <li key={code}>{code}</li>)}</ul>
      <div className={css['row']}>
        <CopyButton value={codes.join('\n')}>{({ copied, copy }) => <Button variant="default" onClick={copy}>{copied ? 'Copied' : 'Copy all ten'}</Button>}</CopyButton>
        <Button onClick={done}>I have kept them</Button>
      </div>
    </div>
  );
}
