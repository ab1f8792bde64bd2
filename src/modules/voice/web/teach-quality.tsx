import type { ReactNode } from 'react';
import { percentText } from '../../../web/primitives/number.ts';
import type { LabelQuality, TaughtQuestion } from '../contract.ts';
import css from './teach-page.module.css';
import { labelName, measuredText, progressText, unmeasuredText } from './teach-words.ts';

function Own({ quality }: { readonly quality: LabelQuality | undefined }): ReactNode {
  if (quality === undefined) return <span className={css['quiet']}>not learnt from your corrections yet</span>;
  if (quality.now === null) return <span className={css['quiet']}>{unmeasuredText(quality)}</span>;
  return (
    <>
      <span>right {measuredText(quality.now.precision)}, found {measuredText(quality.now.recall)}</span>
      {quality.shipped !== null && <span className={css['quiet']}>before: right {measuredText(quality.shipped.precision)}, found {measuredText(quality.shipped.recall)}</span>}
    </>
  );
}

/** How good each label of a question is: on texts that come with Custos, and on the company's own corrections that only measure. */
export function TeachQuality({ question, quality }: { readonly question: TaughtQuestion; readonly quality: readonly LabelQuality[] }): ReactNode {
  return (
    <>
      <p className={css['note']}>{progressText(question)}</p>
      <div className={css['scroll']} tabIndex={0} role="region" aria-label="How good its labels are">
        <table className={css['table']}>
          <thead><tr><th scope="col">Label</th><th scope="col">{question.isOwn ? 'On your examples, each left out in turn' : 'On texts that come with Custos'}</th><th scope="col">On your own texts, held out</th></tr></thead>
          <tbody>
            {question.labels.map((label) => {
              const card = question.card.find((one) => one.label === label);
              return (
                <tr key={label}>
                  <th scope="row">{labelName({ output: question.output, labels: question.labels.length === 1 ? [label, ''] : question.labels }, label)}</th>
                  <td>{card === undefined ? <span className={css['quiet']}>not known</span> : <><span>right {percentText(card.precision)}, found {percentText(card.recall)}, of {card.texts}</span>{!card.isSaid && <span className={css['quiet']}>not good enough: not said</span>}</>}</td>
                  <td><Own quality={quality.find((one) => one.output === question.key && one.label === label)} /></td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      <p className={css['note']}>“Right”: of the texts where it is said, how many say it. “Found”: of those that say it, in how many it is said. Every fifth corrected text only measures. Texts from the queue are hard ones, so the figures on them are low rather than high.</p>
    </>
  );
}
