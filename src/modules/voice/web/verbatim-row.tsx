import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Personal, PersonalName } from '../../../web/primitives/masked.tsx';
import { Moment } from '../../../web/primitives/moment.tsx';
import { counted } from '../../../web/primitives/number.ts';
import { ChannelIcon, channelName, Stars } from '../../interactions/web/parts.tsx';
import type { Quote, Verbatim } from '../contract.ts';
import { QuotingMark } from './quoting-mark.tsx';
import { VerbatimMarks } from './said-marks.tsx';
import css from './verbatim-row.module.css';

const SPEAKERS = { customer: 'Customer', agent: 'Agent', bot: 'Bot', other: 'Somebody' } as const;
const WHOSE = { in: 'from the customer', out: 'from us', internal: 'inside the company', public: 'in public' } as const;

/** A text with what was searched for marked in it. */
function Marked({ quote: { text, hits, isCutBefore, isCutAfter } }: { readonly quote: Quote }): ReactNode {
  const pieces: ReactNode[] = [];
  let at = 0;
  for (const [from, until] of hits) {
    pieces.push(text.slice(at, from), <mark key={from} className={css['hit']}>{text.slice(from, until)}</mark>);
    at = until;
  }
  return <>{isCutBefore && '… '}{pieces}{text.slice(at)}{isCutAfter && ' …'}</>;
}

/** What is looked for on the page where all of it stands: the words as they were said. */
function wordsOfHit(verbatim: Verbatim): string | undefined {
  for (const { text, hits: [hit] } of verbatim.quotes) if (hit !== undefined && !text.includes('•')) return text.slice(hit[0], hit[1]);
  return undefined;
}

/** Who said it, leading to where all that they said stands. */
function Who({ verbatim }: { readonly verbatim: Verbatim }): ReactNode {
  const { customer, name, signed } = verbatim;
  const text = wordsOfHit(verbatim);
  if (customer === null) return <Link to="/customers/nobody" search={{ channel: verbatim.channel, source: verbatim.source, text }} className={css['who']}>Nobody known{signed.length === 0 ? '' : <>, signed <Personal value={signed.join(', ')} /></>}</Link>;
  return <Link to="/customers/$id" params={{ id: customer }} search={{ channel: verbatim.channel, text }} className={css['who']}><PersonalName id={customer} name={name} /></Link>;
}

/** One thing that was said: when, where, who, the words with what was searched for marked, and what is read in them. */
export function VerbatimRow({ verbatim, isFresh, foot }: { readonly verbatim: Verbatim; readonly isFresh: boolean; /** What stands below it. */ readonly foot?: ReactNode }): ReactNode {
  const isOwn = verbatim.direction === 'in' || verbatim.direction === 'public';
  const isCut = verbatim.more > 0 || verbatim.quotes.some((quote) => quote.isCutBefore || quote.isCutAfter);
  return (
    <div className={css['row']} data-office={verbatim.office} data-fresh={isFresh} data-testid="verbatim-row">
      <p className={css['line']}>
        <span className={css['sign']}><ChannelIcon channel={verbatim.channel} size={14} /></span>
        <b>{channelName(verbatim.channel)}</b>
        <Moment at={verbatim.occurredAt} precision={verbatim.occurredPrecision} />
        <span className={css['quiet']}>{WHOSE[verbatim.direction]}, {verbatim.source}{verbatim.brand === '' ? '' : `, ${verbatim.brand}`}</span>
        {verbatim.rating !== null && <Stars rating={verbatim.rating} />}
        {isFresh && <span className={css['new']}>New</span>}
        <span className={css['right']}><Who verbatim={verbatim} /></span>
      </p>
      {verbatim.quotes.map((quote, at) => (
        <div key={at} className={css['quote']}>
          {quote.speaker !== null && <span className={css['speaker']}>{SPEAKERS[quote.speaker]}</span>}
          <blockquote dir="auto" lang={verbatim.language ?? undefined} className={quote.of === 'title' ? css['title'] : (quote.speaker === null ? isOwn : quote.speaker === 'customer') ? css['own'] : css['said']}><Marked quote={quote} /></blockquote>
        </div>
      ))}
      {isCut && <p className={css['quiet']}>{verbatim.more > 0 ? `${counted(verbatim.more, 'more piece')} on their page, whole.` : 'Whole on their page.'}</p>}
      <VerbatimMarks verbatim={verbatim} />
      {(foot !== undefined || verbatim.quoting !== null) && <p className={css['foot']}>{verbatim.quoting !== null && <QuotingMark verbatim={verbatim} quoting={verbatim.quoting} />}{foot}</p>}
    </div>
  );
}
