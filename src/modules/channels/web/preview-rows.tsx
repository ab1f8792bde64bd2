import { useState, type ReactNode } from 'react';
import { Personal } from '../../../web/primitives/masked.tsx';
import type { Preview } from '../contract.ts';
import css from './preview-page.module.css';

type Row = Preview['rows'][number];

function text(value: unknown): string {
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
}

/** Who an interaction would be about: its first identifiers, else its name. */
function who(interaction: Readonly<Record<string, unknown>>): string {
  const identifiers = Array.isArray(interaction['identifiers']) ? interaction['identifiers'] as readonly { readonly value?: unknown }[] : [];
  const name = typeof interaction['traits'] === 'object' && interaction['traits'] !== null ? text((interaction['traits'] as Record<string, unknown>)['name']) : '';
  return [name, ...identifiers.map(({ value }) => text(value))].filter((part) => part !== '').slice(0, 2).join(', ') || 'nobody named';
}

/** `review posted`, or `email, message` where the kind alone does not say the channel. */
function kindText(interaction: Readonly<Record<string, unknown>>): string {
  const channel = text(interaction['channel']);
  const kind = text(interaction['kind']).replaceAll('-', ' ');
  return kind.startsWith(channel) ? kind : `${channel}, ${kind}`;
}

function words(interaction: Readonly<Record<string, unknown>>): string {
  const turns = Array.isArray(interaction['turns']) ? interaction['turns'] as readonly { readonly text?: unknown }[] : [];
  return [text(interaction['title']), text(interaction['text']), text(turns[0]?.text)].filter((part) => part !== '').join(' · ');
}

function PreviewRow({ row }: { readonly row: Row }): ReactNode {
  const [open, setOpen] = useState(false);
  if (row.interaction === null) return <li className={css['row']} data-testid="preview-problem"><span className={css['rowHead']}><span className={css['line']}>{row.line}</span><span className={css['bad']}>{row.problem}</span></span></li>;
  return (
    <li className={css['row']} data-testid="preview-row">
      <button type="button" className={css['rowHead']} aria-expanded={open} onClick={() => setOpen(!open)}>
        <span className={css['line']}>{row.line}</span>
        <span>{text(row.interaction['occurredAt']).replace('T', ' ').slice(0, 16)}</span>
        <span className={css['who']}><Personal value={who(row.interaction)} /></span>
        <span className={css['words']} dir="auto">{kindText(row.interaction)}{words(row.interaction) === '' ? '' : `: ${words(row.interaction)}`}</span>
      </button>
      {row.problem !== null && <p className={css['bad']}>{row.problem}</p>}
      {open && <pre className={css['json']} tabIndex={0} aria-label={`Line ${row.line} as JSON`}>{JSON.stringify(row.interaction, null, 2)}</pre>}
    </li>
  );
}

/** The first rows as interactions; each opens to the whole. Rows that cannot become one say why. */
export function PreviewRows({ rows }: { readonly rows: readonly Row[] }): ReactNode {
  return (
    <>
      <p className={css['heads']} aria-hidden><span>Line</span><span>When</span><span>Who</span><span>What</span></p>
      <ul className={css['rows']} aria-label="Line, when, who, what">{rows.map((row) => <PreviewRow key={row.line} row={row} />)}</ul>
    </>
  );
}
