import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { call } from '../../../web/api.ts';
import { LinesSkeleton } from '../../../web/primitives/lines-skeleton.tsx';
import { counted, countText } from '../../../web/primitives/number.ts';
import { problemText } from '../../../web/primitives/problem.tsx';
import { routes, type Score } from '../contract.ts';
import type { PageQuery } from './card-part.ts';
import css from './compare-groups.module.css';
import { apartText, silentText } from './compare-words.ts';
import { fullText, intervalText } from './score-words.ts';
import { HowRows } from './show-how.tsx';

const PERCENT = { unit: 'percent', from: 0, to: 100 } as const;

/** Who of the invited answered a score, and which of them rather kept silent. */
export function WhoIsSilent({ score, filter, query }: { readonly score: Score; readonly filter: string; readonly query: PageQuery }): ReactNode {
  const asked = { ...query, score: score.key };
  const { data, error } = useQuery({ queryKey: ['score-silent', asked], staleTime: 60_000, queryFn: ({ signal }) => call(routes.silent, { query: asked }, signal) });
  if (error !== null) return <p className={css['quiet']} role="alert">{problemText(error)}</p>;
  if (data === undefined) return <LinesSkeleton lines={4} height={22} />;
  return (
    <section aria-label={`Who is silent, ${score.name}`} data-testid="silent">
      <p className={css['headline']} role="status">{silentText(data)}</p>
      {data.groups.length > 0 && (
        <div className={css['scroll']} tabIndex={0} role="region" aria-label="Answered by how people were invited">
          <table className={css['table']}>
            <thead><tr>{['Invited by', '', 'Invited', 'Answered', 'Of them', 'Against all other invited'].map((head, at) => <th key={at} scope="col">{head}</th>)}</tr></thead>
            <tbody>{data.groups.map((group) => (
              <tr key={`${group.by}/${group.name}`}><td>{group.by}</td><td>{group.name}</td><td>{countText(group.invited)}</td><td>{countText(group.answered)}</td><td>{group.rate === null ? 'too few to say' : `${fullText(PERCENT, group.rate.value)} (${intervalText(PERCENT, group.rate)})`}</td><td>{apartText(group)}</td></tr>
            ))}</tbody>
          </table>
        </div>
      )}
      {data.isKnown && <HowRows rows={[
        ['Definition', 'People who were invited to a survey in which this score was asked, each once, and those of them who answered it in the same months. Version 1.'],
        ['Counted', `${filter} What is chosen above is chosen of the invitation.${data.unknownPeople === 0 ? '' : ` ${counted(data.unknownPeople, 'invitation')} of nobody known: not counted, since nobody knows whether they answered.`}`],
        ['Late', 'Whoever was invited in the last days may still answer.'],
        ['Interval', '95 %. Differences are tested all at once: of those that are called one, at most 1 in 20 is chance.'],
        ['Meaning', 'Where one group keeps silent more than others, the score speaks less for it. Whether the silent think otherwise is not known.'],
      ]} figure={{ of: 'silent', query: asked }} />}
    </section>
  );
}
