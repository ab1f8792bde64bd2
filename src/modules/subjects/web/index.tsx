import { lazy } from 'react';
import type { WebModule } from '../../../web/registry.ts';

const OrdersCard = lazy(() => import('./customer-card.tsx').then((module) => ({ default: module.OrdersCard })));

export const web: WebModule = {
  cards: [{ page: 'customer', key: 'orders', title: 'Orders and parcels', order: 20, needs: 'see-customers', Body: OrdersCard }],
};
