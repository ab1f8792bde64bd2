import type { RuleSet } from '../customers/contract.ts';
import type { Cell } from './contract.ts';

/** The cells that say something and belong to these rules, in one order: the same content is the same text, whoever saved it. */
export function cellsInOrder(cells: readonly Cell[], rules: RuleSet): Cell[] {
  const has = (kind: 'stages' | 'personas' | 'segments', key: string): boolean => rules[kind].some((named) => named.key === key);
  const kept = cells.filter((cell) => (cell.sentence !== '' || cell.owner !== null) && has('stages', cell.stage) && (cell.persona === '' || has('personas', cell.persona)) && (cell.segment === '' || has('segments', cell.segment)));
  const byPlace = new Map(kept.map((cell) => [placeOf(cell), cell]));
  return [...byPlace].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, cell]) => cell);
}

/** The cell that speaks for a customer: the most exact that says something, the persona counting more than the segment. */
export function cellFor(cells: readonly Cell[], stage: string, persona: string, segment: string): Cell | null {
  const tried = [[persona, segment], [persona, ''], ['', segment], ['', '']];
  for (const [whose, worth] of tried) {
    const cell = cells.find((one) => one.stage === stage && one.persona === whose && one.segment === worth && one.sentence !== '');
    if (cell !== undefined) return cell;
  }
  return null;
}

function placeOf({ stage, persona, segment }: Cell): string {
  return `${stage} ${persona} ${segment}`;
}
