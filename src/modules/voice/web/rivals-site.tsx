import { Select } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { counted, countText } from '../../../web/primitives/number.ts';
import type { RivalRatings, Rivals, RivalSite } from '../contract.ts';
import { IntervalBar } from './interval-bar.tsx';
import { knownThing } from './mark-words.ts';
import css from './rivals-page.module.css';
import { RivalsMonths } from './rivals-months.tsx';
import { PagesSaid } from './rivals-summaries.tsx';
import { aspectsAt, companyName, monthsSummary, ratingText, saidText, siteName, starsText } from './rivals-words.ts';
import { rangeText, shareText } from './said-words.ts';
import { periodText } from './score-words.ts';
import { HowRows } from './show-how.tsx';

/** Most sentences above the figures of a site; the rest stands in its rows. */
const HEADLINES_MOST = 4;
/** Most rivals beside us where words are set side by side. */
const SAID_MOST = 4;

/** What a site says of rivals beside us, each thing once: what is told apart first. */
function headlines(theirs: readonly RivalRatings[], ours: RivalRatings): { readonly text: string; readonly isReal: boolean }[] {
  const all = new Map(theirs.map((one) => [ratingText(one, ours), one.difference?.isReal === true]));
  return [...all].map(([text, isReal]) => ({ text, isReal })).toSorted((a, b) => Number(b.isReal) - Number(a.isReal)).slice(0, HEADLINES_MOST);
}

/** Us and each rival at one public site. */
export function SiteCard({ site, rivals, months }: { readonly site: RivalSite; readonly rivals: Rivals; readonly months: number }): ReactNode {
  const [ours, ...theirs] = site.ratings;
  const name = siteName(site.site);
  return (
    <section className={css['card']} aria-label={name} data-testid="rival-site">
      <h2 className={css['title']}>{name}</h2>
      {ours !== undefined && (
        <>
          <ul className={css['headlines']}>{headlines(theirs, ours).map(({ text, isReal }) => <li key={text} className={css['headline']} data-real={isReal}>{text}</li>)}</ul>
          <ul className={css['companies']} aria-label={`Ratings at ${name}`}>{site.ratings.map((one) => <Company key={one.rival ?? ''} one={one} />)}</ul>
          <Months ours={ours} theirs={theirs} />
          <SaidBeside site={site} />
        </>
      )}
      <PagesSaid site={site} />
      <HowRows rows={[
        ['Definition', 'Mean of 1 to 5 stars; shares of 4 and 5 and of 1 and 2 among all ratings. Version 1.'],
        ['Counted', `Public ratings at ${name}, ${periodText(rivals.from, rivals.until)}, months of ${rivals.zone}. Ours: those that this source brought as public. Of rivals: what was imported or sent as of a rival; it counts nowhere else.`],
        ['Who rates', 'Whoever wants to, at this site. That is no sample of all customers, of us or of anybody. Compared with our own ratings of the same site and months alone, never with answers of people who were asked.'],
        ['Left out', rivals.leftOut.ours + rivals.leftOut.rivals === 0 ? 'Nothing.' : `Not in 1 to 5 stars, at all sites shown: ${counted(rivals.leftOut.ours, 'rating')} of us, ${countText(rivals.leftOut.rivals)} of rivals.`],
        ['Interval', '95 %. Several ratings of one of our customers do not count as several people; of rivals’ raters nobody is known, each counts as one. Of a page that tells a mean alone: the widest interval that ratings with this mean can have.'],
        ['Many looks', 'All differences on this page share one budget for chance: at most 5 of 100 that are called so are chance.'],
        ['Words', 'Read once as they came, and not kept; nor is whoever wrote them.'],
      ]} figure={{ of: 'rivals', query: { months, until: rivals.until, source: site.site } }} />
    </section>
  );
}

function Company({ one }: { readonly one: RivalRatings }): ReactNode {
  const { mean, words, certainty } = one;
  return (
    <li className={css['company']} data-own={one.rival === null} data-testid="rival-company">
      <span className={css['name']}>{companyName(one.rival)}{one.rival !== null && !one.isListed && <span className={css['unlisted']}>not on the list of rivals</span>}</span>
      {mean === null ? <span className={css['words']}>{words}</span> : (
        <>
          <span className={css['value']}>{starsText(mean.value)}</span>
          <span className={css['bar']}><IntervalBar score={{ unit: 'scale', from: 1, to: 5, estimate: mean, certainty }} /></span>
        </>
      )}
      <span className={css['count']}><b>{countText(one.ratings)}</b> {one.ratings === 1 ? 'rating' : 'ratings'}{certainty === 'indicative' ? ', indicative' : ''}</span>
      <Share share={one.high} of="4–5 stars" />
      <Share share={one.low} of="1–2 stars" />
    </li>
  );
}

function Share({ share, of }: { readonly share: RivalRatings['high']; readonly of: string }): ReactNode {
  return <span className={css['count']}>{share !== null && <><b title={rangeText(share)}>{shareText(share)}</b> {of}</>}</span>;
}

/** Months of us and one rival at a time: more in one picture can't be told apart. */
function Months({ ours, theirs }: { readonly ours: RivalRatings; readonly theirs: readonly RivalRatings[] }): ReactNode {
  const drawable = theirs.filter(({ ratings }) => ratings > 0);
  const [chosen, choose] = useState<string | null>(null);
  const shown = drawable.find(({ rival }) => rival === chosen) ?? drawable[0];
  if (shown === undefined) return null;
  return (
    <>
      <h3 className={css['part']}>Over time</h3>
      {drawable.length > 1 && <Select aria-label="Rival over time" size="xs" className={css['choice']} data={drawable.map(({ rival }) => ({ value: rival ?? '', label: rival ?? '' }))} value={shown.rival} allowDeselect={false} onChange={choose} />}
      {[ours, shown].some(({ months }) => months.some(({ mean }) => mean !== null)) ? <RivalsMonths ours={ours} theirs={shown} /> : <p className={css['lead']}>{monthsSummary(shown.rival ?? '', ours, shown)}</p>}
    </>
  );
}

/** What people praise and complain of, at us and at rivals of this site. */
function SaidBeside({ site }: { readonly site: RivalSite }): ReactNode {
  const aspects = aspectsAt(site);
  const shown = site.ratings.slice(0, SAID_MOST + 1);
  if (aspects.length === 0) return null;
  return (
    <>
      <h3 className={css['part']}>What people praise and complain of</h3>
      <p className={css['lead']}>Per cent of texts that speak well, and badly, of it. {shown.map(saidText).join(' ')}</p>
      <div className={css['scroll']} tabIndex={0} role="region" aria-label="Praise and complaints side by side">
        <table className={css['table']}>
          <thead><tr><th scope="col">About</th>{shown.map(({ rival }) => <th key={rival ?? ''} scope="col">{companyName(rival)}</th>)}</tr></thead>
          <tbody>
            <tr><th scope="row">All in all</th>{shown.map(({ rival, said }) => <td key={rival ?? ''}><Pair good={said?.positive ?? null} bad={said?.negative ?? null} /></td>)}</tr>
            {aspects.map((label) => (
              <tr key={label}><th scope="row">{knownThing({ output: 'aspect', label }).name}</th>{shown.map(({ rival, said }) => { const aspect = said?.aspects.find((one) => one.label === label); return <td key={rival ?? ''}>{said !== null && said.aspects.length > 0 && aspect === undefined ? <span className={css['range-text']}>nobody</span> : <Pair good={aspect?.praised ?? null} bad={aspect?.complained ?? null} />}</td>; })}</tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

function Pair({ good, bad }: { readonly good: RivalRatings['high']; readonly bad: RivalRatings['high'] }): ReactNode {
  if (good === null || bad === null) return <span className={css['range-text']}>–</span>;
  return <>well {shareText(good)} <span className={css['range-text']}>({rangeText(good)})</span><br />badly {shareText(bad)} <span className={css['range-text']}>({rangeText(bad)})</span></>;
}
