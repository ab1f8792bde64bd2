import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Fragment, type ReactNode } from 'react';
import { call } from '../../../web/api.ts';
import { LinesSkeleton } from '../../../web/primitives/lines-skeleton.tsx';
import { Personal, PersonalName } from '../../../web/primitives/masked.tsx';
import { Moment } from '../../../web/primitives/moment.tsx';
import { Problem } from '../../../web/primitives/problem.tsx';
import { organisationRoutes, type OrganisationOfCustomer } from '../contract.ts';
import css from './organisation-card.module.css';
import { addressWords, othersWords } from './organisation-words.ts';

/** Sources that are named; who said it last comes first. */
const SAYERS_NAMED = 3;

/** Which organisations a customer likely belongs to, what says so, and the others of each. They stay customers of their own. */
export function OrganisationCard({ id }: { readonly id: string }): ReactNode {
  const { data, error, refetch } = useQuery({ queryKey: ['customer', id, 'organisations'], queryFn: ({ signal }) => call(organisationRoutes.organisations, { params: { id } }, signal) });
  if (error !== null && data === undefined) return <Problem error={error} again={() => void refetch()} />;
  if (data === undefined) return <LinesSkeleton lines={3} />;
  return (
    <div className={css['card']} data-testid="organisations">
      {data.organisations.length === 0 ? <p className={css['quiet']}>As far as anybody says, they belong to no organisation we know.</p> : data.organisations.map((one, place) => <Organisation key={place} one={one} />)}
    </div>
  );
}

function Organisation({ one }: { readonly one: OrganisationOfCustomer }): ReactNode {
  const { name, domains, said, people, desks } = one;
  return (
    <section data-testid="organisation">
      <p><span className={css['name']}><Personal value={name ?? domains.join(', ')} /></span>{name !== null && domains.length > 0 && <span className={css['quiet']}> <Personal value={domains.join(', ')} /></span>}</p>
      <p className={css['quiet']}>
        {said.length > 0 && <>Said by {said.slice(0, SAYERS_NAMED).map(({ source, at }, place) => <Fragment key={source}>{place > 0 && ', '}{source} (<Moment at={at} shape="day" />)</Fragment>)}. </>}
        {addressWords(one)}
      </p>
      {desks.map(({ id, address }) => <p key={id}><Link to="/customers/$id" params={{ id }}><Personal value={address} /></Link> <span className={css['quiet']}>its desk</span></p>)}
      {people.count > 0 && <p className={css['quiet']}>{othersWords(people)}</p>}
      <ul className={css['people']}>{people.shown.map((other) => <li key={other.id}><Link to="/customers/$id" params={{ id: other.id }}><PersonalName id={other.id} name={other.name} /></Link></li>)}</ul>
    </section>
  );
}
