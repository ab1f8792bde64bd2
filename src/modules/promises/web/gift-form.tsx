import { Button, Select, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { formatMinor, parseMinor } from '../../../kernel/money.ts';
import { call } from '../../../web/api.ts';
import { moneyText } from '../../../web/primitives/number.ts';
import { problemText } from '../../../web/primitives/problem.tsx';
import { sayDone } from '../../../web/primitives/toast.tsx';
import { GIFT_KINDS, routes, type GiftKind, type MandateCard, type WantedGift } from '../contract.ts';
import css from './promises.module.css';

const KINDS: Readonly<Record<GiftKind, string>> = { refund: 'Refund', replacement: 'Replacement', voucher: 'Voucher' };
const NO_REMEDY = 'none';
const USUAL_CURRENCY = 'EUR';

/** Money as a person writes it, to minor units; null while it is none. */
function minorOf(text: string, currency: string): string | null {
  try {
    const minor = parseMinor(text.replace(',', '.'), currency);
    return minor < 0n ? null : minor.toString();
  } catch {
    return null;
  }
}

/** Gives a customer something, or asks an office for its word on it. */
export function GiftForm({ card, customer, caseId, done }: { readonly card: MandateCard; readonly customer: string; readonly caseId: string | null; done(): void }): ReactNode {
  const queries = useQueryClient();
  const [owed] = card.remedies;
  const [remedy, setRemedy] = useState(owed?.id ?? NO_REMEDY);
  const [kind, setKind] = useState<GiftKind>('voucher');
  const [what, setWhat] = useState(owed?.what ?? '');
  const [currency, setCurrency] = useState(owed?.currency ?? card.leeways.find((one) => one.currency !== '')?.currency ?? USUAL_CURRENCY);
  const [cost, setCost] = useState(owed === undefined ? '' : formatMinor(BigInt(owed.valueMinor), owed.currency));
  const [why, setWhy] = useState('');
  // What is meant to happen once keeps its name until it has: a click more, or one after a lost answer, gives nothing more.
  const [key, renew] = useState(() => crypto.randomUUID());
  const finish = async (said: string): Promise<void> => { renew(crypto.randomUUID()); sayDone(said); await queries.invalidateQueries({ queryKey: ['promises'] }); done(); };
  const costMinor = minorOf(cost, currency);
  const wanted: WantedGift = { key, customer, kind, what, costMinor: costMinor ?? '0', currency, ...(caseId === null ? {} : { case: caseId }), ...(remedy === NO_REMEDY ? {} : { remedy }) };
  const give = useMutation({ mutationFn: () => call(routes.give, { body: wanted }), onSuccess: () => finish('Noted, with what it cost.') });
  const ask = useMutation({ mutationFn: () => call(routes.ask, { body: { ...wanted, why } }), onSuccess: () => finish('An office is asked for its word.') });
  const isWhole = what.trim().length >= 3 && costMinor !== null;
  const problem = ask.error ?? give.error;
  return (
    <div className={css['fields']} data-testid="gift-form">
      {card.remedies.length > 0 && <Select label="For" data={[...card.remedies.map((one) => ({ value: one.id, label: `${one.what} (${one.promiseName})` })), { value: NO_REMEDY, label: 'No promise: out of good will' }]} value={remedy} allowDeselect={false} onChange={(value) => setRemedy(value ?? NO_REMEDY)} />}
      <div className={css['pair']}>
        <Select label="What" data={GIFT_KINDS.map((one) => ({ value: one, label: KINDS[one] }))} value={kind} allowDeselect={false} onChange={(value) => { if (value !== null) setKind(value); }} />
        <TextInput label="It costs us" inputMode="decimal" value={cost} error={cost !== '' && costMinor === null ? 'Write an amount such as 12.50' : null} onChange={({ currentTarget: { value } }) => setCost(value)} rightSection={<span className={css['quiet']}>{currency}</span>} rightSectionWidth={52} />
      </div>
      <TextInput label="In words" value={what} maxLength={500} onChange={({ currentTarget: { value } }) => setWhat(value)} />
      {remedy === NO_REMEDY && card.leeways.every((one) => one.currency === '') && <TextInput label="Currency" value={currency} maxLength={3} onChange={({ currentTarget: { value } }) => setCurrency(value.toUpperCase())} />}
      {problem !== null && <p role="alert" className={css['lately']}>{problemText(problem)}</p>}
      <TextInput label="Why, for the office that is asked" value={why} maxLength={500} onChange={({ currentTarget: { value } }) => setWhy(value)} />
      <div className={css['actions']}>
        <Button size="compact-sm" disabled={!isWhole || card.held !== null} loading={give.isPending} onClick={() => give.mutate()}>Given{costMinor === null ? '' : `: ${moneyText(costMinor, currency)}`}</Button>
        <Button size="compact-sm" variant="default" disabled={!isWhole || why.trim().length < 3} loading={ask.isPending} onClick={() => ask.mutate()}>Ask an office</Button>
        <Button size="compact-sm" variant="subtle" onClick={done}>Leave it</Button>
      </div>
    </div>
  );
}
