import { Button, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import ScanLine from 'lucide-react/icons/scan-line';
import { useCallback, useState, type ReactNode } from 'react';
import { call } from '../../../web/api.ts';
import { counted } from '../../../web/primitives/number.ts';
import { routes as customers, type CustomerLine } from '../../customers/contract.ts';
import { RAISE_LIMITS } from '../contract.ts';
import css from './raised.module.css';
import { canScan, ScanCode } from './scan-code.tsx';

/** Whom or what a report is about: a chosen customer, or a number as it was typed or scanned. */
export type About = { readonly text: string; readonly customer: { readonly id: string; readonly name: string } | null };
export const NOTHING: About = { text: '', customer: null };

const SHOWN = 4;
const nameOf = ({ name, id }: CustomerLine): string => name ?? id;

/** The customer or order, if one knows it: found by whoever may, typed or scanned by everybody. Never required. */
export function AboutField({ about, set, finds }: { readonly about: About; readonly set: (about: About) => void; readonly finds: boolean }): ReactNode {
  const [scanning, setScanning] = useState(false);
  const [asked] = useDebouncedValue(about.text.trim(), 250);
  const { data } = useQuery({ queryKey: ['raise-find', asked], enabled: finds && about.customer === null && asked.length >= 3, queryFn: ({ signal }) => call(customers.list, { query: { q: asked, limit: SHOWN } }, signal) });
  const read = useCallback((code: string) => { setScanning(false); set({ text: code.trim().slice(0, RAISE_LIMITS.number), customer: null }); }, [set]);
  if (about.customer !== null) {
    return <div className={css['chosen']} data-testid="chosen"><span>About <b>{about.customer.name}</b>{about.text === '' ? '' : `, ${about.text}`}</span><Button variant="subtle" size="compact-md" onClick={() => set({ ...about, customer: null })}>Somebody else</Button></div>;
  }
  return (
    <div className={css['about']}>
      <div className={css['row']}>
        <TextInput label={finds ? 'Which customer or order' : 'Order number'} description="If you know it" size="md" value={about.text} maxLength={RAISE_LIMITS.number} autoComplete="off" onChange={(event) => set({ text: event.currentTarget.value, customer: null })} />
        {canScan() && <Button variant="default" size="md" leftSection={<ScanLine size={18} aria-hidden />} onClick={() => setScanning(true)}>Scan</Button>}
      </div>
      {data !== undefined && data.customers.length > 0 && (
        <ul className={css['found']} aria-label="Customers found">
          {data.customers.map((line) => (
            <li key={line.id}><button type="button" onClick={() => set({ text: line.matched === 'order' ? about.text.trim() : '', customer: { id: line.id, name: nameOf(line) } })}><span>{nameOf(line)}</span><span className={css['quiet']}>{line.matched === null ? '' : `by ${line.matched} · `}{counted(line.interactions, 'interaction')}</span></button></li>
          ))}
        </ul>
      )}
      {scanning && <ScanCode read={read} close={() => setScanning(false)} />}
    </div>
  );
}
