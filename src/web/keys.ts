import { useEffect, useEffectEvent } from 'react';

function typing(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName));
}

function isWithOthers({ ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  return ctrlKey || metaKey || altKey;
}

/** Whether a key is for a field, a dialog or the browser, not for the page. */
function isForElse(event: KeyboardEvent): boolean {
  return isWithOthers(event) || typing(event.target) || document.querySelector('[aria-modal="true"]') !== null;
}

/** Keys that work on every page: `/` goes to the search of the page (else `otherwise`), Escape leaves a search field. */
export function usePageKeys(otherwise: () => void): void {
  useEffect(() => {
    const hear = (event: KeyboardEvent): void => {
      if (event.key === 'Escape' && event.target instanceof HTMLInputElement && event.target.type === 'search') {
        // Leaving the field keeps its words; the browser would empty it.
        event.preventDefault();
        event.target.blur();
      }
      if (event.key !== '/' || isWithOthers(event) || typing(event.target)) return;
      event.preventDefault();
      const field = document.querySelector<HTMLInputElement>('[data-page-search]');
      if (field === null) otherwise();
      else { field.focus(); field.select(); }
    };
    window.addEventListener('keydown', hear);
    return () => window.removeEventListener('keydown', hear);
  }, [otherwise]);
}

/** Moves through a list by `j` and `k`, opens by Enter when nothing else has the focus. `move` is given −1 or 1. */
export function useListKeys(move: (step: -1 | 1) => void, open: () => void): void {
  const moved = useEffectEvent(move);
  const opened = useEffectEvent(open);
  useEffect(() => {
    const hear = (event: KeyboardEvent): void => {
      if (isForElse(event)) return;
      if (event.key === 'j' || event.key === 'k') { event.preventDefault(); moved(event.key === 'j' ? 1 : -1); }
      if (event.key === 'Enter' && (event.target === document.body || event.target === null)) opened();
    };
    window.addEventListener('keydown', hear);
    return () => window.removeEventListener('keydown', hear);
  }, []);
}

/** Single letters that do something on a page, as long as nobody types and no dialog is open. */
export function useLetterKeys(actions: Readonly<Record<string, (() => void) | null>>): void {
  const act = useEffectEvent((key: string): boolean => {
    const action = Object.hasOwn(actions, key) ? actions[key] : null;
    action?.();
    return action != null;
  });
  useEffect(() => {
    const hear = (event: KeyboardEvent): void => {
      if (isForElse(event)) return;
      if (act(event.key)) event.preventDefault();
    };
    window.addEventListener('keydown', hear);
    return () => window.removeEventListener('keydown', hear);
  }, []);
}
