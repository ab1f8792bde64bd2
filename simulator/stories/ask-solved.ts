import { emailAt } from '../customer.ts';
import { HOUR_MS, MINUTE_MS } from '../happening.ts';
import type { Scene, Subject } from '../happening.ts';

/** The question of a survey that tells whether it was solved. */
export const SOLVED_QUESTION = 'Was it solved?';
/** Answers are honest; whoever still waits answers rather. */
const ASKED_RATIO = 0.45;
const ANSWERS_RATIO = { solved: 0.3, unsolved: 0.37 } as const;

/** What was said to the question, as the survey tool passes it on. */
export const solvedAnswer = (solved: boolean) => [{ question: SOLVED_QUESTION, value: solved ? 'yes' : 'no' }];

/** Some of those who were in touch are asked in one tap whether it was solved; some answer. Chance of its own: it changes nothing else of the company. `ref`: of the contact; `subjects`: what the survey tool knows of it. */
export function askWhetherSolved(scene: Scene, { ref, endsMs, solved }: { readonly ref: string; readonly endsMs: number; readonly solved: boolean }, subjects: readonly Subject[], issue: string): void {
  const { random, customer, tell } = scene.beside(`solved-${ref.slice(ref.indexOf(':') + 1)}`);
  if (!random.chance(ASKED_RATIO)) return;
  const sentMs = endsMs + random.between(30, 180) * MINUTE_MS;
  const base = { source: 'survey-tool', channel: 'survey', office: 'service', stage: 'support', identifiers: [{ type: 'email', value: emailAt(customer, sentMs), verified: 'signed-token' }], subjects: [{ type: 'survey', id: 'survey-contact', label: 'Your contact with us' }, ...subjects] } as const;
  tell(sentMs, { ...base, kind: 'survey-sent', direction: 'out', title: SOLVED_QUESTION, properties: { by: 'email', wave: 'contact' } }, { issue });
  if (!random.chance(solved ? ANSWERS_RATIO.solved : ANSWERS_RATIO.unsolved)) return;
  tell(sentMs + Math.round(36 * HOUR_MS * random.next() ** 3) + random.between(1, 40) * MINUTE_MS, { ...base, kind: 'survey-answered', direction: 'in', answers: solvedAnswer(solved), properties: { wave: 'contact', seconds: random.between(3, 20) } }, { issue });
}
