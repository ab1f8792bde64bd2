import { Button } from '@mantine/core';
import { getRouteApi, Link } from '@tanstack/react-router';
import Bell from 'lucide-react/icons/bell';
import Settings2 from 'lucide-react/icons/settings-2';
import { useState, type ReactNode } from 'react';
import { sayDone, sayProblem } from '../../../web/primitives/toast.tsx';
import type { SavedSearch, Searched } from '../contract.ts';
import css from './saved-searches.module.css';
import { SearchDialog } from './search-dialog.tsx';
import { isAsking, isSameSearch, searchText, sharedText } from './search-words.ts';
import { useSavedSearches } from './use-saved-searches.ts';

const page = getRouteApi('/shell/verbatims');

/** Searches kept under names, beside the search: each leads to what it finds, and tells what it was asked to tell. */
export function SavedSearches({ searched }: { readonly searched: Searched }): ReactNode {
  const { searches, save, remove } = useSavedSearches();
  const [editing, setEditing] = useState<SavedSearch | 'new' | null>(null);
  const { by, like } = page.useSearch();
  // What is found by its meaning is another question, which is not saved.
  const isByMeaning = by !== undefined || like !== undefined;
  const mayBeSaved = !isByMeaning && isAsking(searched) && !searches.some((one) => one.isMine && isSameSearch(one.searched, searched));
  const close = (): void => { setEditing(null); save.reset(); };
  /** Back under its name, with its author's alert; what others were told of it is gone. */
  const putBack = ({ name, searched: asked, isForAll, alert }: SavedSearch): void => save.mutate({ before: null, form: { name, searched: asked, isForAll, alert } }, { onError: sayProblem });
  if (searches.length === 0 && !mayBeSaved) return null;
  return (
    <section className={css['saved']} aria-label="Saved searches" data-testid="saved-searches">
      {searches.length > 0 && <span className={css['head']} aria-hidden>Saved</span>}
      {searches.map((one) => (
        <span key={one.id} className={css['chip']} data-current={!isByMeaning && isSameSearch(one.searched, searched)}>
          <Link to="/verbatims" search={one.searched} className={css['name']} title={`${searchText(one.searched)}; ${sharedText(one)}`} aria-current={!isByMeaning && isSameSearch(one.searched, searched) ? 'true' : undefined} activeProps={{}}>
            {one.alert !== 'none' && <Bell size={12} role="img" aria-label="You are told of it:" />}<span>{one.name}</span>
          </Link>
          <button type="button" className={css['change']} aria-label={`${one.name}: alert, name, who sees it`} onClick={() => setEditing(one)}><Settings2 size={13} aria-hidden /></button>
        </span>
      ))}
      {mayBeSaved && <Button size="compact-sm" variant="default" onClick={() => setEditing('new')}>Save this search</Button>}
      {editing !== null && (
        <SearchDialog
          before={editing === 'new' ? null : editing} searched={searched} saving={save.isPending} problem={save.error} close={close}
          save={(form) => save.mutate({ before: editing === 'new' ? null : editing, form }, { onSuccess: close })}
          remove={(one) => { close(); remove.mutate(one, { onSuccess: () => { sayDone(`“${one.name}” is deleted.`, one.isMine ? () => { putBack(one); } : undefined); }, onError: sayProblem }); }}
        />
      )}
    </section>
  );
}
