import type { CheckedInteraction } from './checked-interaction.ts';
import { RatingInput, type Answered, type RatedAnswer } from './contract.ts';

/** Every answer on a scale in an interaction: its own rating first, then those of a survey. What does not name its scale is none. */
function ratedAnswers({ rating, properties }: CheckedInteraction): RatedAnswer[] {
  const own: RatedAnswer[] = rating === null ? [] : [{ value: rating.value, min: rating.min, max: rating.max, scale: rating.scale, question: rating.question, isOne: false, higherIsBetter: rating.higherIsBetter ?? true }];
  const listed: unknown = properties['answers'];
  if (!Array.isArray(listed)) return own;
  return [...own, ...listed.flatMap((entry: unknown): RatedAnswer[] => {
    if (typeof entry !== 'object' || entry === null || !('rating' in entry)) return [];
    const said = RatingInput.safeParse(entry.rating);
    if (!said.success) return [];
    const { value, min, max, scale, question, higherIsBetter } = said.data;
    return [{ value, min, max, scale, question: question ?? ('question' in entry && typeof entry.question === 'string' ? entry.question : ''), isOne: true, higherIsBetter: higherIsBetter ?? true }];
  })];
}

/** What modules on the right are told of answers; null when there are none and no survey is spoken of. */
export function answeredOf(checked: CheckedInteraction): Answered | null {
  const answers = ratedAnswers(checked);
  if (answers.length === 0 && checked.channel !== 'survey') return null;
  const { source, brand, channel, office, kind, direction, occurredMs } = checked;
  return { source, brand, channel, office, kind, direction, occurredMs, survey: checked.subjects.find(({ type }) => type === 'survey')?.id ?? '', answers };
}
