import { Button, NumberInput, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { call } from '../../../web/api.ts';
import { LinesSkeleton } from '../../../web/primitives/lines-skeleton.tsx';
import { Moment } from '../../../web/primitives/moment.tsx';
import { counted } from '../../../web/primitives/number.ts';
import { Panel } from '../../../web/primitives/panel.tsx';
import { Problem } from '../../../web/primitives/problem.tsx';
import { sayDone } from '../../../web/primitives/toast.tsx';
import { statusRoutes, type HeldStatusSetting, type StatusSetting } from '../contract.ts';
import css from './incidents-page.module.css';

const KEY = ['status-setting'];
const KINDS = ['order', 'parcel', 'refund', 'incident'] as const;
const NOBODY = { name: '', hours: 8 };

/** When we say that we do not know, and who then tells by when. */
export function StatusSettingPanel({ mayChange }: { readonly mayChange: boolean }): ReactNode {
  const { data, error, refetch } = useQuery({ queryKey: KEY, queryFn: ({ signal }) => call(statusRoutes.statusSetting, {}, signal) });
  const [changing, setChanging] = useState(false);
  if (error !== null && data === undefined) return <Problem error={error} again={() => void refetch()} />;
  return (
    <Panel title="When we do not know" testId="status-setting" aside={mayChange ? <Button size="compact-sm" variant="default" aria-expanded={changing} onClick={() => setChanging(!changing)}>{changing ? 'Close' : 'Change'}</Button> : undefined}>
      {data === undefined ? <LinesSkeleton lines={3} /> : changing ? <Change held={data} close={() => setChanging(false)} /> : <Held held={data} />}
    </Panel>
  );
}

function Held({ held: { setting, by, at } }: { readonly held: HeldStatusSetting }): ReactNode {
  const { oldAfterDays, openDays, refundDays, office } = setting;
  return (
    <div className={css['held']}>
      <p>We say that we do not know how something stands now when the last news of it is older than {KINDS.map((kind) => `${counted(oldAfterDays[kind], 'day')} (${kind})`).join(', ')}. After {counted(openDays, 'day')} without a word it is not open any more.</p>
      <p>{refundDays === null ? 'No day is promised for refunds by rule: one counts only where a source names it.' : `A refund is promised within ${counted(refundDays, 'day')} of its return.`}</p>
      <p>{office === null ? 'Nobody is named who tells what is not known, so no answer names anybody.' : <><b>{office.name}</b> tells what is not known, within {counted(office.hours, 'office hour')}. An answer names the moment once somebody confirmed the opening hours (Connect, Opening hours).</>}</p>
      <p className={css['quiet']}>{by === null || at === null ? 'Nobody changed what Custos starts with.' : <>{by}, <Moment at={at} /></>}</p>
    </div>
  );
}

function Change({ held, close }: { readonly held: HeldStatusSetting; readonly close: () => void }): ReactNode {
  const queries = useQueryClient();
  const [setting, setSetting] = useState<StatusSetting>(held.setting);
  const office = setting.office ?? NOBODY;
  const setOffice = (more: Partial<typeof office>): void => setSetting({ ...setting, office: { ...office, ...more } });
  const save = useMutation({
    mutationFn: () => call(statusRoutes.setStatusSetting, { body: { ...setting, office: office.name.trim() === '' ? null : office } }),
    onSuccess: (now) => { queries.setQueryData(KEY, now); close(); sayDone(now.setting.office === null ? 'Saved. No answer names anybody.' : `Saved. ${now.setting.office.name} is named to whoever asks: see that they hear of it.`); },
  });
  return (
    <form className={css['fields']} onSubmit={(event) => { event.preventDefault(); save.mutate(); }}>
      <div className={css['two']}>
        {KINDS.map((kind) => <NumberInput key={kind} label={`Too old after, ${kind}`} suffix=" days" min={1} max={365} allowDecimal={false} value={setting.oldAfterDays[kind]} onChange={(value) => setSetting({ ...setting, oldAfterDays: { ...setting.oldAfterDays, [kind]: Number(value) } })} required />)}
        <NumberInput label="Open until nobody spoke of it for" suffix=" days" min={1} max={365} allowDecimal={false} value={setting.openDays} onChange={(value) => setSetting({ ...setting, openDays: Number(value) })} required />
        <NumberInput label="Refund promised after its return" description="Empty: nothing is promised by rule" suffix=" days" min={1} max={365} allowDecimal={false} value={setting.refundDays ?? ''} onChange={(value) => setSetting({ ...setting, refundDays: value === '' ? null : Number(value) })} />
      </div>
      <TextInput label="Who tells what is not known" description="Said to customers as it stands. Empty: nobody is named" placeholder="Our service office" value={office.name} onChange={(event) => setOffice({ name: event.currentTarget.value })} maxLength={80} />
      {office.name.trim() !== '' && <NumberInput label="Within so many office hours" min={1} max={200} allowDecimal={false} value={office.hours} onChange={(value) => setOffice({ hours: Number(value) })} required />}
      {save.error !== null && <Problem error={save.error} />}
      <Button type="submit" loading={save.isPending}>Save</Button>
    </form>
  );
}
