import { Suspense, type ReactNode } from 'react';
import { useRegistry } from '../../../web/registry.ts';
import { useMay } from '../../../web/session.ts';

/** What modules to the right have to tell of an issue, in a line (who has it, and how to take it), or of all issues of so many days. `others`: issues that are told with it as one. */
export function IssueSlot({ id, others = [], page = 'issue' }: { readonly id: string; readonly others?: readonly string[]; readonly page?: 'issue' | 'issues' }): ReactNode {
  const { cards } = useRegistry();
  const may = useMay();
  return <Suspense fallback={null}>{cards.filter((card) => card.page === page && may(card.needs)).map(({ key, Body }) => <Body key={key} id={id} others={others} />)}</Suspense>;
}
