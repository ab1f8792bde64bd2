import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { Fragment, useState, type ReactNode } from 'react';
import { Empty } from '../../../web/primitives/empty.tsx';
import { LinesSkeleton } from '../../../web/primitives/lines-skeleton.tsx';
import { counted } from '../../../web/primitives/number.ts';
import { Problem } from '../../../web/primitives/problem.tsx';
import type { AlikeVerbatim, AlikeVerbatims, MeaningState, Searched, Verbatim } from '../contract.ts';
import { HARDLY_ALIKE, languageWords, likenessText, shareWords } from './share-words.ts';
import { useAlike } from './use-meaning.ts';
import { VerbatimRow } from './verbatim-row.tsx';
import css from './meant-verbatims.module.css';

const FEW = 50;
const MANY = 200;

/** Leads to the texts that mean something like one. */
export function MoreLikeThis({ verbatim }: { readonly verbatim: Verbatim }): ReactNode {
  return <Link from="/verbatims" to="/verbatims" search={(before) => ({ ...before, by: 'meaning', like: verbatim.id, words: undefined })} className={css['more']}>More like this</Link>;
}

/** Whether a text has words of a customer: only those are compared. */
export function isCustomers({ direction, quotes }: Verbatim): boolean {
  return quotes.some(({ speaker }) => (speaker === null ? direction === 'in' || direction === 'public' : speaker === 'customer'));
}

/** What stands where texts are not found by their meaning, and how a person changes that. */
function NotOn({ install }: { readonly install: string }): ReactNode {
  return (
    <Empty title="Search by meaning is not switched on.">
      It finds what means the same in other words, in English. What it needs, 32 MB, is not part of Custos: a person installs it, it runs on this machine, and nothing is sent anywhere. In the folder of Custos:
      <pre className={css['code']}>{`${install}\nCUSTOS_EMBEDDINGS=use-lite npm start`}</pre>
      For other languages it names a folder with an ONNX model instead (docs/methods/embeddings.md). Everything else works without it, this page too: search by words.
    </Empty>
  );
}

const BECAUSE: Readonly<Record<Exclude<NonNullable<AlikeVerbatims['because']>, 'off'>, (languages: string | null) => readonly [title: string, text: string]>> = {
  'other-language': (languages) => ['This text can not be compared.', `Meaning is compared in ${languages ?? 'languages that are known'} alone, and this text is in another language, or too short to tell.`],
  'nothing-said': () => ['There is nothing to compare.', 'Only words of customers are compared, and there are none here: names, addresses and numbers do not count.'],
};

/** What customers said, by what it means: like some words, or like one text; the most alike first. */
export function MeantVerbatims({ state, searched, like }: { readonly state: MeaningState | undefined; readonly searched: Searched; readonly like: string | undefined }): ReactNode {
  const { words, channel, source, direction, brand, from, until } = searched;
  const [limit, setLimit] = useState(FEW);
  const isOn = state?.embedder != null;
  const { data, error, isLoading, isStale, again } = useAlike({ ...(isOn ? like === undefined ? { words } : { to: like } : {}), channel, source, direction, brand, from, until, limit });
  if (state === undefined) return <LinesSkeleton lines={14} height={20} />;
  if (state.embedder === null) return <NotOn install={state.install} />;
  const { languages } = state.embedder;
  const share = data?.share ?? state.share;
  return (
    <section aria-label="Verbatims by meaning" className={css['found']}>
      <p className={css['share']} role="status" data-testid="embedded-share">{share === null ? ' ' : shareWords(share, languages)}</p>
      {like !== undefined && data?.to != null && (
        <div className={css['to']} data-testid="alike-to">
          <p className={css['of']}>Texts like this one<Link from="/verbatims" to="/verbatims" search={(before) => ({ ...before, by: undefined, like: undefined })} className={css['more']}>Back to all</Link></p>
          <VerbatimRow verbatim={data.to} isFresh={false} />
        </div>
      )}
      <div className={css['list']} data-stale={isStale}>
        {error !== null ? <Problem error={error} again={again} /> : isLoading ? <LinesSkeleton lines={14} height={20} /> : data === undefined
          ? <Empty title="Say what you look for.">In a few words, as a customer might say it: “they never called me back”. What means the same is found, however it was worded.</Empty>
          : <Alike data={data} languages={languageWords(languages)} more={limit < MANY ? () => { setLimit(MANY); } : null} />}
      </div>
    </section>
  );
}

function Alike({ data: { because, verbatims, isMore }, languages, more }: { readonly data: AlikeVerbatims; readonly languages: string | null; readonly more: (() => void) | null }): ReactNode {
  if (because !== null && because !== 'off') {
    const [title, text] = BECAUSE[because](languages);
    return <Empty title={title}>{text}</Empty>;
  }
  if (verbatims.length === 0) return <Empty title="Nothing that is embedded means anything like it.">Try other words, or fewer filters.</Empty>;
  const end = verbatims.findIndex(({ likeness }) => likeness < HARDLY_ALIKE);
  return (
    <>
      <ol className={css['rows']}>
        {verbatims.map((verbatim, at) => (
          <Fragment key={verbatim.id}>
            {at === end && <li className={css['end']}>{at === 0 ? 'Nothing is much like it. The nearest:' : 'From here on hardly alike'}<span> Two texts drawn by lot reach {likenessText(HARDLY_ALIKE)} once in twenty times.</span></li>}
            <li><VerbatimRow verbatim={verbatim} isFresh={false} foot={<Foot verbatim={verbatim} />} /></li>
          </Fragment>
        ))}
      </ol>
      {isMore && (more === null ? <p className={css['note']}>Shown are the {MANY} that are most alike.</p> : <Button variant="default" mt="md" onClick={more}>Show more</Button>)}
    </>
  );
}

function Foot({ verbatim }: { readonly verbatim: AlikeVerbatim }): ReactNode {
  return (
    <>
      <span title="Likeness: the cosine of what the two texts mean; 1 is the same.">Alike <b>{likenessText(verbatim.likeness)}</b></span>
      {verbatim.same > 1 && <span>{counted(verbatim.same - 1, 'more text')} in the same words</span>}
      <MoreLikeThis verbatim={verbatim} />
    </>
  );
}
