import { Button, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { call } from '../../../web/api.ts';
import { LinesSkeleton } from '../../../web/primitives/lines-skeleton.tsx';
import { Moment } from '../../../web/primitives/moment.tsx';
import { PageHead } from '../../../web/primitives/page-head.tsx';
import { Panel } from '../../../web/primitives/panel.tsx';
import { Problem } from '../../../web/primitives/problem.tsx';
import { sayDone } from '../../../web/primitives/toast.tsx';
import { useMay } from '../../../web/session.ts';
import { CRITERIA, routes, type Criterion, type Survivorship, type SurvivorshipVersion } from '../contract.ts';
import { GoldenTraits } from './golden-traits.tsx';
import css from './golden-record-page.module.css';
import { OrderedList } from './ordered-list.tsx';
import { CRITERION_NAMES, criteriaText } from './survivorship-words.ts';
import { TrialPanel } from './trial-panel.tsx';

/** Whose word counts when sources contradict each other; what a change would do is in sight while it is being made. */
export function GoldenRecordPage(): ReactNode {
  const { data, error, refetch } = useQuery({ queryKey: ['golden-record'], queryFn: ({ signal }) => call(routes.survivorship, {}, signal) });
  return (
    <div className={css['page']} data-testid="golden-record-page">
      <PageHead title="Whose word counts" lead="Sources contradict each other. These rules say which word stands in a customer’s record. Nothing that was said is lost: the other words stay beside it, with why they don’t count." />
      {error !== null && data === undefined ? <Problem error={error} again={() => void refetch()} /> : data === undefined ? <LinesSkeleton lines={10} /> : <Rules key={data.version} held={data} />}
    </div>
  );
}

function Rules({ held }: { readonly held: SurvivorshipVersion }): ReactNode {
  const queries = useQueryClient();
  const edits = useMay()('edit-golden-record');
  const [draft, setDraft] = useState<Survivorship>(held.rules);
  const [note, setNote] = useState('');
  const [asked] = useDebouncedValue(draft, 250);
  const { data: trial, isFetching } = useQuery({ queryKey: ['golden-record', 'try', asked], placeholderData: keepPreviousData, queryFn: ({ signal }) => call(routes.trySurvivorship, { body: { rules: asked } }, signal) });
  const isChanged = JSON.stringify(draft) !== JSON.stringify(held.rules);
  const save = useMutation({
    mutationFn: () => call(routes.saveSurvivorship, { body: { rules: draft, basedOn: held.version, note: note.trim() } }),
    onSuccess: ({ version }) => { sayDone(`Saved as version ${version}. It holds now; open pages follow.`); return Promise.all([queries.invalidateQueries({ queryKey: ['golden-record'] }), queries.invalidateQueries({ queryKey: ['customer'] })]); },
  });
  const change = edits ? (next: Partial<Survivorship>): void => setDraft({ ...draft, ...next }) : null;
  const sources = (trial?.sources ?? []).map(({ source }) => ({ key: source, name: source }));
  return (
    <div className={css['grid']}>
      <div className={css['rules']}>
        <Panel title="Every trait" testId="every-trait">
          <p className={css['quiet']}>Asked from the top; the next one only where the one before does not decide. At last, the later word.</p>
          <OrderedList<Criterion> label="What decides" order={draft.everyTrait} offered={CRITERIA.map((key) => ({ key, name: CRITERION_NAMES[key] }))} nameOf={(key) => CRITERION_NAMES[key]} change={change && ((everyTrait) => change({ everyTrait: [...everyTrait] }))} least={1} empty="" />
          <h3 className={css['sub']}>Sources, the most trusted first</h3>
          <OrderedList label="Sources by trust" order={draft.sources} offered={sources} nameOf={(source) => source} change={change && ((ranked) => change({ sources: [...ranked] }))} empty="No source is ranked: all are equals. Those that are not named come after the ranked ones." />
          {draft.sources.length > 0 && !draft.everyTrait.includes('trust') && !draft.traits.some(({ criteria }) => criteria.includes('trust')) && <p className={css['quiet']}>The ranking decides nothing yet: add “{CRITERION_NAMES.trust}” above.</p>}
        </Panel>
        <GoldenTraits draft={draft} trial={trial} change={change && ((traits) => change({ traits: [...traits] }))} sources={sources} />
        <Versions />
      </div>
      <div className={css['aside']}>
        {edits && isChanged && (
          <form className={css['save']} onSubmit={(event) => { event.preventDefault(); save.mutate(); }}>
            <TextInput label="Why" placeholder="The loyalty desk checks addresses" value={note} onChange={(event) => setNote(event.currentTarget.value)} minLength={3} maxLength={500} required />
            <p className={css['actions']}><Button type="submit" loading={save.isPending} disabled={note.trim().length < 3}>Save as a new version</Button><Button variant="default" onClick={() => setDraft(held.rules)}>As it was</Button></p>
          </form>
        )}
        <TrialPanel trial={trial} stale={isFetching || asked !== draft} isChanged={isChanged} />
        {!edits && <p className={css['quiet']}>Your role reads these rules. Owners and the two offices change them.</p>}
      </div>
    </div>
  );
}

function Versions(): ReactNode {
  const { data } = useQuery({ queryKey: ['golden-record', 'versions'], queryFn: ({ signal }) => call(routes.survivorshipVersions, {}, signal) });
  return (
    <Panel title="Versions">
      <ul className={css['versions']}>
        {data?.versions.map((one) => (
          <li key={one.version}><b>{one.version}</b><span>{one.note}<span className={css['quiet']}> {criteriaText(one.rules.everyTrait)}{one.rules.traits.length > 0 && `; ${one.rules.traits.length} of their own`}{one.at !== null && <>, <Moment at={one.at} /></>}{one.by !== null && `, ${one.by}`}</span></span></li>
        ))}
      </ul>
    </Panel>
  );
}
