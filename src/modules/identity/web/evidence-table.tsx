import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Personal } from '../../../web/primitives/masked.tsx';
import { Moment } from '../../../web/primitives/moment.tsx';
import { counted } from '../../../web/primitives/number.ts';
import type { Evidence, Likeness, Side } from '../contract.ts';
import css from './evidence.module.css';
import { typeName } from './identity-words.ts';
import { agreementOf, chanceWords, factorWords, fieldName, levelWords, likelyRefusalWords, sideName, stepsOf, verdictWords, type Step } from './likeness-words.ts';

/** Where a chance stands on the scale of the waterfall. Units: bits. */
const bitsOf = (probability: number): number => Math.log2(probability / (1 - probability));

/** The part of the scale that is shown, with a little air at both ends. Units: bits. */
type Scale = { readonly from: number; readonly to: number };

function scaleOf(steps: readonly Step[], cutBits: number | null): Scale {
  const all = [0, ...(cutBits === null ? [] : [cutBits]), ...steps.flatMap((step) => [step.from, step.to])];
  const [from, to] = [Math.min(...all), Math.max(...all)];
  const air = (to - from || 1) * 0.03;
  return { from: from - air, to: to + air };
}

function Bar({ from, to, scale, cutBits }: { readonly from: number; readonly to: number; readonly scale: Scale; readonly cutBits: number | null }): ReactNode {
  const at = (bits: number): string => `${(100 * (bits - scale.from)) / (scale.to - scale.from)}%`;
  const width = `${(100 * Math.abs(to - from)) / (scale.to - scale.from)}%`;
  return (
    <div className={css['track']} aria-hidden>
      <span className={css['mark']} style={{ left: at(0) }} />
      {cutBits !== null && <span className={css['mark']} data-cut="true" style={{ left: at(cutBits) }} />}
      {from !== to && <span className={css['bar']} data-against={to < from} style={{ left: at(Math.min(from, to)), width }} />}
    </div>
  );
}

function Who({ side }: { readonly side: Side }): ReactNode {
  return <span className={css['who']}><Link to="/customers/$id" params={{ id: side.id }}><Personal value={sideName(side)} /></Link></span>;
}

/** What is known of a side beside the fields that are weighed. */
export function Known({ side }: { readonly side: Side }): ReactNode {
  return (
    <div className={css['other']}>
      {side.names.slice(1).map((name) => <span key={name}><span className={css['quiet']}>also</span> <Personal value={name} /></span>)}
      {side.identifiers.map((one) => <span key={`${one.type}/${one.value}`} className={css['value']}><Personal value={one.value} /> <span className={css['quiet']}>{typeName(one.type)}{one.verified ? ', verified' : ''}</span></span>)}
      <span className={css['quiet']}>{counted(side.claims, 'claim')} of {side.sources.join(', ')}, <Moment at={side.firstSeenAt} shape="day" /> to <Moment at={side.lastSeenAt} shape="day" /></span>
    </div>
  );
}

function Value({ value, agreement }: { readonly value: string | null; readonly agreement: string }): ReactNode {
  return <td className={css['value']} data-agreement={agreement}>{value === null ? <span className={css['quiet']}>not said</span> : <span><Personal value={value} /></span>}</td>;
}

function FieldRows({ evidence, scale, cutBits, steps }: { readonly evidence: Evidence; readonly scale: Scale; readonly cutBits: number | null; readonly steps: readonly Step[] }): ReactNode {
  const stepOf = new Map(steps.map((step) => [step.key, step]));
  const bar = (key: string): ReactNode => { const step = stepOf.get(key); return step === undefined ? null : <Bar from={step.from} to={step.to} scale={scale} cutBits={cutBits} />; };
  return (
    <>
      <tr>
        <th scope="row">Before looking</th>
        <td colSpan={2} className={css['quiet']}>any two records</td>
        <td className={css['bars']}><span className={css['says']}><span>few are one person</span><span>{factorWords(evidence.priorBits)}</span></span>{bar('prior')}</td>
      </tr>
      {evidence.fields.map((one) => (
        <tr key={one.field} data-testid="evidence-field" data-field={one.field}>
          <th scope="row">{fieldName(one.field)}</th>
          <Value value={one.left} agreement={agreementOf(one.level)} />
          <Value value={one.right} agreement={agreementOf(one.level)} />
          <td className={css['bars']}><span className={css['says']}><span>{levelWords(one.level)}{one.valueBits > 1 ? ', and rare' : ''}</span>{agreementOf(one.level) !== 'open' && <span title={`${one.bits > 0 ? '+' : ''}${one.bits.toFixed(1)} bits`}>{factorWords(one.bits)}</span>}</span>{agreementOf(one.level) !== 'open' && bar(`field ${one.field}`)}</td>
        </tr>
      ))}
      {evidence.householdBits < -0.05 && (
        <tr>
          <th scope="row">One home</th>
          <td colSpan={2} className={css['quiet']}>two people of one home agree in much of this</td>
          <td className={css['bars']}><span className={css['says']}><span>counts less</span><span>{factorWords(evidence.householdBits)}</span></span>{bar('household')}</td>
        </tr>
      )}
      <tr data-sum>
        <th scope="row">All together</th>
        <td colSpan={2} data-none>&nbsp;</td>
        <td className={css['bars']}><span className={css['says']}><span>one person</span><span>{chanceWords(evidence.probability)}</span></span><Bar from={0} to={evidence.totalBits} scale={scale} cutBits={cutBits} /></td>
      </tr>
    </>
  );
}

/** Two records side by side, what agrees and what does not, and how each field moves the odds that they are one person. `isPart`: of a page that tells beside it how both are known. */
export function EvidenceTable({ likeness, isPart = false }: { readonly likeness: Likeness; readonly isPart?: boolean }): ReactNode {
  const { left, right, evidence, joinsFrom, refusal, wholeProbability } = likeness;
  const steps = evidence === null ? [] : stepsOf(evidence);
  const cutBits = joinsFrom === null ? null : bitsOf(joinsFrom);
  const scale = scaleOf(steps, cutBits);
  const saysMore = evidence !== null && wholeProbability !== null && wholeProbability > evidence.probability + 0.05;
  return (
    <>
      <div className={css['head']}>
        <p className={css['verdict']} data-testid="verdict">{verdictWords(likeness)}</p>
        {refusal !== null && <p className={css['because']}>{likelyRefusalWords(refusal, joinsFrom)}</p>}
        {saysMore && <p className={css['because']}>By everything that both ever said, it is {chanceWords(wholeProbability)}; the table shows the two records that agree most.</p>}
        {evidence !== null && evidence.householdProbability >= 0.1 && evidence.probability < 0.9 && <p className={css['because']}>That they are two people of one home is {chanceWords(evidence.householdProbability)}.</p>}
        {evidence !== null && likeness.sharedKeys.length === 0 && left.id !== right.id && <p className={css['because']}>They share no rare value, so nothing would ever have compared them.</p>}
      </div>
      {(evidence !== null || !isPart) && <table className={css['evidence']} aria-label="What both say" data-testid="evidence">
        <thead><tr><th scope="col" className={css['field']}>&nbsp;</th><th scope="col"><Who side={left} /></th><th scope="col"><Who side={right} /></th><th scope="col" className={css['bars']}>{evidence === null ? '' : 'What it says about one person'}</th></tr></thead>
        <tbody>
          {evidence !== null && <FieldRows evidence={evidence} scale={scale} cutBits={cutBits} steps={steps} />}
          {!isPart && <tr><th scope="row">Known by</th><td><Known side={left} /></td><td><Known side={right} /></td><td data-none>&nbsp;</td></tr>}
        </tbody>
      </table>}
      {evidence !== null && (
        <p className={css['legend']} aria-hidden>
          <span><i />for one person</span><span><i data-kind="against" />against</span><span><i data-kind="even" />even odds</span>{cutBits !== null && <span><i data-kind="cut" />joined by itself from here</span>}
        </p>
      )}
    </>
  );
}
