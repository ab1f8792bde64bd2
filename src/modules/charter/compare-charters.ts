import { canonicalJson } from '../../kernel/canonical-json.ts';
import { RULE_KINDS, type NamedRule, type RuleSet } from '../customers/contract.ts';
import type { Cell, Change } from './contract.ts';

/** What is compared: rules and cells of one version. `nameOf`: how a person is called. */
export type Compared = { readonly rules: RuleSet; readonly cells: readonly Cell[] };

const KIND_NAMES = { stages: 'Stage', personas: 'Persona', segments: 'Value segment', saved: 'Saved segment' } as const;

/** What differs from one version to another, in the order of the page. Shape: empty when their contents are equal. */
export function changesBetween(before: Compared, after: Compared, nameOf: (person: string) => string): Change[] {
  const changes: Change[] = [];
  for (const kind of RULE_KINDS) {
    const [was, is] = [before.rules[kind], after.rules[kind]];
    for (const key of new Set([...was, ...is].map((named) => named.key))) {
      const [old, now] = [was.find((named) => named.key === key), is.find((named) => named.key === key)];
      if (old === undefined || now === undefined || canonicalJson(old) !== canonicalJson(now)) changes.push({ what: `${KIND_NAMES[kind]} ${(now ?? old)?.name ?? key}`, before: textOf(old), after: textOf(now) });
    }
    const order = (rules: readonly NamedRule[], other: readonly NamedRule[]): string => rules.filter(({ key }) => other.some((named) => named.key === key)).map(({ key }) => key).join(' ');
    if (order(was, is) !== order(is, was)) changes.push({ what: `${KIND_NAMES[kind]}s: the order in which they are tried`, before: was.map(({ name }) => name).join(', '), after: is.map(({ name }) => name).join(', ') });
  }
  const placeOf = (cell: Cell): string => [cell.stage, cell.persona, cell.segment].filter((part) => part !== '').join(' · ');
  const said = (cell: Cell | undefined): string | null => (cell === undefined ? null : `${cell.sentence}${cell.owner === null ? '' : ` (${nameOf(cell.owner)})`}`);
  for (const place of new Set([...before.cells, ...after.cells].map(placeOf))) {
    const [old, now] = [said(before.cells.find((cell) => placeOf(cell) === place)), said(after.cells.find((cell) => placeOf(cell) === place))];
    if (old !== now) changes.push({ what: `Aspired: ${place}`, before: old, after: now });
  }
  return changes;
}

function textOf(named: NamedRule | undefined): string | null {
  return named === undefined ? null : `${named.name}${named.about === '' ? '' : `, ${named.about}`} ${canonicalJson(named.rule)}`;
}
