import { Button, Select, Textarea, TextInput } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { Personal } from '../../../web/primitives/masked.tsx';
import { percentText } from '../../../web/primitives/number.ts';
import { Mapping, type Preview } from '../contract.ts';
import { feed, TARGETS, targetName } from './edit-mapping.ts';
import css from './preview-page.module.css';

type ColumnOf = Preview['columns'][number];
const ZONES = ['UTC', ...Intl.supportedValuesOf('timeZone')];

function choicesFor(column: ColumnOf): { readonly group: string; readonly items: { readonly value: string; readonly label: string }[] }[] {
  const groups = TARGETS.map(({ group, items }) => ({ group, items: items.map(([value, label]) => ({ value, label })) }));
  const kept = `properties.${column.name}`;
  const known = groups.some(({ items }) => items.some(({ value }) => value === column.mappedTo));
  const other = column.mappedTo === null || known || column.mappedTo === kept ? [] : [{ value: column.mappedTo, label: targetName(column.mappedTo) }];
  return [...groups, { group: 'Else', items: [...other, { value: kept, label: 'Keep as a property' }] }];
}

/** Which column feeds what; every change shows the first rows anew. */
export function MappingEditor({ preview, change }: { readonly preview: Preview; readonly change: (mapping: Mapping) => void }): ReactNode {
  const { mapping } = preview;
  const constants = Object.entries(mapping.fields).filter(([, entry]) => entry.startsWith('=') || entry.includes('{'));
  if (mapping.fields['*'] === '*') return <p>The file is in our own format: every field goes where it says. There is nothing to map.</p>;
  return (
    <>
      <ul className={css['columns']}>
        {preview.columns.map((column) => (
          <li key={column.name} className={css['column']}>
            <span><b>{column.name}</b> {column.filledRatio < 1 && <span className={css['filled']}>filled {percentText(column.filledRatio)}</span>}</span>
            <span className={css['example']} title={column.example} dir="auto"><Personal value={column.example} /></span>
            <Select aria-label={`${column.name} becomes`} size="xs" data={choicesFor(column)} value={column.mappedTo} placeholder="Not used" clearable searchable onChange={(target) => change(feed(mapping, column.name, target))} />
          </li>
        ))}
      </ul>
      {constants.length > 0 && <p className={css['constants']}>Set for every row: {constants.map(([key, entry]) => `${targetName(key)} ${entry.replace(/^=/, '')}`).join(' · ')}</p>}
      <div className={css['settings']}>
        <Select label="Zone of times without one" size="xs" data={ZONES} value={mapping.zone} searchable limit={60} allowDeselect={false} onChange={(zone) => change({ ...mapping, zone: zone ?? 'UTC' })} />
        <Select label="01.02.2025 is" size="xs" data={[{ value: 'true', label: '1 February' }, { value: 'false', label: '2 January' }]} value={mapping.dayFirst === undefined ? null : String(mapping.dayFirst)} placeholder="As seen in the file" onChange={(value) => { const { dayFirst: _before, ...rest } = mapping; change(value === null ? rest : { ...rest, dayFirst: value === 'true' }); }} clearable />
        <Select label="1.234 is" size="xs" data={[{ value: 'comma', label: 'one thousand' }, { value: 'point', label: 'about one' }]} value={mapping.decimal ?? null} placeholder="As seen in the file" onChange={(value) => { const { decimal: _before, ...rest } = mapping; change(value === 'comma' || value === 'point' ? { ...rest, decimal: value } : rest); }} clearable />
        <TextInput label="Currency" size="xs" placeholder="EUR" maxLength={3} defaultValue={mapping.currency ?? ''} onBlur={(event) => { const currency = event.currentTarget.value.trim().toUpperCase(); const { currency: before, ...rest } = mapping; if (currency !== (before ?? '')) change(/^[A-Z]{3}$/.test(currency) ? { ...rest, currency } : rest); }} />
      </div>
      <MappingText mapping={mapping} change={change} />
    </>
  );
}

function MappingText({ mapping, change }: { readonly mapping: Mapping; readonly change: (mapping: Mapping) => void }): ReactNode {
  const [text, setText] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  if (text === null) return <p className={css['text']}><Button variant="default" size="compact-sm" onClick={() => setText(JSON.stringify(mapping, null, 2))}>Edit the mapping as text</Button></p>;
  const use = (): void => {
    try {
      change(Mapping.parse(JSON.parse(text)));
      setText(null);
      setProblem(null);
    } catch {
      setProblem('This is not a mapping: JSON with fields, identifiers, subjects, traits and properties, each from a name to a column, “=constant” or “{template}”.');
    }
  };
  return (
    <div className={css['text']}>
      <Textarea aria-label="Mapping as text" value={text} onChange={(event) => setText(event.currentTarget.value)} autosize minRows={6} maxRows={24} spellCheck={false} error={problem} />
      <Button size="compact-sm" mt="xs" onClick={use}>Use it</Button> <Button variant="default" size="compact-sm" mt="xs" onClick={() => setText(null)}>Leave it</Button>
    </div>
  );
}
