import { useState, type ReactNode } from 'react';
import { Moment } from '../../../web/primitives/moment.tsx';
import { counted, moneyText } from '../../../web/primitives/number.ts';
import type { OrderState, ParcelState } from '../contract.ts';
import css from './customer-card.module.css';
import { lateness } from './order-words.ts';

function words(state: string): string {
  return state.replaceAll('-', ' ');
}

/** A parcel; files without numbers of parcels give it the order's, which stands above it already. */
function Parcel({ parcel, order }: { readonly parcel: ParcelState; readonly order: string }): ReactNode {
  const late = lateness(parcel, Date.now());
  return (
    <li className={css['parcel']}>
      <span>{parcel.carrier ?? 'Parcel'}{parcel.id !== order && <> <bdi className={css['quiet']}>{parcel.id}</bdi></>}: <b>{words(parcel.state)}</b>{late !== null && <span className={late.open ? css['late'] : css['quiet']}> {counted(late.days, 'day')} {late.open ? 'over its promise' : 'later than promised'}</span>}</span>
      <span className={css['times']}>
        {parcel.promisedAt !== null && <span>promised <Moment at={parcel.promisedAt} shape="day" /></span>}
        {parcel.shippedAt !== null && <span>left <Moment at={parcel.shippedAt} shape="day" /></span>}
        {parcel.deliveredAt !== null && <span>arrived <Moment at={parcel.deliveredAt} shape="day" /></span>}
        <span>as of <Moment at={parcel.asOf.at} /> from {parcel.asOf.source}</span>
      </span>
    </li>
  );
}

/** One order: its state and its parcels', each with the moment it was true and who said so. */
export function OrderView({ order }: { readonly order: OrderState }): ReactNode {
  const [history, setHistory] = useState(false);
  return (
    <div className={css['order']} data-testid="order">
      <p className={css['head']}><b><bdi>{order.id}</bdi></b><span>{words(order.state)}</span>{order.totalMinor !== null && order.currency !== null && <span className={css['money']}>{moneyText(order.totalMinor, order.currency)}</span>}</p>
      {order.lines.length > 0 && <p className={css['lines']}>{order.lines.map((line) => `${line.quantity === 1 ? '' : `${line.quantity} × `}${line.name ?? line.product}`).join(', ')}</p>}
      <p className={css['times']}>
        {order.placedAt !== null && <span>placed <Moment at={order.placedAt} shape="day" /></span>}
        {order.promisedAt !== null && <span>promised <Moment at={order.promisedAt} shape="day" /></span>}
        {order.currency !== null && order.refundedMinor !== '0' && <span>refunded {moneyText(order.refundedMinor, order.currency)}</span>}
        <span>as of <Moment at={order.asOf.at} /> from {order.asOf.source}</span>
      </p>
      {order.parcels.length > 0 && <ul>{order.parcels.map((parcel) => <Parcel key={parcel.id} parcel={parcel} order={order.id} />)}</ul>}
      {order.history.length > 1 && <button type="button" className={css['more']} aria-expanded={history} onClick={() => setHistory(!history)}>{history ? 'Fold' : `How it went (${order.history.length})`}</button>}
      {history && <ol className={css['history']}>{order.history.map((step) => <li key={`${step.interaction}/${step.state}`}><Moment at={step.at} /> <b>{words(step.state)}</b> <span className={css['quiet']}>{step.source}</span></li>)}</ol>}
    </div>
  );
}
