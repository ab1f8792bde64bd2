import { Button } from '@mantine/core';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useEffect, useState, type ReactNode } from 'react';
import { addressOf } from '../../../web/api.ts';
import { CopyLink } from '../../../web/primitives/copy-link.tsx';
import { Empty } from '../../../web/primitives/empty.tsx';
import { LinesSkeleton } from '../../../web/primitives/lines-skeleton.tsx';
import { Moment } from '../../../web/primitives/moment.tsx';
import { counted, countText } from '../../../web/primitives/number.ts';
import { PageHead } from '../../../web/primitives/page-head.tsx';
import { Problem } from '../../../web/primitives/problem.tsx';
import { useLongList } from '../../../web/primitives/use-long-list.ts';
import { useMay } from '../../../web/session.ts';
import { MaskedNote, useHand } from '../../customers/web/parts.tsx';
import { verbatimRoutes, type Searched } from '../contract.ts';
import { isCustomers, MeantVerbatims, MoreLikeThis } from './meant-verbatims.tsx';
import { useMeaning } from './use-meaning.ts';
import { SavedSearches } from './saved-searches.tsx';
import { useVerbatims, type OpenVerbatims } from './use-verbatims.ts';
import { VerbatimFilters } from './verbatim-filters.tsx';
import { VerbatimRow } from './verbatim-row.tsx';
import css from './verbatims-page.module.css';

const page = getRouteApi('/shell/verbatims');
const LINE_WORDS = { joining: 'Joining the live line…', live: 'Live: what is said appears by itself', paused: 'Paused', away: 'The live line is down; trying again' } as const;

/** How many say it, in words; null where it is not told. */
function totalWords({ total }: OpenVerbatims, isSearch: boolean): string | null {
  if (total === null) return null;
  if (total.isLeast && total.count === 0) return 'None so far';
  const many = total.isLeast ? `${countText(total.count)} or more` : counted(total.count, 'verbatim');
  return isSearch ? `${many}${total.isLeast ? ' verbatims' : ''}, newest first` : `${many}${total.isLeast ? ' verbatims' : ''} in all, newest first`;
}

/** Everything that was said, searched by its words or by what it means. The search is the address. */
export function VerbatimsPage(): ReactNode {
  const { by, like } = page.useSearch();
  const navigate = page.useNavigate();
  const may = useMay();
  const meaning = useMeaning();
  const searched: Searched = page.useSearch({ select: ({ by: _by, like: _like, ...rest }) => rest, structuralSharing: true });
  const isMeant = by === 'meaning' || like !== undefined;
  return (
    <div data-testid="verbatims-page">
      <PageHead title="Verbatims" lead="Everything that was said, in the words in which it was said: reviews, mails, chats, calls, posts, answers." actions={<><Button size="compact-sm" variant="default" renderRoot={(props) => <Link {...props} to="/verbatims/wall" search={searched} />}>Wall</Button><CopyLink /></>} />
      {!may('see-personal-data') && <MaskedNote />}
      <SavedSearches searched={searched} />
      <VerbatimFilters
        searched={searched} change={(next) => void navigate({ search: (before) => ({ ...before, ...next, ...('words' in next ? { like: undefined, by: isMeant ? 'meaning' as const : undefined } : {}) }), replace: true })}
        isMeant={isMeant} changeMeant={(now) => void navigate({ search: (before) => ({ ...before, by: now ? 'meaning' as const : undefined, like: undefined }), replace: true })} />
      {isMeant
        ? <MeantVerbatims key={like ?? ''} state={meaning} searched={searched} like={like} />
        : <WordedVerbatims searched={searched} clear={() => void navigate({ search: {}, replace: true })} hasMeaning={meaning?.embedder != null} />}
    </div>
  );
}

/** What says the words that are looked for, newest first, live. */
function WordedVerbatims({ searched, clear, hasMeaning }: { readonly searched: Searched; readonly clear: () => void; /** Whether texts are found by their meaning too. */ readonly hasMeaning: boolean }): ReactNode {
  const may = useMay();
  const isSearch = Object.values(searched).some((value) => value !== undefined);
  const [isPaused, setPaused] = useState(false);
  const { box, busy } = useHand();
  const found = useVerbatims(searched, isPaused, busy);
  const [stopped, setStopped] = useState<Searched | null>(null);
  const looking: Looking = { isStopped: stopped === searched, stop: () => { setStopped(searched); }, goOn: () => { setStopped(null); } };
  const said = totalWords(found, isSearch);
  return (
    <section aria-label="Verbatims" className={css['found']}>
      <div className={css['bar']}>
        <span className={css['total']} role="status">{said ?? (found.isLoading ? ' ' : 'How many there are is not told to your role: what is hidden from you is not searched.')}</span>
        <span className={css['line']} data-state={found.line} data-testid="live-line">{LINE_WORDS[found.line]}</span>
        <button type="button" className={css['act']} aria-pressed={isPaused} onClick={() => { setPaused(!isPaused); if (isPaused && found.waiting > 0) found.show(); }}>{isPaused ? 'Go on' : 'Pause'}</button>
        <a className={css['act']} href={addressOf(verbatimRoutes.verbatimsFile, { query: searched })} download="verbatims.csv">As a file (CSV)</a>
      </div>
      {found.waiting > 0 && <button type="button" className={css['held']} data-testid="show-arrivals" onClick={(event) => { found.show(); event.currentTarget.closest('section')?.scrollIntoView({ block: 'start' }); }}>New since. <u>Show</u></button>}
      {found.isCut && <p className={css['note']}>You asked for more words than are looked for: the first 20 count.</p>}
      <div ref={box} data-stale={found.isStale} className={css['list']}>
        <Found found={found} looking={looking} isSearch={isSearch} words={searched.words} clear={clear} mayImport={may('import-files')} hasMeaning={hasMeaning} />
      </div>
    </section>
  );
}

/** Whether the page looks further back by itself. */
type Looking = { readonly isStopped: boolean; stop(): void; goOn(): void };

/** How far back it was looked, and that it goes on, until somebody stops it. */
function LookedBack({ until, looking: { isStopped, stop, goOn } }: { readonly until: string; readonly looking: Looking }): ReactNode {
  return (
    <p className={css['back']} data-testid="looked-back">
      <span>Looked back to <Moment at={until} shape="day" />{isStopped ? '.' : '; looking further…'}</span>
      <button type="button" className={css['act']} onClick={isStopped ? goOn : stop}>{isStopped ? 'Look further' : 'Stop'}</button>
    </p>
  );
}

function Found({ found, looking, isSearch, words, clear, mayImport, hasMeaning }: { readonly found: OpenVerbatims; readonly looking: Looking; readonly isSearch: boolean; readonly words: string | undefined; readonly clear: () => void; readonly mayImport: boolean; readonly hasMeaning: boolean }): ReactNode {
  const { verbatims, searchedUntil, error } = found;
  const more = looking.isStopped || error !== null ? null : found.more;
  // A page may hold nothing while later ones do: what says it is old, was worded otherwise since, or is masked.
  useEffect(() => { if (verbatims.length === 0) more?.(); }, [verbatims.length, more]);
  if (error !== null) return <Problem error={error} again={found.again} />;
  if (found.isLoading) return <LinesSkeleton lines={14} height={20} />;
  const back = searchedUntil === null ? null : <LookedBack until={searchedUntil} looking={looking} />;
  if (verbatims.length > 0) return <><List found={found} more={more} hasMeaning={hasMeaning} />{back}</>;
  if (back !== null) return <>{back}{!looking.isStopped && <LinesSkeleton lines={14} height={20} />}</>;
  if (isSearch) return <Empty title={words === undefined ? 'Nothing of this kind was said.' : 'Nobody said that.'} action={<Button variant="default" onClick={clear}>Show everything</Button>}>All words must be said, in any order: leave one out, or write only its beginning with a star (deliver*).</Empty>;
  return <Empty title="Nobody has said anything yet." action={mayImport ? <Button component={Link} to="/connect/imports">Import reviews, mails or chats</Button> : undefined}>Here stands everything that customers say, searched by its words, as soon as the first text arrives.</Empty>;
}

/** The rows, of which those near the screen are drawn. j and k move from one to the next. */
function List({ found, more, hasMeaning }: { readonly found: OpenVerbatims; readonly more: (() => void) | null; readonly hasMeaning: boolean }): ReactNode {
  const { verbatims, fresh, searchedUntil } = found;
  const { box, height, rows } = useLongList({ count: verbatims.length, keyOf: (at) => verbatims[at]?.id ?? at, estimate: () => 150, more, ahead: 12 });
  return (
    <div ref={box} role="feed" aria-label="Newest first" aria-busy={false} className={css['rows']} style={{ height }}>
      {rows.map(({ key, at, props }) => {
        const verbatim = verbatims[at];
        return verbatim === undefined ? null : (
          <article key={key} {...props} aria-posinset={at + 1} aria-setsize={searchedUntil === null ? verbatims.length : -1} className={css['row']}>
            <VerbatimRow verbatim={verbatim} isFresh={fresh.has(verbatim.id)} foot={hasMeaning && isCustomers(verbatim) ? <MoreLikeThis verbatim={verbatim} /> : undefined} />
          </article>
        );
      })}
    </div>
  );
}
