import { Select } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { call } from '../../../web/api.ts';
import { LinesSkeleton } from '../../../web/primitives/lines-skeleton.tsx';
import { bytesText } from '../../../web/primitives/number.ts';
import { PageHead } from '../../../web/primitives/page-head.tsx';
import { Panel } from '../../../web/primitives/panel.tsx';
import { Problem } from '../../../web/primitives/problem.tsx';
import { IMPORT_KINDS, routes, type Mapping } from '../contract.ts';
import { KIND_NAMES } from './import-kinds.ts';
import { MappingEditor } from './mapping-editor.tsx';
import { PreviewRows } from './preview-rows.tsx';
import css from './preview-page.module.css';
import { StartImport } from './start-import.tsx';

const page = getRouteApi('/shell/connect/imports/new');
const KINDS = IMPORT_KINDS.map((kind) => ({ value: kind, label: `${KIND_NAMES[kind].name}: ${KIND_NAMES[kind].holds}` }));

/** How an uploaded file would become interactions, before anything is kept. */
export function PreviewPage(): ReactNode {
  const { upload, kind } = page.useSearch();
  const navigate = page.useNavigate();
  const [mapping, setMapping] = useState<Mapping | undefined>(undefined);
  const { data: preview, error, isFetching, refetch } = useQuery({
    queryKey: ['preview', upload, kind, mapping ?? null],
    staleTime: Number.POSITIVE_INFINITY,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => call(routes.preview, { body: { upload, kind, ...(mapping === undefined ? {} : { mapping }) } }, signal),
  });
  const change = (value: string | null): void => {
    const next = IMPORT_KINDS.find((one) => one === value);
    if (next === undefined) return;
    setMapping(undefined);
    void navigate({ search: (before) => ({ ...before, kind: next }), replace: true });
  };
  return (
    <>
      <p className={css['back']}><Link to="/connect/imports">Imports</Link></p>
      <PageHead title={preview === undefined ? 'Looking at the file' : preview.file} lead={preview === undefined ? ' ' : `${bytesText(preview.bytes)}, ${preview.format.toUpperCase()}. Nothing is kept yet: these are its first rows as they would become.`} />
      {error !== null && preview === undefined ? <Problem error={error} again={() => void refetch()} />
        : preview === undefined ? <LinesSkeleton lines={10} />
          : (
            <div className={css['grid']} aria-busy={isFetching} data-testid="preview">
              <Panel title="What it holds">
                <Select aria-label="What the file holds" data={KINDS} value={kind} onChange={change} allowDeselect={false} />
                {error !== null && <p role="alert" className={css['problem']}>{error.message.replace(/^[a-z-]+: /, '')}</p>}
                {preview.warnings.map((warning) => <p key={warning} className={css['warning']}>{warning}</p>)}
              </Panel>
              <Panel title="First rows, as they would become"><PreviewRows rows={preview.rows} /></Panel>
              <Panel title="Columns"><MappingEditor preview={preview} change={setMapping} /></Panel>
              <StartImport upload={upload} preview={preview} />
            </div>
          )}
    </>
  );
}
