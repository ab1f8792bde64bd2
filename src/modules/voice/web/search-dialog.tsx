import { Button, Checkbox, Modal, Radio, TextInput } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { problemText } from '../../../web/primitives/problem.tsx';
import { useMay } from '../../../web/session.ts';
import { SEARCH_LIMITS, type SavedSearch, type Searched } from '../contract.ts';
import css from './saved-searches.module.css';
import { ALERT_WORDS, isAsking, isSameSearch, proposedName, searchText } from './search-words.ts';
import type { SearchForm } from './use-saved-searches.ts';

/** Saves a search, or changes one: its name, who sees it, and of what one is told. Of somebody else's only the last. */
export function SearchDialog({ before, searched, saving, problem, close, save, remove }: {
  readonly before: SavedSearch | null; readonly searched: Searched; readonly saving: boolean; readonly problem: Error | null; close(): void; save(form: SearchForm): void; remove(one: SavedSearch): void;
}): ReactNode {
  const may = useMay();
  const isMine = before?.isMine ?? true;
  const [name, setName] = useState(before?.name ?? proposedName(searched));
  const [isForAll, setForAll] = useState(before?.isForAll ?? false);
  const [alert, setAlert] = useState(before?.alert ?? 'none');
  const [asksAnew, setAsksAnew] = useState(false);
  const asked = before === null || asksAnew ? searched : before.searched;
  return (
    <Modal opened onClose={close} title={before === null ? 'Save this search' : before.name} closeButtonProps={{ 'aria-label': 'Close' }}>
      <form className={css['fields']} onSubmit={(event) => { event.preventDefault(); save({ name: name.trim(), searched: asked, isForAll, alert }); }}>
        {isMine && <TextInput label="Name" value={name} onChange={(event) => setName(event.currentTarget.value)} maxLength={SEARCH_LIMITS.name} required data-autofocus />}
        <p className={css['asks']}>It asks for: {searchText(asked)}.</p>
        {before !== null && isMine && isAsking(searched) && !isSameSearch(before.searched, searched) && <Checkbox label={`From now on it asks for what stands in the search: ${searchText(searched)}`} checked={asksAnew} onChange={(event) => setAsksAnew(event.currentTarget.checked)} />}
        {isMine && <Checkbox label="Seen by everybody who may see customers" description="They read its name and its words too; what it finds they read as their role may." checked={isForAll} onChange={(event) => setForAll(event.currentTarget.checked)} />}
        <Radio.Group label="Tell me, on Today, of" value={alert} onChange={(value) => setAlert(ALERT_WORDS.find((one) => one.value === value)?.value ?? 'none')}>
          <div className={css['fields']} style={{ gap: 'var(--gap-2)', marginTop: 'var(--gap-2)' }}>{ALERT_WORDS.map(({ value, label, hint }) => <Radio key={value} value={value} label={label} description={hint} disabled={value === 'many' && !isAsking(asked)} />)}</div>
        </Radio.Group>
        {problem !== null && <p role="alert">{problemText(problem)}</p>}
        <div className={css['end']}>
          <Button type="submit" loading={saving} disabled={name.trim() === ''}>{before === null ? 'Save' : 'Keep'}</Button>
          {before !== null && (isMine || may('manage-people')) && <Button variant="default" onClick={() => remove(before)}>Delete</Button>}
        </div>
      </form>
    </Modal>
  );
}
