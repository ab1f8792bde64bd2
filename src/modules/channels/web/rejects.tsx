import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { addressOf, call } from '../../../web/api.ts';
import { LinesSkeleton } from '../../../web/primitives/lines-skeleton.tsx';
import { Personal } from '../../../web/primitives/masked.tsx';
import { countText } from '../../../web/primitives/number.ts';
import { Panel } from '../../../web/primitives/panel.tsx';
import { routes } from '../contract.ts';
import css from './run-page.module.css';

/** Lines that could not be imported, with number and reason. */
export function Rejects({ id, live, count }: { readonly id: string; readonly live: boolean; readonly count: number }): ReactNode {
  const { data } = useQuery({ queryKey: ['import', id, 'rejects', live ? 0 : count], queryFn: ({ signal }) => call(routes.rejects, { params: { id } }, signal), refetchInterval: live ? 3_000 : false });
  return (
    <div className={css['rejects']}>
      <Panel title="Rejected lines" aside={<a href={addressOf(routes.rejects, { params: { id } })} download="rejected.json">As JSON</a>} testId="rejects">
        {data === undefined ? <LinesSkeleton lines={3} /> : (
          <>
            <p className={css['lead']}>The rest of the file went in. Mend these lines in the source and import again: what is known is not counted twice.</p>
            <table className={css['table']}>
              <thead><tr><th scope="col">Line</th><th scope="col">Reason</th><th scope="col">As it stands in the file</th></tr></thead>
              <tbody>{data.rejects.map((reject, at) => <tr key={at}><td>{countText(reject.line)}</td><td>{reject.reason}</td><td><code><Personal value={reject.text} /></code></td></tr>)}</tbody>
            </table>
            {data.total > data.rejects.length && <p className={css['lead']}>The first {countText(data.rejects.length)} of {countText(data.total)} are shown.</p>}
          </>
        )}
      </Panel>
    </div>
  );
}
