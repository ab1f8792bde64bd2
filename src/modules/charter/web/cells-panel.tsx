import { Button, Modal, Select, Textarea, VisuallyHidden } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { call } from '../../../web/api.ts';
import { countText } from '../../../web/primitives/number.ts';
import { Panel } from '../../../web/primitives/panel.tsx';
import { sayDone } from '../../../web/primitives/toast.tsx';
import { routes, type Cell, type Charter, type Counts } from '../contract.ts';
import css from './charter.module.css';

type Place = Pick<Cell, 'stage' | 'persona' | 'segment'>;

/** The grid: in each stage, for each value segment and persona, one sentence that the customer should be able to say, and who answers for it. */
export function CellsPanel({ charter, counts, edits }: { readonly charter: Charter; readonly counts: Counts | null; readonly edits: boolean }): ReactNode {
  const { stages, personas, segments } = charter.rules.set;
  const [persona, setPersona] = useState('');
  const [editing, setEditing] = useState<Place | null>(null);
  const columns = [{ key: '', name: segments.length === 0 ? 'Everybody' : 'Any value' }, ...segments];
  const cellAt = (place: Place): Cell | undefined => charter.cells.find((cell) => cell.stage === place.stage && cell.persona === place.persona && cell.segment === place.segment);
  const sizeAt = (place: Place): number | null => counts?.counts == null ? null : counts.counts.cells.filter((cell) => cell.stage === place.stage && (place.persona === '' || cell.persona === place.persona) && (place.segment === '' || cell.segment === place.segment)).reduce((sum, cell) => sum + cell.customers, 0);
  const ownerName = (id: string): string => charter.owners.find((owner) => owner.id === id)?.name ?? id;
  return (
    <Panel title="What we aspire to" testId="cells" aside={personas.length === 0 ? undefined
      : <Select aria-label="Persona" data={[{ value: '', label: 'Any persona' }, ...personas.map(({ key, name }) => ({ value: key, label: name }))]} value={persona} onChange={(value) => setPersona(value ?? '')} allowDeselect={false} size="xs" w={170} />}>
      <p className={css['quiet']}>One sentence that these customers should be able to say. The most exact cell speaks for a customer.</p>
      <div className={css['scroll']} tabIndex={0} role="region" aria-label="What we aspire to, by stage and value">
        <table className={css['grid']}>
          <thead><tr><th scope="col">Stage</th>{columns.map(({ key, name }) => <th key={key} scope="col">{name}</th>)}</tr></thead>
          <tbody>
            {stages.map((stage) => (
              <tr key={stage.key}>
                <th scope="row">{stage.name}</th>
                {columns.map((column) => {
                  const place = { stage: stage.key, persona, segment: column.key };
                  const [cell, size] = [cellAt(place), sizeAt(place)];
                  const body = <>
                    {cell === undefined || cell.sentence === '' ? <span className={css['quiet']}>{edits ? 'Say what it should be' : 'Nothing said'}</span> : <span className={css['sentence']}>{cell.sentence}</span>}
                    <span className={css['quiet']}>{cell?.owner == null ? '' : `${ownerName(cell.owner)} · `}{size === null ? '' : `${countText(size)} now`}</span>
                  </>;
                  return <td key={column.key}>{edits ? <button type="button" className={css['cell']} onClick={() => setEditing(place)}><VisuallyHidden>{stage.name}, {column.name}:</VisuallyHidden>{body}</button> : <div className={css['cell']}>{body}</div>}</td>;
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {editing !== null && <EditCell charter={charter} place={editing} cell={cellAt(editing)} close={() => setEditing(null)} />}
    </Panel>
  );
}

function EditCell({ charter, place, cell, close }: { readonly charter: Charter; readonly place: Place; readonly cell: Cell | undefined; close(): void }): ReactNode {
  const queries = useQueryClient();
  const [sentence, setSentence] = useState(cell?.sentence ?? '');
  const [owner, setOwner] = useState(cell?.owner ?? null);
  const nameOf = (kind: 'stages' | 'personas' | 'segments', key: string): string | null => charter.rules.set[kind].find((named) => named.key === key)?.name ?? null;
  const title = [nameOf('stages', place.stage), nameOf('personas', place.persona), nameOf('segments', place.segment)].filter((part) => part !== null).join(' · ');
  const save = useMutation({
    mutationFn: () => call(routes.saveCells, { body: { cells: [...charter.cells.filter((one) => one !== cell), { ...place, sentence: sentence.trim(), owner }], basedOn: charter.version.number, note: title } }),
    onSuccess: ({ version }) => { close(); sayDone(`Saved as version ${version}.`); return queries.invalidateQueries({ queryKey: ['charter'] }); },
  });
  return (
    <Modal opened onClose={close} title={title}>
      <form className={css['fields']} onSubmit={(event) => { event.preventDefault(); save.mutate(); }}>
        <Textarea label="These customers should be able to say" placeholder="I know where my parcel is without asking." value={sentence} onChange={(event) => setSentence(event.currentTarget.value)} maxLength={300} autosize minRows={2} data-autofocus />
        <Select label="Who answers for it" data={charter.people.map(({ id, name }) => ({ value: id, label: name }))} value={owner} onChange={setOwner} clearable searchable />
        <Button type="submit" loading={save.isPending}>Save as a new version</Button>
      </form>
    </Modal>
  );
}
