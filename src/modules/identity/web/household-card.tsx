import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { call } from '../../../web/api.ts';
import { LinesSkeleton } from '../../../web/primitives/lines-skeleton.tsx';
import { Personal } from '../../../web/primitives/masked.tsx';
import { Problem } from '../../../web/primitives/problem.tsx';
import { sayDone } from '../../../web/primitives/toast.tsx';
import { useMay } from '../../../web/session.ts';
import { matchingRoutes, type Household } from '../contract.ts';
import css from './household-card.module.css';
import { homeWords } from './likeness-words.ts';

type Member = Household['members'][number];

/** Who shares a home with a customer, what says so, and a person's word against it. They stay customers of their own. */
export function HouseholdCard({ id }: { readonly id: string }): ReactNode {
  const { data, error, refetch } = useQuery({ queryKey: ['customer', id, 'household'], queryFn: ({ signal }) => call(matchingRoutes.household, { params: { id } }, signal) });
  if (error !== null && data === undefined) return <Problem error={error} again={() => void refetch()} />;
  if (data === undefined) return <LinesSkeleton lines={3} />;
  const members = data.members.filter((member) => !member.isRefused);
  const refused = data.members.filter((member) => member.isRefused);
  return (
    <div className={css['card']} data-testid="household">
      {members.length === 0 ? <p className={css['quiet']}>As far as they say, nobody else we know lives with them.</p> : <ul className={css['members']}>{members.map((member) => <Row key={member.id} id={id} member={member} />)}</ul>}
      {data.id !== null && <p className={css['number']}>Household <span data-testid="household-id">{data.id}</span></p>}
      {refused.length > 0 && <ul className={css['refused']} aria-label="Said not to share a home">{refused.map((member) => <Row key={member.id} id={id} member={member} />)}</ul>}
    </div>
  );
}

function Row({ id, member }: { readonly id: string; readonly member: Member }): ReactNode {
  const queries = useQueryClient();
  const mayChange = useMay()('change-identity');
  const say = useMutation({
    mutationFn: (isOne: boolean) => call(matchingRoutes.refuseHousehold, { params: { id, other: member.id }, body: { isOne } }),
    onSuccess: (_, isOne) => {
      sayDone(isOne ? 'They share a home.' : 'They no longer count as one home.', () => say.mutate(!isOne));
      return queries.invalidateQueries({ predicate: (query) => query.queryKey[2] === 'household' });
    },
  });
  const name = member.names[0] ?? member.id;
  return (
    <li>
      <span><Link to="/customers/$id" params={{ id: member.id }}><Personal value={name} /></Link> <span className={css['quiet']}>{homeWords(member)}</span></span>
      {mayChange && <button type="button" className={css['say']} disabled={say.isPending} onClick={() => say.mutate(member.isRefused)} aria-label={member.isRefused ? `${name} does share this home` : `${name} does not share this home`}>{member.isRefused ? 'They do' : 'They don’t'}</button>}
    </li>
  );
}
