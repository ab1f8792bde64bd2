import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { Personal } from '../../../web/primitives/masked.tsx';
import { REPLY_PLACES, type ReplyPreview } from '../contract.ts';
import css from './reply-panel.module.css';

/** A mail exactly as it would go, and whether it would. */
export function ReplyMail({ mail: { from, to, subject, text, missing, would, why }, send, isSending, back }: { readonly mail: ReplyPreview; readonly send: () => void; readonly isSending: boolean; readonly back: () => void }): ReactNode {
  return (
    <div className={css['seen']} data-testid="reply-seen">
      <article className={css['mail']} aria-label="The mail as it would go">
        <dl className={css['head']}>
          <div><dt>From</dt><dd>{from}</dd></div>
          <div><dt>To</dt><dd><Personal value={to} /></dd></div>
          <div><dt>Subject</dt><dd>{subject}</dd></div>
        </dl>
        <p className={css['text']} dir="auto">{text}</p>
      </article>
      {missing.length > 0 && <p className={css['act']}>Nothing is known of {missing.map((place) => REPLY_PLACES[place]).join(', of ')}. Write it yourself, or take {missing.map((place) => `{${place}}`).join(', ')} out.</p>}
      {why !== null && <p className={css['quiet']}>{why}</p>}
      <div className={css['acts']}>
        {missing.length === 0 && <Button onClick={send} loading={isSending}>{would === 'go' ? 'Send it' : 'Keep it as it would go'}</Button>}
        <Button variant="default" onClick={back}>Change it</Button>
      </div>
    </div>
  );
}
