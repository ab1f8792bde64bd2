import type { ReactNode } from 'react';
import { Moment } from '../../../web/primitives/moment.tsx';
import { Personal } from '../../../web/primitives/masked.tsx';
import type { Reply } from '../contract.ts';
import { REPLY_STATE_NAMES, replyTold, UNREACHED } from './reply-words.ts';
import css from './reply-panel.module.css';

/** What was written to the customer of a case, the newest first, and what became of it. */
export function RepliesWritten({ replies }: { readonly replies: readonly Reply[] }): ReactNode {
  return (
    <ul className={css['written']} aria-label="What was written to them">
      {replies.map((reply) => (
        <li key={reply.number} data-state={reply.state}>
          <details>
            <summary><b data-act={UNREACHED.has(reply.state)}>{REPLY_STATE_NAMES[reply.state]}</b> <span>{reply.by ?? 'Somebody who left'} to <Personal value={reply.to} />, <Moment at={reply.at} shape="ago" /></span></summary>
            <p className={css['subject']}>{reply.subject}</p>
            <p className={css['text']} dir="auto">{reply.text}</p>
          </details>
          <p className={css['quiet']}>{replyTold(reply)}</p>
        </li>
      ))}
    </ul>
  );
}
