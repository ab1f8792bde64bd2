import { Select } from '@mantine/core';
import type { ReactNode } from 'react';
import { momentText } from '../../../web/primitives/moment-text.ts';
import { asksForGroups, GROUP_KINDS, type CustomerGroups, type GroupKind, type InGroups } from '../contract.ts';
import css from './group-filters.module.css';
import { customerGroupName, GROUP_NAMES, useCustomerGroups } from './customer-groups.ts';

/** Filters of a page by what customers are today. Kinds without a group that anybody is in are not offered; as of a moment none is, because what customers were then is not kept. */
export function GroupFilters({ asked, asOf, className, change }: { readonly asked: InGroups; readonly asOf: string | undefined; readonly className: string | undefined; change(kind: GroupKind, key: string | undefined): void }): ReactNode {
  const groups = useCustomerGroups(asOf === undefined);
  return GROUP_KINDS.map((kind) => {
    const chosen = asked[kind];
    const known = (groups?.groups ?? []).filter((one) => one.kind === kind && (one.people > 0 || one.key === chosen)).map(({ key, name }) => ({ value: key, label: name }));
    const data = chosen === undefined || known.some(({ value }) => value === chosen) ? known : [...known, { value: chosen, label: chosen }];
    return data.length === 0 ? null : <Select key={kind} aria-label={GROUP_NAMES[kind]} size="sm" className={className ?? ''} data={data} value={chosen ?? null} placeholder={GROUP_NAMES[kind]} clearable onChange={(key) => { change(kind, key ?? undefined); }} />;
  });
}

/** As of when customers are in the groups that are asked for; nothing where none is. */
export function GroupsNote({ asked, groups }: { readonly asked: InGroups; readonly groups: CustomerGroups | undefined }): ReactNode {
  if (groups === undefined || !asksForGroups(asked)) return null;
  return <p role="note" className={css['note']}>{groups.countedAt === null ? 'Customers are being put into groups; ask again in a moment.' : `Customers as they are today, counted ${momentText(groups.countedAt, 'short')}; what nobody known said is in no group.`}</p>;
}

/** The groups that are asked for, by their names: `value segment High value`. */
export function groupWords(asked: InGroups, groups: CustomerGroups | undefined): string[] {
  return GROUP_KINDS.flatMap((kind) => { const key = asked[kind]; return key === undefined ? [] : [`${GROUP_NAMES[kind].toLowerCase()} ${customerGroupName(groups, kind, key)}`]; });
}
