import { Button, Modal, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { call } from '../../../web/api.ts';
import { Problem } from '../../../web/primitives/problem.tsx';
import { sayDone } from '../../../web/primitives/toast.tsx';
import { incidentRoutes, type IncidentState, type IncidentWord } from '../contract.ts';
import css from './incidents-page.module.css';
import { affectsText, fieldMoment, momentOfField, readAffects } from './incident-words.ts';

const DONE: Readonly<Record<IncidentWord['turn'], string>> = { opened: 'It is open. Whom it touches hears of it where they ask.', updated: 'Updated. Whoever asks hears the new words.', closed: 'It is over. Whoever asks hears that.' };
const TITLES: Readonly<Record<IncidentWord['turn'], string>> = { opened: 'A known problem', updated: 'What is new?', closed: 'It is over' };
/** What was said is recorded and told within about a second. Units: ms. */
const SEEN_AFTER_MS = 1_500;

/** Says that a problem is known, what is new about it, or that it is over. `incident` null: a new one. */
export function IncidentForm({ incident, turn, close }: { readonly incident: IncidentState | null; readonly turn: IncidentWord['turn']; readonly close: () => void }): ReactNode {
  const queries = useQueryClient();
  const [title, setTitle] = useState(incident?.title ?? '');
  const [tell, setTell] = useState(incident?.tell ?? '');
  const [since, setSince] = useState(fieldMoment(incident?.since ?? null));
  const [next, setNext] = useState(fieldMoment(incident?.nextUpdateAt ?? null));
  const [affected, setAffected] = useState(affectsText(incident?.affects ?? []));
  const { affects, unread } = readAffects(affected);
  const say = useMutation({
    mutationFn: () => call(incidentRoutes.sayIncident, { body: { id: incident?.id ?? null, turn, title, tell, since: momentOfField(since), nextUpdateAt: turn === 'closed' ? null : momentOfField(next), affects } }),
    onSuccess: () => {
      close();
      sayDone(DONE[turn]);
      setTimeout(() => { void queries.invalidateQueries({ queryKey: ['incidents'] }); }, SEEN_AFTER_MS);
    },
  });
  return (
    <Modal opened onClose={close} title={TITLES[turn]} size="lg">
      <form className={css['fields']} onSubmit={(event) => { event.preventDefault(); say.mutate(); }}>
        <TextInput label="What is wrong, in a few words" placeholder="Zips of the Skarv jacket break" value={title} onChange={(event) => setTitle(event.currentTarget.value)} minLength={3} maxLength={300} required data-autofocus />
        <Textarea label="What customers are told" description="Said as it stands to whoever asks and is touched by it. Name no customer here." value={tell} onChange={(event) => setTell(event.currentTarget.value)} maxLength={2_000} autosize minRows={2} />
        <Textarea label="What it touches" description="A line each: product, place, order, parcel or campaign, then its number" placeholder={'product skarv\nplace warehouse-venlo'} value={affected} onChange={(event) => setAffected(event.currentTarget.value)} autosize minRows={2} error={unread.length === 0 ? null : `Not understood: ${unread.join(', ')}`} />
        <div className={css['two']}>
          <TextInput type="datetime-local" label="Since" value={since} onChange={(event) => setSince(event.currentTarget.value)} />
          {turn !== 'closed' && <TextInput type="datetime-local" label="More news by" description="Customers are told this moment: name one that you will keep" value={next} onChange={(event) => setNext(event.currentTarget.value)} />}
        </div>
        {say.error !== null && <Problem error={say.error} />}
        <Button type="submit" loading={say.isPending} disabled={title.trim().length < 3 || unread.length > 0}>{turn === 'opened' ? 'Open it' : turn === 'updated' ? 'Say it' : 'Close it'}</Button>
      </form>
    </Modal>
  );
}
