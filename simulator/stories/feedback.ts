import type { Product } from '../catalogue.ts';
import { emailAt } from '../customer.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../happening.ts';
import type { Identifier, Rating, Scene } from '../happening.ts';
import type { Mood } from '../language/speak.ts';
import type { Topic } from '../truth.ts';
import { solvedAnswer } from './ask-solved.ts';
import { slotsOf } from './slots.ts';
import type { Purchase } from './order.ts';

const STARS_ASKED = 'How many stars does it deserve?';
export const SURVEYS = {
  nps: { min: 0, max: 10, scale: 'nps', question: 'How likely are you to recommend Brannholt to a friend?', higherIsBetter: true },
  csat: { min: 1, max: 5, scale: 'csat', question: 'How satisfied were you with our help?', higherIsBetter: true },
  ces: { min: 1, max: 7, scale: 'ces', question: 'How much effort did it take to get this solved?', higherIsBetter: false },
} as const;

const clamp = (value: number, min: number, max: number) => Math.min(max, Math.max(min, Math.round(value)));

/** A review on the own site or the marketplace, under a nickname; some are edited days later. `joy` −1 … 1. */
export function writeReview(scene: Scene, atMs: number, product: Product, topic: Topic, mood: Mood, purchase: Purchase | null, joy: number, editRatio = 0.06): string {
  const { random, customer, tongue, tell } = scene;
  const own = purchase?.via !== 'marketplace';
  const said = tongue.say(topic, mood, 'review', slotsOf(scene, atMs, product, purchase), { type: 'product', id: product.id });
  const stars = clamp(3 + joy * 2.1 + random.normal() * 0.45, 1, 5);
  const identifiers: Identifier[] = [{ type: 'alias', value: customer.alias }];
  if (own && customer.user !== null && random.chance(0.35)) identifiers.push({ type: 'user', value: customer.user, verified: 'login' });
  else if (purchase !== null && random.chance(0.6)) identifiers.push({ type: 'order', value: purchase.orderId, verified: 'clicked-link' });
  const id = `review-${scene.newId()}`;
  const base = { id, source: own ? 'reviews' : 'marketplace', channel: own ? 'review' : 'marketplace', kind: 'review-written', direction: 'public', office: 'brand', stage: 'support', identifiers, language: said.reading.language, subjects: [{ type: 'product', id: product.id, label: product.name }, { type: 'place', id: own ? 'own-site' : 'plazunto' }] } as const;
  const rating = (value: number): Rating => ({ value, min: 1, max: 5, scale: 'stars', question: STARS_ASKED, higherIsBetter: true });
  const ref = tell(atMs, { ...base, version: 1, title: said.text.slice(0, 40).split(/[.,!?]/)[0] ?? '', text: said.text, rating: rating(stars) }, { reading: said.reading });
  if (random.chance(editRatio)) tell(atMs, { ...base, version: 2, title: 'Edited', text: `${said.text} (${random.pick(['edit: changed my stars', 'update after a week', 'EDIT'])})`, rating: rating(clamp(stars + (joy < 0 ? 1 : -1), 1, 5)) }, { reading: said.reading }, random.between(1, 9) * DAY_MS);
  return ref;
}

/** An invitation and, for some, the answer. `joy` −1 … 1 becomes a score on the survey's own scale. Shape: the answered value, null without an answer. */
export function askSurvey(scene: Scene, atMs: number, kind: keyof typeof SURVEYS, joy: number, about: { readonly purchase?: Purchase | null; readonly subjects?: readonly { type: string; id: string; label?: string }[]; readonly answerRatio?: number; readonly issue?: string; /** Asked beside the score: was it solved? Answered honestly. */ readonly solved?: boolean; readonly verbatim?: Topic; readonly product?: Product }): number | null {
  const { random, customer, tongue, tell } = scene;
  const survey = SURVEYS[kind];
  const email: Identifier = { type: 'email', value: emailAt(customer, atMs), verified: 'signed-token' };
  const subjects = [{ type: 'survey', id: `survey-${kind}` }, ...(about.purchase === undefined || about.purchase === null ? [] : [{ type: 'order', id: about.purchase.orderId }]), ...(about.subjects ?? [])];
  const base = { source: 'survey-tool', channel: 'survey', office: kind === 'nps' ? 'brand' : 'service', stage: 'support', identifiers: [email], subjects } as const;
  const truth = about.issue === undefined ? {} : { issue: about.issue };
  tell(atMs, { ...base, kind: 'survey-sent', direction: 'out', title: survey.question, properties: { by: 'email', wave: kind } }, truth);
  if (!random.chance(about.answerRatio ?? 0.24 + Math.abs(joy) * 0.14)) return null;
  const middle = (survey.min + survey.max) / 2;
  const half = (survey.max - survey.min) / 2;
  const noisy = joy * half * 0.95 + random.normal() * half * 0.28;
  const value = clamp(survey.higherIsBetter ? middle + noisy : middle - noisy, survey.min, survey.max);
  const said = about.product !== undefined && random.chance(0.45) ? tongue.say(about.verbatim ?? (joy > 0 ? 'product-praise' : 'price'), 'calm', 'short', slotsOf(scene, atMs, about.product, about.purchase ?? null)) : null;
  tell(atMs + random.between(1, 60) * HOUR_MS + random.below(60) * MINUTE_MS, { ...base, kind: 'survey-answered', direction: 'in', rating: { value, ...survey }, ...(about.solved === undefined ? {} : { answers: solvedAnswer(about.solved) }), ...(said === null ? {} : { text: said.text, language: said.reading.language }), properties: { wave: kind, seconds: random.between(8, 140) } }, said === null ? truth : { ...truth, reading: said.reading });
  return value;
}
