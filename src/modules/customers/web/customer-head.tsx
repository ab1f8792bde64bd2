import type { ReactNode } from 'react';
import { Personal } from '../../../web/primitives/masked.tsx';
import { Moment } from '../../../web/primitives/moment.tsx';
import { counted, countText, moneyText } from '../../../web/primitives/number.ts';
import { PageHead } from '../../../web/primitives/page-head.tsx';
import { Figure, Figures } from '../../../web/primitives/figure.tsx';
import type { Customer } from '../contract.ts';
import css from './customer-head.module.css';
import { bestIdentifiers, customerName } from './customer-name.ts';

const KINDS = { person: 'Person', visitor: 'Visitor, known by devices alone', organisation: 'Organisation' } as const;

/** Who this is, in the first glance. */
export function CustomerHead({ customer, actions }: { readonly customer: Customer; readonly actions?: ReactNode }): ReactNode {
  const over = (
    <>
      {KINDS[customer.kind]}{customer.brands.length > 0 && <> · {customer.brands.join(', ')}</>} · <span className={css['id']}>{customer.id}</span>
      {customer.formerIds.length > 0 && <span title={customer.formerIds.join(', ')}> · also answers to {counted(customer.formerIds.length, 'former id')}</span>}
    </>
  );
  return (
    <div className={css['head']}>
      <PageHead title={customerName(customer)} over={over} lead={<Reach customer={customer} />} actions={actions} />
      {customer.claimsRead < customer.claims && <p className={css['least']}>Of {countText(customer.claims)} records the latest {countText(customer.claimsRead)} are read here: identifiers, traits and money are the least that there is.</p>}
      <Figures>
        <Figure name="Interactions" value={countText(customer.interactions)} note={counted(customer.channels.length, 'channel')} testId="interaction-count" />
        {customer.firstSeenAt !== null && <Figure name="First seen" value={<span className={css['when']}><Moment at={customer.firstSeenAt} shape="month" /></span>} />}
        {customer.lastSeenAt !== null && <Figure name="Last seen" value={<span className={css['when']}><Moment at={customer.lastSeenAt} shape="ago" /></span>} />}
        {customer.observedValue.map((value) => <Figure key={value.currency} name="Paid, last 365 days" value={<span className={css['when']}>{moneyText(value.minor, value.currency)}</span>} note={`net, ${counted(value.orders, 'order')}`} />)}
      </Figures>
    </div>
  );
}

/** The two best ways to recognise them; the rest stands on the card. */
function Reach({ customer }: { readonly customer: Customer }): ReactNode {
  return <span className={css['reach']}>{bestIdentifiers(customer.identifiers).map((identifier) => <span key={`${identifier.type}/${identifier.value}`} title={identifier.verified ? 'Verified' : 'Claimed, not verified'}><Personal value={identifier.value} /></span>)}</span>;
}
