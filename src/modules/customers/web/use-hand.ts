import { useCallback, useEffect, useRef } from 'react';

const HAND_RESTS_MS = 4_000;

/** Whether the reader's hand is on the list, or the reader is deep in it: then nothing may move. */
export function useHand(): { readonly box: React.RefObject<HTMLDivElement | null>; readonly busy: () => boolean } {
  const box = useRef<HTMLDivElement>(null);
  const moved = useRef(0);
  useEffect(() => {
    const element = box.current;
    const hear = (): void => { moved.current = Date.now(); };
    element?.addEventListener('pointermove', hear);
    return () => element?.removeEventListener('pointermove', hear);
  }, []);
  const busy = useCallback(() => {
    const element = box.current;
    if (element === null) return false;
    const scrolledIn = element.getBoundingClientRect().top < -40;
    return scrolledIn || (element.matches(':hover') && Date.now() - moved.current < HAND_RESTS_MS);
  }, []);
  return { box, busy };
}
