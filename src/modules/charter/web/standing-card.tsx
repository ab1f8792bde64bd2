import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { call } from '../../../web/api.ts';
import { LinesSkeleton } from '../../../web/primitives/lines-skeleton.tsx';
import { Personal } from '../../../web/primitives/masked.tsx';
import { Problem } from '../../../web/primitives/problem.tsx';
import { routes, type Standing } from '../contract.ts';
import css from './charter.module.css';
import { StateMark } from './state-mark.tsx';

/** Stage, persona and value segment of a customer, each with the rule that gave it, and what the company aspires to for them. */
export function StandingCard({ id }: { readonly id: string }): ReactNode {
  const { data, error, refetch } = useQuery({ queryKey: ['customer', id, 'charter'], queryFn: ({ signal }) => call(routes.standing, { params: { id } }, signal) });
  if (error !== null && data === undefined) return <Problem error={error} again={() => void refetch()} />;
  if (data === undefined) return <LinesSkeleton lines={4} />;
  return (
    <div className={css['standing']} data-testid="standing">
      <dl className={css['standing']}>
        <Line name="Stage" given={data.stage} />
        <Line name="Persona" given={data.persona} />
        <Line name="Value segment" given={data.segment} />
        {data.saved.map((given) => <Line key={given.key} name="Segment" given={given} />)}
      </dl>
      {data.aspired !== null && <p><span className={css['sentence']}>{data.aspired.sentence}</span> <span className={css['quiet']}>{data.aspired.owner === null ? 'Nobody owns this yet.' : `${data.aspired.owner} answers for it.`}</span></p>}
      <p className={css['quiet']}><StateMark state={data.state} /> <Link to="/charter">Charter, version {data.version}</Link></p>
    </div>
  );
}

function Line({ name, given }: { readonly name: string; readonly given: Standing['stage'] }): ReactNode {
  return (
    <div>
      <dt>{name}</dt>
      {given === null ? <dd className={css['quiet']}>No rule fits.</dd> : (
        <dd><b>{given.name}</b> <span className={css['because']}>because: {given.because.map((one, place) => <span key={place}>{place > 0 && '; '}{one.says}{one.found !== null && <> (<Personal value={one.found} />)</>}</span>)}</span></dd>
      )}
    </div>
  );
}
