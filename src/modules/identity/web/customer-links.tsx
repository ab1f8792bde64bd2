import { Link } from '@tanstack/react-router';
import { Fragment, type ReactNode } from 'react';

const SHOWN = 6;

/** Customers by their ids, each opening to their page; of many the first few and how many more. */
export function CustomerLinks({ ids }: { readonly ids: readonly string[] }): ReactNode {
  return (
    <>
      {ids.slice(0, SHOWN).map((id, at) => <Fragment key={id}>{at === 0 ? '' : ', '}<Link to="/customers/$id" params={{ id }}>{id}</Link></Fragment>)}
      {ids.length > SHOWN ? ` and ${(ids.length - SHOWN).toLocaleString('en')} more` : ''}
    </>
  );
}
