import { Button, NumberInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { call } from '../../../web/api.ts';
import { LinesSkeleton } from '../../../web/primitives/lines-skeleton.tsx';
import { Moment } from '../../../web/primitives/moment.tsx';
import { PageHead } from '../../../web/primitives/page-head.tsx';
import { Panel } from '../../../web/primitives/panel.tsx';
import { Problem } from '../../../web/primitives/problem.tsx';
import { sayDone } from '../../../web/primitives/toast.tsx';
import { useMay } from '../../../web/session.ts';
import { PORTAL_LIMITS, PortalSetting, routes } from '../contract.ts';
import css from './page-links.module.css';

/** How long links to customers' own pages live, and what customers can do there. */
export function CustomersPagesPage(): ReactNode {
  const { data, error, refetch } = useQuery({ queryKey: ['page-setting'], queryFn: ({ signal }) => call(routes.setting, {}, signal) });
  return (
    <div data-testid="customers-pages">
      <PageHead title="Customers’ own pages" lead="A link leads one customer to a page of their own: what is open, who takes care of it by name, what happens next and by when. They say there whether it is solved, write more, choose how they are answered, give and take back consent, correct their data, and turn to the ombudsman. Links are made on the page of a case or a customer." />
      {error !== null && data === undefined ? <Problem error={error} again={() => void refetch()} /> : data === undefined ? <LinesSkeleton lines={6} height={22} /> : <Setting key={data.version} saved={data} />}
    </div>
  );
}

type Saved = { readonly version: number; readonly setting: PortalSetting; readonly by: string | null; readonly at: string | null };

function Setting({ saved }: { readonly saved: Saved }): ReactNode {
  const isOpen = useMay()('govern-cases');
  const queries = useQueryClient();
  const [setting, change] = useState(saved.setting);
  const checked = PortalSetting.safeParse(setting);
  const save = useMutation({ mutationFn: (body: PortalSetting) => call(routes.saveSetting, { body: { setting: body, basedOn: saved.version } }), onSuccess: async () => { await queries.invalidateQueries({ queryKey: ['page-setting'] }); sayDone('Saved. It holds for links made from now on.'); } });
  const days = (value: number | string): number => (typeof value === 'number' ? value : 0);
  return (
    <>
      <Panel title="How long">
        <form className={css['form']} onSubmit={(event) => { event.preventDefault(); if (checked.success) save.mutate(checked.data); }}>
          <NumberInput size="sm" label="Days that a link lives" description={`After ${PORTAL_LIMITS.freshHours} hours, or in another browser, it asks for the postcode or an order number.`} min={1} max={PORTAL_LIMITS.linkDays} allowDecimal={false} value={setting.linkDays} onChange={(value) => change({ ...setting, linkDays: days(value) })} readOnly={!isOpen} />
          <NumberInput size="sm" label="Days within which a request for a copy or an erasure is answered" description="The law gives one month. The request is a case with this deadline." min={1} max={90} allowDecimal={false} value={setting.requestDays} onChange={(value) => change({ ...setting, requestDays: days(value) })} readOnly={!isOpen} />
          <p className={css['quiet']}>{saved.at === null ? 'This is what Custos starts with.' : <>Version {saved.version}, saved by {saved.by ?? 'somebody who left'}, <Moment at={saved.at} />.</>}</p>
          {isOpen && <Button type="submit" loading={save.isPending} disabled={!checked.success || setting === saved.setting}>Save</Button>}
        </form>
      </Panel>
      <Panel title="What protects a page">
        <p>Nobody can guess a link, and only its hash is kept. It opens one customer’s page alone. {PORTAL_LIMITS.wrongAnswers} wrong answers end it. A browser that was let in is forgotten after {PORTAL_LIMITS.sessionDays} days. Whoever reads the customer’s mail may find both the link and an order number there: give the link to nobody else, and end it when in doubt.</p>
      </Panel>
    </>
  );
}
