import { Button, Modal, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { call } from '../../../web/api.ts';
import { countText } from '../../../web/primitives/number.ts';
import { NamedRule, RuleSet, type RuleKind } from '../../customers/contract.ts';
import { routes } from '../contract.ts';
import css from './charter.module.css';
import { RuleEditor } from './rule-editor.tsx';
import { keyFor, ruleText } from './rule-words.ts';

/** Changes one rule, and says how many customers it fits while it is being written. */
export function EditRule({ one, kind, set, place, given, saving, close, save }: {
  readonly one: string; readonly kind: RuleKind; readonly set: RuleSet; readonly place: number | null; readonly given: NamedRule; readonly saving: boolean; close(): void; save(named: NamedRule): void;
}): ReactNode {
  const [name, setName] = useState(given.name);
  const [about, setAbout] = useState(given.about);
  const [rule, setRule] = useState(given.rule);
  const key = given.key === '' ? keyFor(name, set[kind].map((named) => named.key)) : given.key;
  const draft = { key, name: name.trim(), about: about.trim(), rule };
  const rules = place === null ? [...set[kind], draft] : set[kind].with(place, draft);
  const isWhole = NamedRule.safeParse(draft).success && RuleSet.safeParse({ ...set, [kind]: rules }).success;
  // Only the rule is counted, by a set of its own: its name changes nothing, and neither do the others.
  const [asked] = useDebouncedValue(rule, 500);
  const draftSet: RuleSet = { stages: [], personas: [], segments: [], saved: [{ key: 'draft', name: 'Draft', about: '', rule: asked }] };
  const { data } = useQuery({
    queryKey: ['charter', 'draft', asked], enabled: RuleSet.safeParse(draftSet).success, queryFn: ({ signal }) => call(routes.draftCounts, { body: { rules: draftSet } }, signal),
    refetchInterval: (query) => (query.state.data?.isCounting === true && query.state.data.counts === null ? 1_000 : false),
  });
  const fits = data?.counts?.kinds.saved.rules[0]?.fits;
  return (
    <Modal opened onClose={close} title={place === null ? `A new ${one}` : `Change ${given.name}`} size="xl">
      <form className={css['fields']} onSubmit={(event) => { event.preventDefault(); save(draft); }}>
        <TextInput label="Name" value={name} onChange={(event) => setName(event.currentTarget.value)} maxLength={80} required data-autofocus />
        <TextInput label="What it means" value={about} onChange={(event) => setAbout(event.currentTarget.value)} maxLength={400} />
        <RuleEditor rule={rule} change={setRule} />
        {rule.is !== 'all' && rule.is !== 'any' && <Button size="compact-sm" variant="default" onClick={() => setRule({ is: 'all', rules: [rule] })} style={{ justifySelf: 'start' }}>And more</Button>}
        <p className={css['quiet']}>{ruleText(rule)}</p>
        <p data-testid="draft-size" aria-live="polite">{!isWhole ? 'Give it a name and fill in every field.' : fits === undefined ? 'Counting whom it fits…' : `It fits ${countText(fits)} of ${countText(data?.counts?.customers ?? 0)} customers.`}</p>
        <Button type="submit" loading={saving} disabled={!isWhole}>Save as a new version</Button>
      </form>
    </Modal>
  );
}
