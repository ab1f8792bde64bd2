import type { ReactNode } from 'react';
import { StatusCard } from '../../customers/web/parts.tsx';
import { useCase } from './use-cases.ts';

/** Of what the status can be told. */
const TOLD: ReadonlySet<string> = new Set(['order', 'refund', 'incident']);

/** What is true now of what a case is about, in a sentence that can be said to the customer. */
export function CaseStatus({ id }: { readonly id: string }): ReactNode {
  const { data: view } = useCase(id);
  if (view === undefined || view.customer === null) return null;
  return <StatusCard id={view.customer.id} {...(view.subject !== null && TOLD.has(view.subject.type) ? { about: `${view.subject.type}:${view.subject.id}` } : {})} />;
}
