import { wasTold, type CaseState, type CaseView } from '../cases/contract.ts';

/** By when a customer hears from us: a moment that is ahead, one that is over (we are late), or none that anybody named. */
export type NextNews = { readonly standing: 'ahead' | 'late'; readonly at: string } | { readonly standing: 'none' };

/**
 * A case as its customer sees it: never what staff wrote among themselves, only what the customer was told. `words`: their own first words in it; null where none are kept. `subject`: what it is about, where it has one.
 * `may`: what the customer can say of it now.
 */
export type CaseOnPage = {
  readonly id: string; readonly state: CaseState; readonly owner: string | null; readonly since: string; readonly endedAt: string | null; readonly isWaitingForThem: boolean; readonly words: string | null; readonly subject: { readonly type: string; readonly id: string } | null;
  readonly told: { readonly text: string; readonly at: string } | null; readonly next: NextNews; readonly may: { readonly solved: boolean; readonly notSolved: boolean };
};

const MAY_BE_SOLVED: ReadonlySet<CaseState> = new Set(['owned', 'informed', 'resolved', 'broken', 'remedied', 'unconfirmed']);
const MAY_BE_UNSOLVED: ReadonlySet<CaseState> = new Set(['resolved', 'broken', 'remedied', 'unconfirmed', 'confirmed']);

/** A case as its customer sees it. */
export function caseOnPage(view: CaseView, nowMs: number): CaseOnPage {
  return {
    id: view.id, state: view.state, owner: view.owner?.name ?? null, since: view.since, endedAt: view.endedAt, isWaitingForThem: view.pausedAt !== null, words: view.words, subject: view.subject,
    told: lastTold(view), next: nextNews(view, nowMs), may: { solved: MAY_BE_SOLVED.has(view.state), notSolved: MAY_BE_UNSOLVED.has(view.state) },
  };
}

/** What the customer was told last of it. */
function lastTold({ happenings }: CaseView): { text: string; at: string } | null {
  for (const one of happenings) {
    const text = wasTold(one) ? one.text : one.kind === 'resolved' ? one.details.find(({ name }) => name === 'Told')?.text : undefined;
    if (text !== undefined) return { text, at: one.at };
  }
  return null;
}

/** By when we said that they hear more, else by when our own rules say so. */
function nextNews({ state, nextUpdateBy, due, endedAt }: CaseView, nowMs: number): NextNews {
  if (endedAt !== null || state === 'resolved') return { standing: 'none' };
  const at = nextUpdateBy ?? (due === null || due.clock === 'resolution' ? null : due.at);
  return at === null ? { standing: 'none' } : { standing: Date.parse(at) > nowMs ? 'ahead' : 'late', at };
}
