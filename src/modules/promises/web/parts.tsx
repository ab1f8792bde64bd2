export { MandateCard } from './mandate-card.tsx';
