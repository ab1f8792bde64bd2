import { lazy } from 'react';
import type { WebModule } from '../../../web/registry.ts';

const IdentityCard = lazy(() => import('./customer-card.tsx').then((module) => ({ default: module.IdentityCard })));

export const web: WebModule = {
  cards: [{ page: 'customer', key: 'identity', title: 'Why this is one customer', order: 30, needs: 'see-customers', Body: IdentityCard }],
};
