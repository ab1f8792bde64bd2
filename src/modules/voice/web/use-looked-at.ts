import { useEffect, useRef, useState } from 'react';

/** Time for the pointer to reach what opened. Units: ms. */
const LEAVE_MS = 180;

/** Which of several things is looked at: under the pointer, in focus, or kept open by a press. */
export type LookedAt = { readonly at: string | null; enter(key: string): void; leave(): void; focus(key: string): void; /** As a press does that never lets go: the focus is in what opened. */ hold(key: string): void; press(key: string): void; close(): void };

/** One thing at a time is looked at; what was pressed stays until it is pressed again, left by the keyboard, or closed. */
export function useLookedAt(): LookedAt {
  const [state, setState] = useState<{ readonly at: string | null; readonly isKept: boolean }>({ at: null, isKept: false });
  const leaving = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => () => { clearTimeout(leaving.current); }, []);
  const stay = (): void => { clearTimeout(leaving.current); };
  return {
    at: state.at,
    enter: (key) => { stay(); setState((before) => (before.at === key || before.isKept ? before : { at: key, isKept: false })); },
    leave: () => { stay(); leaving.current = setTimeout(() => { setState((before) => (before.isKept ? before : { at: null, isKept: false })); }, LEAVE_MS); },
    focus: (key) => { stay(); setState((before) => (before.at === key ? before : { at: key, isKept: false })); },
    hold: (key) => { stay(); setState({ at: key, isKept: true }); },
    press: (key) => { stay(); setState((before) => (before.at === key && before.isKept ? { at: null, isKept: false } : { at: key, isKept: true })); },
    close: () => { stay(); setState({ at: null, isKept: false }); },
  };
}
