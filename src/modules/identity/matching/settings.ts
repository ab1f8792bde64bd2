import type { Queryable } from '../../../platform/pg/transaction.ts';
import { probabilityOf } from '../likelihood/likelihood-model.ts';
import type { DecideDeps } from '../take-decision.ts';
import type { MatchingState } from './contract.ts';
import type { CurvePoint } from './learnt-model.ts';
import { loadModel } from './load-weigher.ts';
import { LEARN_FROM, type Matcher } from './matcher.ts';
import { matchSetting, matchState, modelsTrained, putSetting, settingsMade, type MatchSetting, useModel } from './model-store.ts';
import { recordsMade, countUnread } from './record-store.ts';
import { countLikelyJoined, markUnsettled } from './training-store.ts';

/** Settings and models that the page tells of. */
const HISTORY_SHOWN = 20;
/** Points of the curve that a page draws. */
const CURVE_SHOWN = 120;

/** A cut as the page tells of it. */
export function cutOf({ cutBits, precision, recall, pairs }: CurvePoint): NonNullable<MatchingState['model']>['curve'][number] {
  return { probability: probabilityOf(cutBits), precision, recall, pairs };
}

function shown(curve: readonly CurvePoint[]): CurvePoint[] {
  const step = Math.max(1, Math.ceil(curve.length / CURVE_SHOWN));
  return curve.filter((_, at) => at % step === 0);
}

/** How likely joins stand: the model in use, the cut, what waits. `inReview` counts as far as the queue is counted. */
export async function matchingState(tx: Queryable, inReview: number): Promise<MatchingState> {
  const [inUse, setting, settings, models, records, waiting, joined, { unsettled: isSettling }] = [await loadModel(tx), await matchSetting(tx), await settingsMade(tx, HISTORY_SHOWN), await modelsTrained(tx, HISTORY_SHOWN), await recordsMade(tx), await countUnread(tx), await countLikelyJoined(tx), await matchState(tx)];
  const history = [
    ...settings.map((one) => ({ what: one.isOn ? `joins that are right ${percent(one.precisionRatio)} of the time happen by themselves` : 'likely joins are off', by: one.by, at: one.at.toISOString() })),
    ...models.map((one) => ({ what: `learnt from ${one.records} customers`, by: one.by, at: one.at.toISOString() })),
  ].sort((a, b) => (a.at < b.at ? 1 : -1)).slice(0, HISTORY_SHOWN);
  return {
    isOn: setting.isOn, precision: setting.precisionRatio,
    model: inUse === null ? null : {
      number: inUse.model.number, trainedAt: inUse.model.trainedAt.toISOString(), records: inUse.model.records, fields: inUse.model.body.fields.map((field) => field.name),
      cut: inUse.cut === null ? null : cutOf(inUse.cut), curve: shown(inUse.model.curve).map(cutOf),
    },
    needsRecords: LEARN_FROM, records, waiting, joined, isSettling, inReview, history,
  };
}

function percent(ratio: number): string {
  return `${Number((ratio * 100).toFixed(2))} %`;
}

/** Sets whether likely joins happen and how precise they must be; customers follow in the background. */
export async function changeSetting(deps: DecideDeps, matcher: Matcher, setting: MatchSetting, by: string): Promise<void> {
  await deps.database.transaction(async (tx) => {
    await putSetting(tx, setting, by);
    const inUse = await loadModel(tx);
    if (inUse === null) return;
    await useModel(tx, inUse.model.number, inUse.cut?.cutBits ?? null);
    await markUnsettled(tx, true);
    tx.afterCommit(matcher.wake);
  });
}
