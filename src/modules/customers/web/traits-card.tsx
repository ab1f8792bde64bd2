import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { call } from '../../../web/api.ts';
import { LinesSkeleton } from '../../../web/primitives/lines-skeleton.tsx';
import { Personal } from '../../../web/primitives/masked.tsx';
import { fullMoment } from '../../../web/primitives/moment-text.ts';
import { routes } from '../contract.ts';
import css from './traits-card.module.css';

function traitName(name: string): string {
  const words = name.replace(/([a-z])([A-Z])/g, '$1 $2').replaceAll('-', ' ').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** What is known about a customer, each fact with the source that said it. */
export function TraitsCard({ id }: { readonly id: string }): ReactNode {
  const { data } = useQuery({ queryKey: ['customer', id], queryFn: ({ signal }) => call(routes.one, { params: { id } }, signal) });
  if (data === undefined) return <LinesSkeleton lines={3} />;
  if (data.traits.length === 0) return <p className={css['quiet']}>No source said anything about who this is.</p>;
  return (
    <dl className={css['traits']}>
      {data.traits.map((trait) => (
        <div key={trait.name}>
          <dt>{traitName(trait.name)}</dt>
          <dd><Personal value={trait.value} /> <span className={css['quiet']} title={`Said on ${fullMoment(trait.at)}`}>{trait.source}{trait.others > 0 ? `, ${trait.others} other${trait.others === 1 ? '' : 's'}` : ''}</span></dd>
        </div>
      ))}
    </dl>
  );
}
