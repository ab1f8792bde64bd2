import { useEffect, useEffectEvent } from 'react';

/** Single letters that do something on a page, as long as nobody types and no dialog is open. */
export function useLetterKeys(actions: Readonly<Record<string, (() => void) | null>>): void {
  const act = useEffectEvent((key: string): boolean => {
    const action = Object.hasOwn(actions, key) ? actions[key] : null;
    action?.();
    return action != null;
  });
  useEffect(() => {
    const hear = (event: KeyboardEvent): void => {
      const { target } = event;
      if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector('[aria-modal="true"]') !== null) return;
      if (target instanceof HTMLElement && (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName))) return;
      if (act(event.key)) event.preventDefault();
    };
    window.addEventListener('keydown', hear);
    return () => window.removeEventListener('keydown', hear);
  }, []);
}
