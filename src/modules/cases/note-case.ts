import { changeCase, type WorkDeps } from './change-case.ts';

/** Writes a note among staff; whoever is mentioned finds it. Others' changes do not stand in its way. */
export function noteCase(deps: WorkDeps, number: number, by: string, { text, mentions }: { readonly text: string; readonly mentions: readonly string[] }): Promise<void> {
  return changeCase(deps, { number, by, seen: null, fact: () => ({ kind: 'noted', text, mentions: [...new Set(mentions)] }) });
}
