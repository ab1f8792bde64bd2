import type { ReactNode } from 'react';
import { momentText } from '../../../web/primitives/moment-text.ts';
import { savePng } from '../../../web/primitives/save-png.ts';
import { sayProblem } from '../../../web/primitives/toast.tsx';
import type { Score } from '../contract.ts';
import css from './score-card.module.css';
import { PICTURE, scorePicture } from './score-picture.ts';

/** Saves a score as an image with its caption, made here in the browser. */
export function SavePicture({ score, filter }: { readonly score: Score; readonly filter: string }): ReactNode {
  const save = (): void => {
    const picture = scorePicture(score, filter, momentText(new Date().toISOString(), 'day'));
    if (picture !== null) savePng(picture, PICTURE, `${score.key.replaceAll(/[^\p{L}\p{N}]+/gu, '-').slice(0, 60)}.png`).catch(sayProblem);
  };
  return score.estimate === null ? null : <button type="button" className={css['save']} aria-label={`Save as image: ${score.name}`} onClick={save}>Save as image</button>;
}
