import { Suspense, useState, type ReactNode } from 'react';
import { Moment } from '../../../web/primitives/moment.tsx';
import { moneyText } from '../../../web/primitives/number.ts';
import { OFFICE_NAMES, OfficeMark } from '../../../web/primitives/office.tsx';
import { Underlined } from '../../../web/primitives/underlined.tsx';
import { Words } from '../../../web/primitives/words.tsx';
import { useRegistry, type MarkedPlace } from '../../../web/registry.ts';
import { useMay } from '../../../web/session.ts';
import type { TimelineItem } from '../contract.ts';
import { ChannelIcon } from './channel-icon.tsx';
import { stageName, wordsOf } from './channel-names.ts';
import { InteractionDetails } from './interaction-details.tsx';
import css from './interaction-entry.module.css';
import { briefly, heading, ratingText, saidByCustomer } from './interaction-words.ts';
import { Stars } from './stars.tsx';
import { Turns } from './turns.tsx';

/** One interaction as an entry of a timeline: when, where, whose words, and the words. `fresh` marks what just arrived. */
export function InteractionEntry({ item, fresh }: { readonly item: TimelineItem; readonly fresh: boolean }): ReactNode {
  const [details, setDetails] = useState(false);
  const head = heading(item);
  const own = saidByCustomer(item);
  const may = useMay();
  const { marks } = useRegistry();
  const [lined, underline] = useState<readonly MarkedPlace[]>([]);
  const linesOf = (of: MarkedPlace['of'], at = 0): readonly (readonly [number, number])[] => lined.filter((place) => place.of === of && place.at === at).map(({ start, end }) => [start, end]);
  return (
    <div className={css['entry']} data-office={item.office} data-fresh={fresh} data-testid="interaction">
      <span className={css['when']}><Moment at={item.occurredAt} shape="time" precision={item.occurredPrecision} /></span>
      <span className={css['sign']} title={`${head.channel}, ${OFFICE_NAMES[item.office]}`}><ChannelIcon channel={item.channel} /></span>
      <div className={css['body']}>
        <p className={css['line']}>
          <span className={css['narrowWhen']}><Moment at={item.occurredAt} shape="time" precision={item.occurredPrecision} /></span>
          <b>{head.channel}</b>
          <span>{head.kind}</span>
          <span className={css['quiet']}>{head.whose}{head.lasted === null ? '' : `, ${head.lasted}`}</span>
          {fresh && <span className={css['new']}>New</span>}
          <span className={css['right']}>
            <span className={css['stage']}>{stageName(item.stage)}</span>
            <OfficeMark office={item.office} named={false} />
            <button type="button" className={css['open']} aria-expanded={details} onClick={() => setDetails(!details)}>{details ? 'Less' : 'Details'}</button>
          </span>
        </p>
        {item.title !== null && <p className={css['title']} dir="auto"><Underlined text={item.title} places={linesOf('title')} /></p>}
        {item.rating !== null && <p className={css['rating']}><Stars rating={item.rating} />{item.rating.question !== null && <span className={css['quiet']}>{item.rating.question}</span>}</p>}
        {item.text !== null && item.text !== item.title && item.turns.length === 0 && <Words text={item.text} own={own} lines={own ? 6 : 3} language={item.language} marks={linesOf('text')} />}
        {item.turns.length > 0 && <Turns turns={item.turns} language={item.language} marksOf={(turn) => linesOf('turn', turn)} />}
        <Suspense fallback={null}>{marks.filter(({ needs }) => may(needs)).map(({ key, Body }) => <Body key={key} item={item} underline={underline} />)}</Suspense>
        {item.claims.map((claim) => <p key={claim.text} className={css['claim']}><span className={css['quiet']}>It claimed</span> “{claim.text}”{claim.about === null ? '' : <span className={css['quiet']}> about {claim.about}</span>}</p>)}
        {(item.subjects.length > 0 || item.amounts.length > 0) && (
          <p className={css['about']}>
            {item.subjects.filter((subject) => subject.label === null || subject.label !== item.title).map((subject) => <span key={`${subject.type}/${subject.id}`}>{wordsOf(subject.type)} <bdi>{subject.label ?? subject.id}</bdi></span>)}
            {item.amounts.map((amount) => <span key={`${amount.role}/${amount.amountMinor}`}>{wordsOf(amount.role)} {moneyText(amount.amountMinor, amount.currency)}</span>)}
          </p>
        )}
        {details && <InteractionDetails item={item} />}
      </div>
    </div>
  );
}

/** The same in a lane: small, with its words cut to two lines; opens to the whole. */
export function InteractionBrief({ item, fresh }: { readonly item: TimelineItem; readonly fresh: boolean }): ReactNode {
  const [open, setOpen] = useState(false);
  if (open) return <div className={css['opened']}><InteractionEntry item={item} fresh={fresh} /><button type="button" className={css['fold']} onClick={() => setOpen(false)}>Fold</button></div>;
  return (
    <button type="button" className={css['brief']} data-office={item.office} data-fresh={fresh} aria-expanded={false} onClick={() => setOpen(true)} data-testid="interaction">
      <span className={css['briefHead']}><ChannelIcon channel={item.channel} size={13} /><Moment at={item.occurredAt} shape="time" precision={item.occurredPrecision} />{item.rating !== null && <b>{ratingText(item.rating)}</b>}</span>
      <span className={saidByCustomer(item) && (item.text !== null || item.turns.length > 0) ? css['briefOwn'] : css['briefText']} dir="auto">{briefly(item)}</span>
    </button>
  );
}
