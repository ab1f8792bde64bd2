import { call } from '../../../web/api.ts';
import { routes, type CaseMove, type CaseView, type Holder } from '../contract.ts';

/** What somebody wrote and chose in the form of a move. */
export type Filled = { readonly texts: Readonly<Record<string, string>>; readonly holder: Holder | null; readonly until: string; readonly mentions: readonly string[]; readonly interaction: string | null };

/** A text of a form. */
type Field = { readonly name: string; readonly label: string; readonly hint?: string; readonly isOptional?: boolean };

/** The form of a move: what it asks for, and what it does. `mayOmitTexts`: another answer stands for the words. */
export type MoveForm = { readonly title: string; readonly button: string; readonly fields: readonly Field[]; readonly asks?: 'holder' | 'until' | 'mentions' | 'interaction'; readonly note?: string; send(view: CaseView, filled: Filled): Promise<CaseView> };

const at = ({ id }: CaseView) => ({ params: { id } });
const text = ({ texts }: Filled, name: string): string => (texts[name] ?? '').trim();
const said = (solved: boolean) => (view: CaseView, filled: Filled): Promise<CaseView> => {
  const words = text(filled, 'words');
  return call(routes.customerSaid, { ...at(view), body: { solved, seen: view.version, ...(words === '' ? {} : { words }), ...(filled.interaction === null ? {} : { interaction: filled.interaction }) } });
};
const WORD = { fields: [{ name: 'words', label: 'In which words, and where', hint: '“It works now, thank you”, on the phone', isOptional: true }], asks: 'interaction' as const, note: 'We can not say it for them: name the interaction, or write down their words.' };

export type FormKey = Exclude<CaseMove, 'take' | 'resume' | 'prioritise' | 'link' | 'merge' | 'split' | 'customer-said'> | 'said-solved' | 'said-not-solved';

/** Moves that need words. */
export const FORMS: Readonly<Record<FormKey, MoveForm>> = {
  assign: { title: 'Give it to', button: 'Give it', fields: [], asks: 'holder', send: (view, { holder }) => call(routes.assign, { ...at(view), body: { to: holder ?? { queue: view.queue ?? '' }, seen: view.version } }) },
  'hand-over': {
    title: 'Hand it over', button: 'Hand it over', asks: 'holder', note: 'The next one reads this instead of asking the customer again. It counts as a hand-over.',
    fields: [{ name: 'said', label: 'What the customer said' }, { name: 'tried', label: 'What was tried' }, { name: 'promised', label: 'What was promised, and by when', hint: 'Nothing yet' }],
    send: (view, filled) => call(routes.handOver, { ...at(view), body: { to: filled.holder ?? { queue: view.queue ?? '' }, said: text(filled, 'said'), tried: text(filled, 'tried'), promised: text(filled, 'promised'), seen: view.version } }),
  },
  inform: {
    title: 'The customer was informed', button: 'Note it', asks: 'until', note: 'Custos sends nothing: this notes what you told them.', fields: [{ name: 'told', label: 'What they were told', hint: 'I look after it now; the carrier answers us tomorrow' }],
    send: (view, filled) => call(routes.inform, { ...at(view), body: { told: text(filled, 'told'), nextUpdateBy: filled.until === '' ? null : new Date(filled.until).toISOString(), seen: view.version } }),
  },
  resolve: {
    title: 'It is solved', button: 'Say that it is solved', note: 'The case waits for the customer’s word then. Silence never counts as solved.', fields: [{ name: 'how', label: 'How it was solved' }, { name: 'told', label: 'What the customer was told of it', isOptional: true }],
    send: (view, filled) => call(routes.resolve, { ...at(view), body: { how: text(filled, 'how'), ...(text(filled, 'told') === '' ? {} : { told: text(filled, 'told') }), seen: view.version } }),
  },
  'said-solved': { title: 'The customer says: solved', button: 'Record their word', ...WORD, send: said(true) },
  'said-not-solved': { title: 'The customer says: not solved', button: 'Record their word', ...WORD, send: said(false) },
  note: { title: 'Note', button: 'Write it', fields: [{ name: 'text', label: 'Among staff alone' }], asks: 'mentions', send: (view, filled) => call(routes.note, { ...at(view), body: { text: text(filled, 'text'), mentions: [...filled.mentions] } }) },
  pause: { title: 'We wait for the customer', button: 'Pause it', note: 'Clocks of staff rest, but for the first answer. The customer’s own clock goes on.', fields: [{ name: 'waitingFor', label: 'What we wait for', hint: 'A picture of the box' }], send: (view, filled) => call(routes.pause, { ...at(view), body: { waitingFor: text(filled, 'waitingFor'), seen: view.version } }) },
  reopen: { title: 'Open it again', button: 'Open it again', fields: [{ name: 'why', label: 'Why' }], send: (view, filled) => call(routes.reopen, { ...at(view), body: { why: text(filled, 'why'), seen: view.version } }) },
  break: { title: 'A promise was broken', button: 'Say so', fields: [{ name: 'promised', label: 'What was promised' }, { name: 'what', label: 'What happened instead' }], send: (view, filled) => call(routes.breakPromise, { ...at(view), body: { promised: text(filled, 'promised'), what: text(filled, 'what'), seen: view.version } }) },
  remedy: { title: 'It was made good', button: 'Note it', fields: [{ name: 'gave', label: 'What the customer was given for it' }], send: (view, filled) => call(routes.remedy, { ...at(view), body: { gave: text(filled, 'gave'), seen: view.version } }) },
};

/** Whether a form holds what its move needs. */
export function isFilled(form: MoveForm, { texts, holder, interaction }: Filled): boolean {
  const has = (name: string): boolean => (texts[name] ?? '').trim().length >= 3;
  if (form.asks === 'holder' && holder === null) return false;
  if (form.asks === 'interaction') return interaction !== null || has('words');
  return form.fields.every(({ name, isOptional }) => isOptional === true || has(name));
}
