import { parsePublicId } from '../../kernel/public-id.ts';
import { factsOf, type Log } from '../../platform/log/log.ts';
import type { Outbox } from '../../platform/outbox/outbox.ts';
import type { Database } from '../../platform/pg/transaction.ts';
import type { Identity } from '../identity/index.ts';
import type { AcceptResult } from '../interactions/contract.ts';
import { answerItem, askedItems, SOURCE } from './answer-item.ts';
import type { SurveyFollowUpWanted } from './contract.ts';
import type { Definition } from './definition/contract.ts';
import { definitionOf, surveyOf } from './survey-store.ts';
import { answersOfRevision, noteAskedTold, noteFollowUpTold, noteTold, noteWhose, untoldInvitations, type Untold } from './told-store.ts';

/** What telling needs. `accept`: takes interactions of a source in, durably. */
export type TellDeps = { readonly database: Database; readonly outbox: Pick<Outbox, 'publish'>; readonly log: Log; readonly identity: Pick<Identity, 'normalForm' | 'reach'>; readonly accept: (source: string, items: readonly unknown[]) => Promise<AcceptResult[]> };

const AT_ONCE = 200;

/** The key of the case that a follow-up opens. */
export const followUpKey = (invitation: number): string => `survey ${invitation}`;

/** Tells what is not told yet: that mails left and what was answered, as interactions; and to modules on the right that somebody must act. Repeatable: interactions have names, follow-ups a key. Shape: of how many invitations something was told. */
export async function tellAnswers(deps: TellDeps): Promise<number> {
  let told = 0;
  for (let after = 0; ;) {
    const some = await untoldInvitations(deps.database, after, AT_ONCE);
    for (const untold of some) {
      try {
        await tellOne(deps, untold);
        told += 1;
      } catch (error) {
        // It is told in the next round; what is wrong with one must not keep the others waiting.
        deps.log.warn('survey-answer-not-told', { invitation: untold.number, ...factsOf(error) });
      }
    }
    const last = some.at(-1);
    if (last === undefined || some.length < AT_ONCE) return told;
    after = last.number;
  }
}

async function tellOne(deps: TellDeps, untold: Untold): Promise<void> {
  const { database } = deps;
  if (untold.isAskedUntold) {
    const definition = await newestDefinition(deps, untold.survey);
    if (definition === null) return;
    await accept(deps, askedItems(untold, definition));
    await noteAskedTold(database, untold.number);
  }
  if (untold.countedRevision > untold.toldRevision) {
    const answer = await answersOfRevision(database, untold.number, untold.countedRevision);
    const definition = answer === null ? null : await definitionOf(database, untold.survey, answer.version);
    const [result] = answer === null || definition === null ? [] : await accept(deps, [answerItem(untold, definition, answer)]);
    await noteTold(database, untold.number, untold.countedRevision, result !== undefined && result.status !== 'quarantined' && result.reference !== '' ? parsePublicId('interaction', result.reference) : null);
  }
  if (untold.isFollowUpUntold) await tellFollowUp(deps, untold);
}

async function newestDefinition({ database }: TellDeps, survey: number): Promise<Definition | null> {
  const row = await surveyOf(database, survey);
  return row === null ? null : row.published ?? row.definition;
}

async function accept({ accept: take, log }: TellDeps, items: readonly unknown[]): Promise<AcceptResult[]> {
  const results = items.length === 0 ? [] : await take(SOURCE, items);
  const parked = results.filter(({ status }) => status === 'quarantined').length;
  if (parked > 0) log.warn('survey-answers-parked', { items: parked });
  return results;
}

/** Who left a contact with their answer is known once the answer is recorded. Shape: 0 while nobody is. */
async function nodeOf({ identity }: TellDeps, { node, contact }: Untold): Promise<number> {
  if (node !== 0 || contact === null) return node;
  const type = contact.includes('@') ? 'email' : 'phone';
  const value = identity.normalForm(type, contact)?.value;
  return value === undefined ? 0 : (await identity.reach.holdersOf(type, [value]))[0]?.node ?? 0;
}

async function tellFollowUp(deps: TellDeps, untold: Untold): Promise<void> {
  const node = await nodeOf(deps, untold);
  const survey = node === 0 ? null : await surveyOf(deps.database, untold.survey);
  if (survey === null) return;
  const definition = survey.published ?? survey.definition;
  const because = `${untold.followUp ?? ''}${untold.contact === null ? '' : ` To be reached at: ${untold.contact}.`}`.trim();
  await deps.database.transaction(async (tx) => {
    await noteWhose(tx, untold.number, node);
    if (!await noteFollowUpTold(tx, untold.number)) return;
    const event: SurveyFollowUpWanted = { type: 'survey.follow-up-wanted', survey: untold.survey, title: definition.title, office: definition.office, node, key: followUpKey(untold.number), about: `Answer to the survey “${definition.title}”`, because, isUrgent: untold.contact !== null };
    await deps.outbox.publish(tx, [event]);
  });
}
