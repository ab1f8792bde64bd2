import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { Button } from '@mantine/core';
import { call } from '../../../web/api.ts';
import { Moment } from '../../../web/primitives/moment.tsx';
import { counted } from '../../../web/primitives/number.ts';
import { Panel } from '../../../web/primitives/panel.tsx';
import { routes } from '../contract.ts';
import css from './charter.module.css';

const SHOWN = 8;

/** Every version with who made it and why; each opens to what it changed. */
export function VersionsPanel({ present }: { readonly present: number }): ReactNode {
  const { data } = useQuery({ queryKey: ['charter', 'versions', present], queryFn: ({ signal }) => call(routes.versions, {}, signal) });
  const [opened, setOpened] = useState<number | null>(null);
  const [all, setAll] = useState(false);
  const versions = data?.versions ?? [];
  return (
    <Panel title="Versions" testId="versions">
      <div className={css['rules']}>
        {versions.slice(0, all ? undefined : SHOWN).map((version) => (
          <div key={version.number} className={css['named']}>
            <div><b>Version {version.number}</b> <span className={css['quiet']}>{version.note}</span><p className={css['quiet']}><Moment at={version.at} />, {version.by}, {version.signatures === 0 ? 'not signed' : counted(version.signatures, 'signature')}, <span title={version.hash}>{version.hash.slice(0, 10)}</span></p></div>
            {version.number > 1 && <Button size="compact-xs" variant="default" aria-label={`What changed in version ${version.number}`} aria-expanded={opened === version.number} onClick={() => setOpened(opened === version.number ? null : version.number)}>What changed</Button>}
            {opened === version.number && <Changes from={version.number - 1} to={version.number} />}
          </div>
        ))}
      </div>
      {!all && versions.length > SHOWN && <Button size="compact-sm" variant="default" mt="sm" onClick={() => setAll(true)}>All {versions.length} versions</Button>}
    </Panel>
  );
}

function Changes({ from, to }: { readonly from: number; readonly to: number }): ReactNode {
  const { data } = useQuery({ queryKey: ['charter', 'compare', from, to], queryFn: ({ signal }) => call(routes.compare, { query: { from, to } }, signal) });
  if (data === undefined) return null;
  return (
    <ul style={{ gridColumn: '1 / -1', margin: 0, paddingInlineStart: '1.2rem', overflowWrap: 'anywhere', fontSize: 'var(--size-small)' }} data-testid="changes">
      {data.changes.length === 0 && <li>Nothing in its content.</li>}
      {data.changes.map(({ what, before, after }) => <li key={what}><b>{what}</b>: {before === null ? 'new' : <del>{before}</del>} {after === null ? 'gone' : <ins style={{ textDecoration: 'none' }}>{after}</ins>}</li>)}
    </ul>
  );
}
