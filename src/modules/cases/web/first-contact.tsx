import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { call } from '../../../web/api.ts';
import { LinesSkeleton } from '../../../web/primitives/lines-skeleton.tsx';
import { counted, countText, percentText } from '../../../web/primitives/number.ts';
import { Panel } from '../../../web/primitives/panel.tsx';
import { Problem } from '../../../web/primitives/problem.tsx';
import { channelName } from '../../interactions/web/parts.tsx';
import { firstContactRoutes, type FirstContactFigures, type Told } from '../contract.ts';
import css from './first-contact.module.css';

const WAYS = [{ way: 'flag', name: 'Staff say so' }, { way: 'word', name: 'Customers say so' }, { way: 'repeat', name: 'Nobody came again' }] as const;
/** How often one way is contradicted by another, after the share. */
const AGAINST: Readonly<Record<string, string>> = {
  'flag repeat': 'of what staff call solved came again', 'flag word': 'of what staff call solved is not, the customer says', 'word repeat': 'of what customers call solved came again', 'repeat word': 'of those who never came again say that it was not solved',
};

/** First-contact resolution, three ways side by side. `id`: of how many days. */
export function FirstContact({ id }: { readonly id: string }): ReactNode {
  const { data, error, refetch } = useQuery({ queryKey: ['issues', 'first-contact', id], staleTime: 60_000, queryFn: ({ signal }) => call(firstContactRoutes.firstContact, { query: { days: Number(id) } }, signal) });
  if (data?.issues === 0) return null;
  return (
    <Panel title="Solved at the first contact" aside={data === undefined ? undefined : counted(data.issues, 'issue')} testId="first-contact">
      {data !== undefined ? <Figures figures={data} /> : error !== null ? <Problem error={error} again={() => void refetch()} /> : <LinesSkeleton lines={5} />}
    </Panel>
  );
}

function Figures({ figures: { all, channels, disagree, isAll, issues } }: { readonly figures: FirstContactFigures }): ReactNode {
  const told = disagree.filter(({ share }) => share !== null);
  return (
    <>
      <div className={css['scroll']}>
        <table className={css['ways']}>
          <thead><tr><th scope="col">First contact by</th>{WAYS.map(({ way, name }) => <th key={way} scope="col">{name}</th>)}</tr></thead>
          <tbody>
            <tr className={css['all']}><th scope="row">All</th>{WAYS.map(({ way }) => <Cell key={way} told={all[way]} />)}</tr>
            {channels.map((one) => <tr key={one.channel}><th scope="row">{channelName(one.channel)}</th>{WAYS.map(({ way }) => <Cell key={way} told={one[way]} />)}</tr>)}
          </tbody>
        </table>
      </div>
      {told.length > 0 && <ul className={css['disagree']}>{told.map(({ says, against, issues: of, share }) => share !== null && <li key={`${says} ${against}`}><b>{percentText(share.value)}</b> {AGAINST[`${says} ${against}`]} <span>({percentText(share.low)} to {percentText(share.high)}, {counted(of, 'issue')})</span></li>)}</ul>}
      <p className={css['note']}>{!isAll && `The latest ${countText(issues)} issues of the period. `}Three answers to one question: none of them alone is the truth. <Link to="/methods/$name" params={{ name: 'first-contact-resolution' }}>How this is reckoned</Link></p>
    </>
  );
}

function Cell({ told: { issues, share } }: { readonly told: Told }): ReactNode {
  if (share === null) return <td className={css['few']}>{issues === 0 ? 'nobody said' : `undecided (${countText(issues)})`}</td>;
  return <td><b>{percentText(share.value)}</b> <span>{percentText(share.low)} to {percentText(share.high)}</span> <span>({countText(issues)})</span></td>;
}
