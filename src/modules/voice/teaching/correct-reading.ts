import { AppError } from '../../../kernel/app-error.ts';
import { parsePublicId } from '../../../kernel/public-id.ts';
import type { Outbox } from '../../../platform/outbox/outbox.ts';
import type { Interactions } from '../../interactions/index.ts';
import { READINGS_CONSUMER } from '../readings/read-history.ts';
import type { Readings } from '../readings/readings.ts';
import type { CorrectionBody } from './contract.ts';
import { addCorrection } from './correction-store.ts';
import { CORRECTIONS_TABLE, correctionRow } from './corrections-log.ts';
import { CORRECTIONS_EARLIER_TABLE } from '../as-of/replaced-by.ts';
import { questionWith, type Question } from './questions.ts';

/** What is read of a question now; null for nothing. */
function readAs(question: Question, said: readonly { readonly output: string; readonly label: string; readonly byPerson: boolean }[]): string | null {
  const output = question.output === 'sentiment' ? 'feeling' : question.output;
  return said.find((thing) => thing.output === output && question.labels.includes(thing.label))?.label ?? null;
}

/** The question that somebody speaks about. Errors: `invalid` for one that there is not. */
export function askedQuestion(key: string): Question {
  const question = questionWith(key);
  if (question === null) throw new AppError('invalid', 'output-unknown', 'There is no such output. GET /api/voice/teaching names them; one of your own is "own" and its label, 1 to 40 letters and digits.');
  return question;
}

/**
 * Notes what somebody of the company says that a text says, in the log and in its copy for figures; it stands above models at once.
 * Errors: `invalid` for an output or label that there is not; `not-found` for an interaction in which a customer says nothing, or that was erased meanwhile.
 */
export async function correctReading(deps: { readonly outbox: Outbox; readonly interactions: Pick<Interactions, 'homesOfNumbers' | 'saidAt' | 'stillSaid'>; readonly readings: Pick<Readings, 'readings' | 'shown'>; readonly clock: () => number }, body: CorrectionBody, by: string): Promise<{ readonly number: number; readonly interaction: number; readonly question: Question; readonly readAs: string | null }> {
  const question = askedQuestion(body.output);
  const isTakenBack = body.isTakenBack === true;
  if (!isTakenBack && (body.label === null ? !question.mayBeNone : !question.labels.includes(body.label))) throw new AppError('invalid', 'label-unknown', `The labels of this output are: ${question.labels.join(', ')}${question.mayBeNone ? '; or null for none of them' : ''}.`);
  const interaction = parsePublicId('interaction', body.id);
  const [said] = await deps.interactions.saidAt(await deps.interactions.homesOfNumbers([interaction]));
  const gone = new AppError('not-found', 'nothing-said', 'There is no such interaction, or its customer says nothing in words.');
  if (said === undefined || said.parts.length === 0) throw gone;
  const { readings: [reading], version } = await deps.readings.readings([body.id]);
  const now = readAs(question, reading?.said ?? []);
  // While this consumer is held nobody is erased: nothing is noted of somebody who is gone.
  const number = await deps.outbox.holding(READINGS_CONSUMER, async (tx) => {
    if (!(await deps.interactions.stillSaid([said])).has(interaction)) throw gone;
    const label = isTakenBack ? null : body.label;
    const noted = await addCorrection(tx, { interaction, revision: said.revision, home: said.home, node: said.node, question: question.key, label, isTakenBack, saidBy: by, reader: version, readAs: now });
    await deps.outbox.copy(tx, [{ table: CORRECTIONS_TABLE, jsonLines: correctionRow(noted, said, question, label, !isTakenBack, deps.clock()), rows: 1, earlier: { into: CORRECTIONS_EARLIER_TABLE, homes: [said.home], numbers: [said.number] } }]);
    return noted;
  });
  return { number, interaction, question, readAs: now };
}
