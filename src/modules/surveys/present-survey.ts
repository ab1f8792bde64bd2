import { isoOrNull } from '../../kernel/instant.ts';
import { publicId } from '../../kernel/public-id.ts';
import type { Database } from '../../platform/pg/transaction.ts';
import type { Identity } from '../identity/index.ts';
import { REASON_WORDS } from '../outreach/contract.ts';
import { wilsonInterval } from '../voice/index.ts';
import type { InvitationLine, InvitationState, Listening, SurveyLine } from './contract.ts';
import { CUSTOS, heededOf, type HeedDeps } from './pause-unheeded.ts';
import { definitionOf, type SurveyRow } from './survey-store.ts';
import { latestInvitations, listeningCounts, listeningReasons, type Counted, type ListedInvitation } from './survey-view.ts';

/** What presenting needs. `nameOf`: how somebody of the staff is called. */
export type PresentDeps = HeedDeps & { readonly database: Database; readonly identity: Pick<Identity, 'customerOfNodes'>; readonly nameOf: (person: string) => Promise<string | null> };

const SHOWN_MOST = 100;

/** Reasons of surveys themselves, beside those of the governor. */
const OWN_REASONS: Readonly<Record<string, string>> = {
  'no-carrier': 'Nobody set up what carries this kind of message: it is shown as it would have gone.', 'last-moment': 'At the last moment it might not go.', 'not-delivered': 'It could not be delivered; it is not sent twice.', 'address-unset': 'CUSTOS_ADDRESS is not set, so that no link can lead here: it is shown as it would have gone.', interrupted: 'Custos stopped while it was being sent; nobody knows whether it left, and it is not sent twice.',
};
/** A reason in words. */
export const reasonSays = (reason: string): string => OWN_REASONS[reason] ?? (REASON_WORDS as Readonly<Record<string, string>>)[reason] ?? reason;

/** A share with its interval; null where nobody could have. */
function shareOf(part: number, whole: number): Listening['answerShare'] {
  if (whole === 0) return null;
  const { centre, half } = wilsonInterval(part / whole, whole);
  return { value: part / whole, low: Math.max(0, centre - half), high: Math.min(1, centre + half) };
}

const NOBODY: Omit<Counted, 'survey'> = { met: 0, drawn: 0, waiting: 0, held: 0, shown: 0, missed: 0, failed: 0, invited: 0, reached: 0, answered: 0, came: 0, apart: 0, wanted: 0 };

/** How much each of these surveys hears. */
export async function listeningOf(deps: PresentDeps, surveys: readonly number[]): Promise<Map<number, Listening>> {
  const counted = new Map((await listeningCounts(deps.database, surveys)).map(({ survey, ...counts }) => [survey, counts]));
  return new Map(await Promise.all(surveys.map(async (survey): Promise<[number, Listening]> => {
    const { wanted, ...counts } = counted.get(survey) ?? NOBODY;
    const [reasons, heeded] = await Promise.all([counts.held + counts.missed === 0 ? [] : listeningReasons(deps.database, survey), wanted === 0 ? { due: 0, untouched: 0 } : heededOf(deps, survey)]);
    return [survey, { ...counts, reachedShare: shareOf(counts.reached, counts.invited), answerShare: shareOf(counts.answered, counts.invited), why: reasons.map((one) => ({ ...one, says: reasonSays(one.reason) })), followUps: { wanted, ...heeded }, asOf: new Date(deps.clock()).toISOString() }];
  })));
}

/** Who said something, by name. */
export const whoSaid = async ({ nameOf }: Pick<PresentDeps, 'nameOf'>, by: string): Promise<string> => (by === CUSTOS ? 'Custos' : await nameOf(by) ?? 'somebody of the staff');

/** A survey as the list shows it. */
export async function surveyLine(deps: PresentDeps, row: SurveyRow, { met, held, shown, invited, reached, answered, came, answerShare, followUps }: Listening): Promise<SurveyLine> {
  return {
    id: publicId('survey', row.number), title: row.definition.title, state: row.state, moment: (row.published ?? row.definition).plan.moment, version: row.version, publishedVersion: row.publishedVersion, savedAt: row.savedAt.toISOString(), savedBy: await whoSaid(deps, row.savedBy),
    listening: { met, held, shown, invited, reached, answered, came, answerShare, followUps },
  };
}

function saysOf({ state, reasons, draw }: ListedInvitation, share: number): string {
  const why = reasons.map(reasonSays).join(' ');
  const words: Readonly<Record<InvitationState, string>> = {
    waiting: 'Drawn; the time has not come.', held: `Held. ${why}`, sending: 'Being sent now.', sent: 'Asked.', missed: `Not asked. ${why}`, shown: `As it would have gone. ${why}`, failed: why, came: 'Came by themselves.',
    'not-drawn': `Not drawn: ${draw.toFixed(4)} is not below ${share}.`, full: 'Drawn, but the cap of these days was full.',
  };
  return words[state];
}

/** The latest people whose moment came, with why they were asked or not. */
export async function invitationLines(deps: PresentDeps, survey: number, state: InvitationState | null): Promise<InvitationLine[]> {
  const rows = await latestInvitations(deps.database, survey, state, SHOWN_MOST);
  const owners = await deps.identity.customerOfNodes([...new Set(rows.map(({ node }) => node).filter((node) => node !== 0))]);
  const shares = new Map(await Promise.all([...new Set(rows.map(({ version }) => version))].map(async (version) => [version, (await definitionOf(deps.database, survey, version))?.plan.shareRatio ?? 1] as const)));
  return rows.map((row) => {
    const customer = owners.get(row.node);
    const share = shares.get(row.version) ?? 1;
    return {
      customer: customer === undefined ? null : publicId('customer', customer), state: row.state, about: row.aboutLabel, metAt: row.metAt.toISOString(), draw: row.draw, share, says: saysOf(row, share), nextAt: isoOrNull(row.nextAt?.getTime() ?? null), answeredAt: isoOrNull(row.answeredAt?.getTime() ?? null),
      revisions: row.revision, isCounted: row.revision === row.countedRevision, followUp: row.followUp,
    };
  });
}
