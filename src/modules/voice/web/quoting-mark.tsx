import Check from 'lucide-react/icons/check';
import CircleHelp from 'lucide-react/icons/circle-help';
import X from 'lucide-react/icons/x';
import type { ReactNode } from 'react';
import { AppError } from '../../../kernel/app-error.ts';
import { call } from '../../../web/api.ts';
import { sayDone, sayProblem } from '../../../web/primitives/toast.tsx';
import type { Quoting } from '../../customers/contract.ts';
import { channelName } from '../../interactions/web/parts.tsx';
import { verbatimRoutes, type Verbatim } from '../contract.ts';
import { QUOTING_WORDS, quoteText } from './quoting-words.ts';
import css from './quoting-mark.module.css';

const SIGNS = { agreed: Check, 'not-asked': CircleHelp, refused: X } as const;

/** Puts the customer's words into the clipboard, as they may be shown. */
async function copyQuote({ id, channel }: Verbatim): Promise<Quoting> {
  const clipboard = navigator.clipboard as Clipboard | undefined;
  if (clipboard === undefined) throw new AppError('unavailable', 'clipboard-missing', 'The browser lets a page copy only over https.');
  const quote = await call(verbatimRoutes.quoteToShow, { query: { id } });
  await clipboard.writeText(quoteText(quote, channelName(channel)));
  return quote.quoting;
}

/** Whether this may be quoted, and the way to quote it: masked, named only where the customer agreed, with the mark. */
export function QuotingMark({ verbatim, quoting }: { readonly verbatim: Verbatim; readonly quoting: Quoting }): ReactNode {
  const Sign = SIGNS[quoting];
  const copy = (): void => {
    copyQuote(verbatim).then((now) => { sayDone(now === 'agreed' ? 'The quote is copied.' : 'The quote is copied, marked: not for outside.'); }, sayProblem);
  };
  return (
    <>
      <span className={css['mark']} data-quoting={quoting} title={QUOTING_WORDS[quoting].about} data-testid="quoting"><Sign size={13} aria-hidden />{QUOTING_WORDS[quoting].label}</span>
      <button type="button" className={css['copy']} onClick={copy}>Copy quote</button>
    </>
  );
}
