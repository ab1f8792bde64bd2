import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { call } from '../../../web/api.ts';
import { LinesSkeleton } from '../../../web/primitives/lines-skeleton.tsx';
import { Personal } from '../../../web/primitives/masked.tsx';
import { Moment } from '../../../web/primitives/moment.tsx';
import { counted } from '../../../web/primitives/number.ts';
import { Problem } from '../../../web/primitives/problem.tsx';
import { sayDone, sayProblem } from '../../../web/primitives/toast.tsx';
import { useMay, useMe } from '../../../web/session.ts';
import { routes, type IdentityOfCustomer } from '../contract.ts';
import { ClaimsDialog } from './claims-dialog.tsx';
import { BlockValue } from './block-value.tsx';
import css from './customer-card.module.css';
import { JoinDialog } from './join-dialog.tsx';
import { LikenessDialog } from './likeness-dialog.tsx';
import { decisionSentence, edgeSentence, strengthWord, typeName } from './identity-words.ts';
import { WhyNotDialog } from './why-not-dialog.tsx';

const SENTENCES = 4;
const IDENTIFIERS = 8;

/** Identifiers of a customer, and in plain sentences why their claims are one person. */
export function IdentityCard({ id }: { readonly id: string }): ReactNode {
  const { data, error, refetch } = useQuery({ queryKey: ['customer', id, 'identity'], queryFn: ({ signal }) => call(routes.ofCustomer, { params: { id } }, signal) });
  const [allEdges, setAllEdges] = useState(false);
  const [claims, setClaims] = useState(false);
  const [joining, setJoining] = useState(false);
  const [why, setWhy] = useState<{ readonly id: string; readonly other: string } | null>(null);
  const [whyNot, setWhyNot] = useState(false);
  const mayChange = useMay()('change-identity');
  if (error !== null && data === undefined) return <Problem error={error} again={() => void refetch()} />;
  if (data === undefined) return <LinesSkeleton lines={5} />;
  const nodes = new Map(data.nodes.map((node) => [node.id, node]));
  const edges = allEdges ? data.edges : data.edges.slice(0, SENTENCES);
  return (
    <div className={css['card']}>
      <Identifiers identity={data} />
      <p className={css['sum']}>{data.nodes.length <= 1 ? 'One claim: nothing had to be joined.' : `${counted(data.nodes.length, 'claim')} from ${counted(new Set(data.nodes.map((node) => node.source)).size, 'source')} are this one customer, because:`}</p>
      <ul className={css['why']} data-testid="why-one">
        {edges.map((edge, i) => {
          const sentence = edgeSentence(edge, nodes);
          return <li key={`${edge.from}-${edge.to}-${i}`} data-joined={edge.joined}>{sentence.before}{sentence.value !== null && <b><Personal value={sentence.value} /></b>}{sentence.after} <span className={css['quiet']} title={`Rule ${edge.rule}, strength ${edge.strength}`}>{strengthWord(edge.strength)}, <Moment at={edge.observedAt} shape="day" /></span>{edge.rule === 'likely' && <> <button type="button" className={css['more']} onClick={() => setWhy({ id: edge.from, other: edge.to })}>For and against</button></>}</li>;
        })}
      </ul>
      {data.edges.length > edges.length && <button type="button" className={css['more']} onClick={() => setAllEdges(true)}>All {data.edges.length} reasons</button>}
      <Decisions identity={data} />
      <p className={css['actions']}>
        {data.nodes.length > 0 && <Button variant="default" size="xs" onClick={() => setClaims(true)}>{data.nodes.length === 1 ? 'See the claim' : `See the ${data.nodes.length} claims`}</Button>}
        {mayChange && <Button variant="default" size="xs" onClick={() => setJoining(true)}>Join with another</Button>}
        <Button variant="default" size="xs" onClick={() => setWhyNot(true)}>Why not another?</Button>
      </p>
      <LikenessDialog pair={why} close={() => setWhy(null)} />
      <WhyNotDialog id={id} opened={whyNot} close={() => setWhyNot(false)} />
      <ClaimsDialog identity={data} opened={claims} close={() => setClaims(false)} />
      {mayChange && <JoinDialog id={id} opened={joining} close={() => setJoining(false)} />}
    </div>
  );
}

function Identifiers({ identity }: { readonly identity: IdentityOfCustomer }): ReactNode {
  const [all, setAll] = useState(false);
  const may = useMay();
  const mayBlock = may('change-identity') && may('see-personal-data');
  const shown = all ? identity.identifiers : identity.identifiers.slice(0, IDENTIFIERS);
  if (identity.identifiers.length === 0) return <p className={css['quiet']}>No identifier is known.</p>;
  return (
    <>
      <ul className={css['identifiers']}>
        {shown.map((identifier) => (
          <li key={`${identifier.type}/${identifier.value}`}>
            <span className={css['type']}>{typeName(identifier.type)}</span>
            <span className={css['value']}><Personal value={identifier.value} /></span>
            <span className={css['quiet']} title={`First seen from ${identifier.sources.join(', ')}`}>{identifier.blocked ? 'says nothing' : identifier.verified ? 'verified' : 'claimed'}</span>
            {all && mayBlock && !identifier.blocked && <BlockValue identifier={identifier} />}
          </li>
        ))}
      </ul>
      {!all && (identity.identifiers.length > shown.length || mayBlock) && <button type="button" className={css['more']} onClick={() => setAll(true)}>{identity.identifiers.length > shown.length ? `All ${identity.identifiers.length} identifiers` : 'Correct identifiers'}</button>}
    </>
  );
}

function Decisions({ identity }: { readonly identity: IdentityOfCustomer }): ReactNode {
  const queries = useQueryClient();
  const may = useMay();
  const undo = (decision: string): void => {
    call(routes.undo, { params: { decision }, body: {} }).then(() => { sayDone('The decision is taken back.'); return queries.invalidateQueries(); }, sayProblem);
  };
  const meId = useMe().id;
  const standing = identity.decisions.filter((decision) => !decision.undone);
  if (standing.length === 0) return null;
  return (
    <ul className={css['decisions']} aria-label="Decisions of people">
      {standing.map((decision) => (
        <li key={decision.id}>{decisionSentence(decision, meId)} <span className={css['quiet']}><Moment at={decision.at} shape="day" /></span> {may('change-identity') && <button type="button" className={css['more']} onClick={() => undo(decision.id)} data-testid="undo-decision">Undo</button>}</li>
      ))}
    </ul>
  );
}
