import { isoOrNull } from '../../kernel/instant.ts';
import { publicId } from '../../kernel/public-id.ts';
import type { ContactStanding, Purpose } from './contract.ts';
import { findTargets } from './find-targets.ts';
import { gatherKnown, openLedger } from './gather-facts.ts';
import { decide, type Verdict } from './governor/decide.ts';
import { weightOf } from './governor/pressure.ts';
import { entriesOf } from './outreach-view.ts';
import { mayLeave, type ReserveDeps } from './reserve-sends.ts';
import type { Identity } from '../identity/index.ts';

const ENTRIES_SHOWN = 10;

const KINDS: readonly { readonly kind: ContactStanding['now'][number]['kind']; readonly purpose: Purpose; readonly questions: number }[] = [
  { kind: 'short', purpose: 'survey', questions: 1 }, { kind: 'long', purpose: 'survey', questions: 5 }, { kind: 'campaign', purpose: 'campaign', questions: 0 },
];

/** What would be answered to a new ask of each kind by e-mail, this very moment; nothing is reserved and nothing is kept. */
export async function contactStanding(deps: ReserveDeps & { readonly identity: Pick<Identity, 'claimsOf'> }, customer: number): Promise<ContactStanding> {
  const id = publicId('customer', customer);
  const { rules } = await deps.rulesNow();
  const drawKey = await deps.drawKey();
  const [target] = await findTargets(deps.identity, [{ customer: id }], 'email');
  const now: ContactStanding['now'] = [];
  let isContactedLess = false;
  for (const { kind, purpose, questions } of KINDS) {
    const known = typeof target === 'object' ? await gatherKnown(deps, [target], { purpose, channel: 'email' }, rules, drawKey) : null;
    const verdict: Verdict = typeof target !== 'object' || known === null ? { decision: 'drop', untilMs: null, reasons: [typeof target === 'string' ? target : 'person-unknown'] } : await deps.database.transaction(async (tx) => {
      const nowMs = deps.clock();
      const isOn = await mayLeave(tx, purpose, deps.held);
      const ledger = await openLedger(tx, deps, known, { slots: [], nowMs, isDry: !isOn, except: null }, rules, false);
      if (ledger === null) return { decision: 'hold', untilMs: null, reasons: [] };
      const facts = ledger.factsOf(target);
      isContactedLess ||= facts.isContactedLess;
      const ask = { purpose, questions, slot: '', series: null, plannedMs: nowMs, notAfterMs: null };
      const said = decide({ ...ask, weight: weightOf(ask, rules) }, facts, rules);
      return said.decision === 'send' && !isOn ? { decision: 'hold', untilMs: null, reasons: ['listen-only'] } : said;
    });
    now.push({ kind, decision: verdict.decision, reasons: [...verdict.reasons], until: isoOrNull(verdict.untilMs) });
  }
  const entries = await entriesOf(deps.database, deps.identity.claimsOf(customer), ENTRIES_SHOWN);
  return {
    customer: id, now, isContactedLess,
    entries: entries.map(({ askedAt, plannedAt, until, ...row }) => ({ ...row, askedAt: askedAt.toISOString(), plannedAt: plannedAt.toISOString(), until: until?.toISOString() ?? null })),
  };
}
