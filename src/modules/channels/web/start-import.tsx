import { Button, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { call } from '../../../web/api.ts';
import { counted } from '../../../web/primitives/number.ts';
import { routes, type Preview } from '../contract.ts';
import { sourceOf } from './import-kinds.ts';
import css from './preview-page.module.css';

const SOURCE = /^[a-z][a-z0-9-]{0,47}$/;

/** Starts the import under a source's name. */
export function StartImport({ upload, preview }: { readonly upload: string; readonly preview: Preview }): ReactNode {
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [source, setSource] = useState(() => sourceOf(preview.file));
  const start = useMutation({
    mutationFn: () => call(routes.start, { body: { upload, kind: preview.kind, source, mapping: preview.mapping } }),
    onSuccess: async (run) => {
      await queries.invalidateQueries({ queryKey: ['imports'] });
      await navigate({ to: '/connect/imports/$id', params: { id: run.id } });
    },
  });
  const bad = preview.rows.filter((row) => row.interaction === null).length;
  return (
    <form className={css['start']} onSubmit={(event) => { event.preventDefault(); start.mutate(); }}>
      <TextInput label="Name of the source" description="Who says this: the system that the file came from" value={source} onChange={(event) => setSource(event.currentTarget.value)} error={SOURCE.test(source) ? null : 'A lower-case word such as shop or help-desk'} />
      <p className={css['note']}>{bad === 0 ? 'All rows shown can be read.' : `${counted(bad, 'row')} of ${preview.rows.length} shown can’t be read; such rows are kept with line number and reason, and the rest goes in.`}</p>
      <Button type="submit" size="md" loading={start.isPending} disabled={!SOURCE.test(source) || bad === preview.rows.length}>Import the file</Button>
    </form>
  );
}
