import type { Action } from '../../../kernel/access.ts';
import type { Health } from '../../../kernel/health.ts';
import { counted, spanText } from '../../../web/primitives/number.ts';
import type { Pulse } from '../contract.ts';
import { REASONS } from './quarantine-reasons.ts';

/** The first thing to do next. `urgency` colours it: red and amber only where somebody must act. */
export type FirstStep = { readonly urgency: 'act-now' | 'act' | 'none'; readonly title: string; readonly text: string; readonly action: { readonly label: string; readonly path: string } | null };

const LAG_WORTH_SAYING_MS = 60_000;

/** What the viewer should do first, from what is arriving and how the house is. The first that applies. */
export function firstStep(pulse: Pulse, health: Health | undefined, may: (action: Action) => boolean): FirstStep {
  const broken = health?.checks.find((check) => check.state === 'down') ?? health?.checks.find((check) => check.state === 'degraded');
  if (broken !== undefined && may('see-health-details')) {
    return { urgency: broken.state === 'down' ? 'act-now' : 'act', title: `${broken.name}: ${broken.state === 'down' ? 'does not work' : 'in trouble'}`, text: broken.fix ?? broken.detail, action: { label: 'See health', path: '/connect/health' } };
  }
  if (pulse.total === 0) {
    const path = may('import-files') ? '/start' : null;
    return { urgency: 'none', title: 'Nothing has arrived yet.', text: 'Bring what you already have: an export of orders, reviews, tickets or mails becomes customers with one timeline each, within minutes.', action: path === null ? null : { label: 'Three ways to begin', path } };
  }
  if (pulse.refusedOpen > 0 && may('see-quarantine')) {
    const worst = pulse.quarantine.toSorted((a, b) => b.open - a.open)[0];
    return { urgency: 'act', title: `${counted(pulse.refusedOpen, 'item')} could not be accepted.`, text: worst === undefined ? 'They are kept until somebody mends them.' : `Most: ${REASONS[worst.reason].short.toLowerCase()}. They are kept until somebody mends and replays them.`, action: { label: may('mend-quarantine') ? 'Mend and replay' : 'See them', path: '/connect/quarantine' } };
  }
  if (pulse.lagMs > LAG_WORTH_SAYING_MS) {
    return { urgency: 'act', title: `Custos is ${spanText(pulse.lagMs)} behind.`, text: `${counted(pulse.waiting, 'interaction')} wait to be placed. Nothing is lost; timelines fill up as it catches up.`, action: may('see-health-details') ? { label: 'See health', path: '/connect/health' } : null };
  }
  if (may('see-customers')) return { urgency: 'none', title: 'Custos keeps up with what comes.', text: 'A good moment to read what your customers lived through.', action: { label: 'What we found', path: '/findings' } };
  return { urgency: 'none', title: 'Custos keeps up with what comes.', text: 'New interactions appear here as they arrive.', action: null };
}
