import { Button, Modal, Select } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { call } from '../../../web/api.ts';
import { Moment } from '../../../web/primitives/moment.tsx';
import { Panel } from '../../../web/primitives/panel.tsx';
import { sayDone } from '../../../web/primitives/toast.tsx';
import { useMay } from '../../../web/session.ts';
import { Governance, placesToSign, routes, type Charter } from '../contract.ts';
import css from './charter.module.css';

type Kind = Governance['kind'];
type Persons = Readonly<Record<string, string>>;

const KINDS = [{ value: 'chief-executive' as const, label: 'The chief executive' }, { value: 'one-officer' as const, label: 'One customer officer' }, { value: 'two-offices' as const, label: 'Two offices, in sync' }, { value: 'owners-by-stage' as const, label: 'Owners by stage' }];

/** A way to govern with its seats filled; not whole while one of them is empty. */
function filled(kind: Kind, named: Persons): unknown {
  switch (kind) {
    case 'chief-executive': return { kind, person: named['chief-executive'] };
    case 'one-officer': return { kind, person: named['officer'] };
    case 'two-offices': return { kind, brand: named['brand'], service: named['service'] };
    case 'owners-by-stage': return { kind, owners: Object.entries(named).flatMap(([seat, person]) => (seat.startsWith('stage:') ? [{ stage: seat.slice('stage:'.length), person }] : [])) };
    default: return kind satisfies never;
  }
}

/** Whose signatures make the charter agreed, and who has signed this version. */
export function GovernancePanel({ charter }: { readonly charter: Charter }): ReactNode {
  const may = useMay();
  const [naming, setNaming] = useState(false);
  return (
    <Panel title="Who governs" testId="governance" aside={may('govern-charter') ? <Button size="compact-sm" variant="default" onClick={() => setNaming(true)}>Say who governs</Button> : undefined}>
      {charter.seats.length === 0 && <p className={css['quiet']}>Nobody is named yet, so that nothing can be agreed. An owner names the chief executive, one officer, two offices, or an owner for each stage.</p>}
      <ul className={css['seats']} style={{ listStyle: 'none', margin: 0, padding: 0 }}>
        {charter.seats.map((seat) => <li key={seat.seat}><b>{seat.title}</b><span>{seat.person?.name ?? 'nobody named'}</span><span className={css['quiet']}>{seat.signedAt === null ? `has not signed version ${charter.version.number}` : <>signed <Moment at={seat.signedAt} /></>}</span></li>)}
      </ul>
      {naming && <NameThem charter={charter} close={() => setNaming(false)} />}
    </Panel>
  );
}

function NameThem({ charter, close }: { readonly charter: Charter; close(): void }): ReactNode {
  const queries = useQueryClient();
  const [kind, setKind] = useState<Kind>(charter.governance?.kind ?? 'one-officer');
  const [named, setNamed] = useState<Persons>(Object.fromEntries(charter.seats.flatMap(({ seat, person }) => (person === null ? [] : [[seat, person.id]]))));
  const governance = Governance.safeParse(filled(kind, named));
  const save = useMutation({
    mutationFn: (body: Governance) => call(routes.govern, { body }),
    onSuccess: () => { close(); sayDone('Named. Each of them can sign on this page.'); return queries.invalidateQueries({ queryKey: ['charter'] }); },
  });
  return (
    <Modal opened onClose={close} title="Who governs">
      <form className={css['fields']} onSubmit={(event) => { event.preventDefault(); if (governance.success) save.mutate(governance.data); }}>
        <Select label="Who agrees the charter" data={KINDS} value={kind} onChange={(value) => { if (value !== null) setKind(value); }} allowDeselect={false} />
        {placesToSign(kind, charter.rules.set.stages).map(({ seat, title }) => <Select key={seat} label={title} data={charter.people.filter(({ maySign }) => maySign).map(({ id, name }) => ({ value: id, label: name }))} value={named[seat] ?? null} onChange={(person) => { if (person !== null) setNamed({ ...named, [seat]: person }); }} searchable />)}
        <Button type="submit" loading={save.isPending} disabled={!governance.success}>Name them</Button>
      </form>
    </Modal>
  );
}
