import type { Analytics } from '../../../platform/clickhouse/analytics.ts';
import { ch, instant, texts, type ChStatement } from '../../../platform/clickhouse/sql.ts';
import { ASKED, chosen, PERSON, weighed, type AnswerFilter, type AskedQuestion } from '../answers-log.ts';
import type { ScoreDefinition } from '../scores/score-definition.ts';

/** People invited in one way, and how many of them answered. `by` all: everybody invited; unknown: invitations of nobody known. */
export type InvitedGroup = { readonly by: 'all' | 'unknown' | 'channel' | 'source' | 'brand'; readonly name: string; readonly invited: number; readonly answered: number };

/** Who was invited to the surveys in which a score was asked, by what the invitation says of itself, and who of them answered it. Each person once in each group. Cost: three readings of the answers in the period. */
export async function invitedGroups(analytics: Analytics, definition: ScoreDefinition, asked: AskedQuestion, filter: AnswerFilter): Promise<InvitedGroup[]> {
  const own = { ...filter, beforeMs: filter.fromMs };
  // Invitations go out by other channels and sources than answers come in: what was chosen is chosen of the invitation.
  const answers = weighed(definition, asked, { ...own, source: null, channel: null, brand: null });
  const invitations: ChStatement = ch`kind in ${texts(ASKED)} and occurred_at >= ${instant(own.fromMs)} and occurred_at < ${instant(own.untilMs)} and ${chosen(own)} and survey != '' and survey in (select survey from (${answers}))`;
  const rows = await analytics.rows<{ kind: InvitedGroup['by']; name: string; invited: string; answered: string }>(ch`
    select cell.1 as kind, cell.2 as name, count() as invited, countIf(has_answered) as answered
    from (
      select person, cell, person in (select person from (${answers}) where refusal = '') as has_answered
      from (
        select distinct ${PERSON} as person, arrayJoin(if(node = 0, [('unknown', '')], [('all', ''), ('channel', toString(channel)), ('source', toString(source)), ('brand', toString(brand))])) as cell
        from voice_answers final where ${invitations}
      )
    )
    group by cell order by kind, invited desc, name limit 500`, { class: 'report' });
  return rows.map(({ kind, name, invited, answered }) => ({ by: kind, name, invited: Number(invited), answered: Number(answered) }));
}
