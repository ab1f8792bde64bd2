import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { call } from '../../../web/api.ts';
import { LinesSkeleton } from '../../../web/primitives/lines-skeleton.tsx';
import { counted, countText, percentText } from '../../../web/primitives/number.ts';
import { problemText } from '../../../web/primitives/problem.tsx';
import { weighingRoutes, type Score, type Weighed } from '../contract.ts';
import type { OpenPart } from './card-part.ts';
import css from './compare-groups.module.css';
import { IntervalBar } from './interval-bar.tsx';
import { fullText } from './score-words.ts';
import { HowRows } from './show-how.tsx';
import own from './weigh-answers.module.css';
import { groupNote, leftOutText, notOfferedText, populationText, readWeighing, TRAIT_NAMES, weighedText, writeWeighing } from './weigh-words.ts';

const AMONG = [{ value: 'customers', label: 'As all customers' }, { value: 'invited', label: 'As all invited' }] as const;
/** More traits at once leave cells of a handful. */
const TRAITS_MOST = 4;

/** A score weighed by what is known of all customers, beside the plain one; by what, stands in the address. */
export function WeighAnswers({ score, filter, open }: { readonly score: Score; readonly filter: string; readonly open: OpenPart }): ReactNode {
  const weighing = readWeighing(open.of);
  const query = { ...open.query, score: score.key, among: weighing.among, ...(weighing.by.length === 0 ? {} : { by: weighing.by.join(',') }) };
  const { data, error, isPlaceholderData } = useQuery({ queryKey: ['score-weighed', query], staleTime: 60_000, queryFn: ({ signal }) => call(weighingRoutes.weighScore, { query }, signal), placeholderData: (before) => (before?.score === score.key ? before : undefined), refetchInterval: ({ state }) => (state.data?.reason === 'counting' ? 2_000 : false) });
  if (error !== null) return <p className={css['quiet']} role="alert">{problemText(error)}</p>;
  if (data === undefined) return <LinesSkeleton lines={5} height={22} />;
  const show = (next: Partial<typeof weighing>): void => open.show('weigh', score.key, writeWeighing({ ...weighing, by: data.by, ...next }));
  return (
    <section aria-label={`${score.name} weighed`} data-testid="weigh" data-stale={isPlaceholderData}>
      {data.reason !== 'counting' && (
        <div className={css['tools']}>
          <div className={own['traits']} role="group" aria-label="Weigh by">
            {data.offered.map(({ trait }) => {
              const isOn = data.by.includes(trait);
              return <button key={trait} type="button" aria-pressed={isOn} disabled={isOn ? data.by.length === 1 : data.by.length >= TRAITS_MOST} onClick={() => show({ by: isOn ? data.by.filter((one) => one !== trait) : [...data.by, trait] })}>{TRAIT_NAMES[trait]}</button>;
            })}
          </div>
          {(score.asked.invited !== null || weighing.among === 'invited') && <Select aria-label="Look like" size="xs" className={css['choice']} data={AMONG} value={weighing.among} allowDeselect={false} onChange={(value) => show({ among: value === 'invited' ? 'invited' : 'customers' })} />}
        </div>
      )}
      {data.weighed !== null && <div className={css['groups']}><Side score={score} name="As answered" figure={data.plain.estimate} told={`${counted(data.plain.people, 'person', 'people')}; tells as much as ${countText(Math.round(data.plain.effectiveAnswers ?? 0))} even answers`} /><Side score={score} name={data.among === 'invited' ? 'Weighed as all invited' : 'Weighed as all customers'} figure={data.weighed.estimate} told={`tells as much as ${countText(Math.round(data.weighed.effectiveAnswers))} even answers`} /></div>}
      <p className={css['headline']} role="status">{weighedText(score, data)}</p>
      {data.groups.length > 0 && <Groups data={data} />}
      {data.reason !== 'counting' && <How data={data} score={score} filter={filter} />}
    </section>
  );
}

function Side({ score, name, figure, told }: { readonly score: Score; readonly name: string; readonly figure: Weighed['plain']['estimate']; readonly told: string }): ReactNode {
  if (figure === null) return null;
  return (
    <div className={css['group']}>
      <p className={css['name']}>{name}</p>
      <p className={css['value']}>{fullText(score, figure.value)}</p>
      <IntervalBar score={{ ...score, estimate: figure }} />
      <p className={css['quiet']}>{told}</p>
    </div>
  );
}

function Groups({ data }: { readonly data: Weighed }): ReactNode {
  return (
    <div className={css['scroll']} tabIndex={0} role="region" aria-label="Who answered beside who there is">
      <table className={css['table']}>
        <thead><tr>{['', '', data.among === 'invited' ? 'Of the invited' : 'Of customers', 'Of answers', ...(data.weighed === null ? [] : ['Weighed']), 'Answers', ''].map((head, at) => <th key={at} scope="col">{head}</th>)}</tr></thead>
        <tbody>{data.groups.map((group) => (
          <tr key={`${group.trait}/${group.name}`}><td>{TRAIT_NAMES[group.trait]}</td><td>{group.name}</td><td>{percentText(group.ratio)}</td><td>{percentText(group.answeredRatio)}</td>{group.weighedRatio !== null && <td>{percentText(group.weighedRatio)}</td>}<td>{countText(group.answers)}</td><td>{groupNote(group)}</td></tr>
        ))}</tbody>
      </table>
    </div>
  );
}

function How({ data, score, filter }: { readonly data: Weighed; readonly score: Score; readonly filter: string }): ReactNode {
  const notOffered = notOfferedText(data);
  return (
    <HowRows rows={[
      ['Definition', `${score.meaning} Version ${data.version}, with answers weighed until they look like ${data.among === 'invited' ? 'those who were invited' : 'all customers'} by each of the chosen traits (raking).`],
      ['Counted', filter],
      ['Made up as', populationText(data)],
      ['Left out', leftOutText(data)],
      ...(data.weighed === null ? [] : [['Weights', `From ${data.weighed.lightest.toFixed(2)} to ${data.weighed.heaviest.toFixed(2)}, mean 1.`] as const]),
      ['Interval', '95 %, from the effective number of answers: uneven weights cost certainty. It takes the weights for known.'],
      ['Meaning', 'It mends only what these traits explain: where the unhappy are silent within each group, the weighed score is as wrong as the plain one.'],
      ...(notOffered === '' ? [] : [['Not offered', notOffered] as const]),
      ['Method', <code key="method">docs/methods/raking.md, clustered-answers.md</code>],
    ]} />
  );
}
