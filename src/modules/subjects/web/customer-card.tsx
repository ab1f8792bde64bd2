import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { call } from '../../../web/api.ts';
import { LinesSkeleton } from '../../../web/primitives/lines-skeleton.tsx';
import { Problem } from '../../../web/primitives/problem.tsx';
import { routes as customers } from '../../customers/contract.ts';
import css from './customer-card.module.css';
import { newestFirst } from './order-words.ts';
import { OrderView } from './order-view.tsx';

const FIRST = 3;

/** Orders of a customer with their parcels: what is known, as of when, and who said so. */
export function OrdersCard({ id }: { readonly id: string }): ReactNode {
  const { data, error, refetch } = useQuery({ queryKey: ['customer', id, 'orders'], queryFn: ({ signal }) => call(customers.orders, { params: { id } }, signal) });
  const [all, setAll] = useState(false);
  if (error !== null && data === undefined) return <Problem error={error} again={() => void refetch()} />;
  if (data === undefined) return <LinesSkeleton lines={4} />;
  if (data.orders.length === 0) return <p className={css['quiet']}>No order is known.</p>;
  const orders = newestFirst(data.orders);
  const shown = all ? orders : orders.slice(0, FIRST);
  return (
    <div className={css['orders']}>
      {shown.map((order) => <OrderView key={`${order.brand}/${order.id}`} order={order} />)}
      {orders.length > shown.length && <button type="button" className={css['more']} onClick={() => setAll(true)}>All {orders.length} orders</button>}
    </div>
  );
}
