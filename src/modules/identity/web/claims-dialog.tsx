import { Button, Modal, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { call } from '../../../web/api.ts';
import { Personal } from '../../../web/primitives/masked.tsx';
import { Moment } from '../../../web/primitives/moment.tsx';
import { counted } from '../../../web/primitives/number.ts';
import { sayDone, sayProblem } from '../../../web/primitives/toast.tsx';
import { useMay } from '../../../web/session.ts';
import { routes, type IdentityOfCustomer, type NodeOfCustomer } from '../contract.ts';
import css from './customer-card.module.css';
import { claimName, typeName } from './identity-words.ts';

function Facts({ node }: { readonly node: NodeOfCustomer }): ReactNode {
  return (
    <>
      <span className={css['claimHead']}><b><Personal value={claimName(node)} /></b><span className={css['quiet']}>since <Moment at={node.firstOccurredAt} shape="day" /></span></span>
      <span className={css['facts']}>
        {node.identifiers.map((identifier) => <span key={`${identifier.type}/${identifier.value}`}><span className={css['quiet']}>{typeName(identifier.type)}</span> <Personal value={identifier.value} />{identifier.verified ? <span className={css['quiet']}> verified</span> : null}</span>)}
        {Object.entries(node.traits).map(([name, value]) => <span key={name}><span className={css['quiet']}>{name}</span> <Personal value={value} /></span>)}
        {node.session !== null && <span className={css['quiet']}>one session on a device</span>}
      </span>
    </>
  );
}

/** The claims of a customer; those that are somebody else can be parted, and that can be undone. */
export function ClaimsDialog({ identity, opened, close }: { readonly identity: IdentityOfCustomer; readonly opened: boolean; readonly close: () => void }): ReactNode {
  const queries = useQueryClient();
  const maySplit = useMay()('change-identity') && identity.nodes.length > 1;
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [reason, setReason] = useState('');
  const undo = (decision: string): void => {
    call(routes.undo, { params: { decision }, body: {} }).then(() => { sayDone('They are one customer again.'); return queries.invalidateQueries(); }, sayProblem);
  };
  const split = useMutation({
    mutationFn: () => call(routes.split, { params: { id: identity.customer }, body: { nodes: [...chosen], reason } }),
    onSuccess: ({ decision }) => {
      close();
      setChosen([]);
      setReason('');
      sayDone('They are two customers now. Nothing is lost: each has its own part of the timeline.', () => undo(decision));
      return queries.invalidateQueries();
    },
  });
  const toggle = (id: string): void => setChosen((before) => (before.includes(id) ? before.filter((one) => one !== id) : [...before, id]));
  return (
    <Modal opened={opened} onClose={close} title="What each source claims" size="lg">
      <p className={css['lead']}>{maySplit ? 'Is one of them somebody else? Choose it and part it: its interactions go with it, and nothing is lost.' : 'A claim is what one source said about who this is.'}</p>
      <div className={css['claims']}>
        {identity.nodes.map((node) => (maySplit ? (
          <label key={node.id} className={css['claim']}>
            <input type="checkbox" checked={chosen.includes(node.id)} onChange={() => toggle(node.id)} aria-label={`Part ${claimName(node)}`} />
            <span><Facts node={node} /></span>
          </label>
        ) : <div key={node.id} className={css['claim']} data-plain><span><Facts node={node} /></span></div>))}
      </div>
      {maySplit && (
        <form className={css['split']} onSubmit={(event) => { event.preventDefault(); split.mutate(); }}>
          <TextInput label="Why" placeholder="Mother and daughter share the tablet" value={reason} onChange={(event) => setReason(event.currentTarget.value)} minLength={3} maxLength={500} required />
          <Button type="submit" loading={split.isPending} disabled={chosen.length === 0 || chosen.length === identity.nodes.length || reason.trim().length < 3}>Part {chosen.length === 0 ? 'the chosen' : counted(chosen.length, 'claim')}</Button>
        </form>
      )}
    </Modal>
  );
}
