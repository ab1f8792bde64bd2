import type { ReactNode } from 'react';
import type { TimelineItem } from '../contract.ts';
import { ratingText, starsOf } from './interaction-words.ts';
import css from './stars.module.css';

/** A rating as the customer gave it, never without its scale. */
export function Stars({ rating }: { readonly rating: NonNullable<TimelineItem['rating']> }): ReactNode {
  const stars = starsOf(rating);
  if (stars === null) return <span className={css['value']}>{ratingText(rating)} <span className={css['scale']}>{rating.scale}</span></span>;
  return <span className={css['stars']} role="img" aria-label={ratingText(rating)} title={ratingText(rating)}>{'★'.repeat(stars)}<span className={css['rest']}>{'★'.repeat(Math.max(0, 5 - stars))}</span></span>;
}
