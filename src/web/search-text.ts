import { useRouter } from '@tanstack/react-router';
import { useEffect, useEffectEvent, useRef, useState } from 'react';

const PAUSE_MS = 180;

/**
 * The text of a search field whose words are part of the address. It answers the text as typed and a function to type it;
 * `write` hears the words after a pause. Going elsewhere within the pause is never undone; going back brings the words of that address.
 */
export function useSearchText(known: string | undefined, write: (words: string | undefined) => void): readonly [string, (text: string) => void] {
  const router = useRouter();
  const [typed, setTyped] = useState(known ?? '');
  const waiting = useRef<ReturnType<typeof setTimeout> | null>(null);
  const written = useRef(known);
  const tell = useEffectEvent(write);
  useEffect(() => {
    if (known === written.current) return;
    written.current = known;
    setTyped(known ?? '');
  }, [known]);
  useEffect(() => () => { if (waiting.current !== null) clearTimeout(waiting.current); }, []);
  const [type] = useState(() => (text: string): void => {
    setTyped(text);
    const from = router.latestLocation.pathname;
    if (waiting.current !== null) clearTimeout(waiting.current);
    waiting.current = setTimeout(() => {
      if (router.latestLocation.pathname !== from) return;
      written.current = text.trim() === '' ? undefined : text.trim();
      tell(written.current);
    }, PAUSE_MS);
  });
  return [typed, type];
}
