import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { call } from '../../../web/api.ts';
import { LinesSkeleton } from '../../../web/primitives/lines-skeleton.tsx';
import { Personal } from '../../../web/primitives/masked.tsx';
import { fullMoment } from '../../../web/primitives/moment-text.ts';
import { Moment } from '../../../web/primitives/moment.tsx';
import { counted } from '../../../web/primitives/number.ts';
import { routes, type Customer } from '../contract.ts';
import { lostWords, proofWords, traitName } from './survivorship-words.ts';
import css from './traits-card.module.css';

type Trait = Customer['traits'][number];

/** What is known about a customer, each fact with the source that said it, and what else was said. */
export function TraitsCard({ id }: { readonly id: string }): ReactNode {
  const { data } = useQuery({ queryKey: ['customer', id], queryFn: ({ signal }) => call(routes.one, { params: { id } }, signal) });
  if (data === undefined) return <LinesSkeleton lines={3} />;
  if (data.traits.length === 0) return <p className={css['quiet']}>No source said anything about who this is.</p>;
  return (
    <>
      <dl className={css['traits']}>{data.traits.map((trait) => <TraitLine key={trait.name} trait={trait} />)}</dl>
      <p className={css['rules']}><Link to="/golden-record">Whose word counts</Link></p>
    </>
  );
}

function TraitLine({ trait }: { readonly trait: Trait }): ReactNode {
  const [open, setOpen] = useState(false);
  return (
    <div data-testid="trait">
      <dt>{traitName(trait.name)}</dt>
      <dd>
        <Personal value={trait.value} /> <span className={css['quiet']} title={`Said on ${fullMoment(trait.at)}, ${proofWords(trait.verifiedBy)}, in ${counted(trait.claims, 'record')}`}>{trait.source}</span>
        {trait.others > 0 && <> <button type="button" className={css['others']} aria-expanded={open} onClick={() => setOpen(!open)}>{open ? 'Fold' : counted(trait.others, 'other')}</button></>}
        {open && <Provenance trait={trait} />}
      </dd>
    </div>
  );
}

/** Where a value is from, and the values that don't count, each with why. */
function Provenance({ trait }: { readonly trait: Trait }): ReactNode {
  return (
    <div className={css['provenance']}>
      <p>Said by {trait.source}, <Moment at={trait.at} shape="day" />, {proofWords(trait.verifiedBy)}, in {counted(trait.claims, 'record')}. Not counted:</p>
      <ul>
        {trait.lost.map((other) => (
          <li key={other.value}><Personal value={other.value} /> <span className={css['quiet']}>{other.source}, <Moment at={other.at} shape="day" />, {proofWords(other.verifiedBy)}: {lostWords(other.lostBy)}</span></li>
        ))}
      </ul>
      {trait.others > trait.lost.length && <p>And {trait.others - trait.lost.length} more.</p>}
    </div>
  );
}
