import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { capital } from '../../../kernel/capital.ts';
import { momentText } from '../../../web/primitives/moment-text.ts';
import { Moment } from '../../../web/primitives/moment.tsx';
import { channelName } from '../../interactions/web/parts.tsx';
import type { OpenedIssue, SaidOfTwo } from '../contract.ts';
import css from './issues.module.css';

/** Words said in one go. Shape: at least one; all by the same person at the same moment. */
type OneGo = readonly [SaidOfTwo, ...SaidOfTwo[]];

function inOneGo(said: readonly SaidOfTwo[]): OneGo[] {
  return [...Map.groupBy(said, ({ by, at, together }) => `${at} ${by} ${String(together)}`).values()] as unknown as OneGo[];
}

/** What was said by hand of an issue's contacts, the latest first. `takeBack` null: whoever looks may not. */
export function SaidByHand({ opened, takeBack }: { readonly opened: OpenedIssue; readonly takeBack: ((words: readonly string[]) => void) | null }): ReactNode {
  const { said, contacts, elsewhere } = opened;
  if (said.length === 0) return null;
  const goes = inOneGo(said);
  const named = (id: string): string => {
    const contact = [...contacts, ...elsewhere].find(({ interaction }) => interaction === id);
    return contact === undefined ? 'a contact that is gone' : `${channelName(contact.channel)} of ${momentText(contact.at, 'short')}`;
  };
  const told = (words: OneGo): string => {
    const [{ a, b, together }] = words;
    if (together) return `${capital(named(a))} and ${named(b)} are one thing`;
    const shared = words.length === 1 ? null : [a, b].find((id) => words.every((one) => one.a === id || one.b === id)) ?? null;
    return shared === null ? `${capital(named(a))} and ${named(b)} are two things` : `${capital(named(shared))} is about something else than ${words.length} others`;
  };
  return (
    <section className={css['said']} aria-label="Said by hand" data-testid="said-by-hand">
      <h3>Said by hand</h3>
      <Words goes={goes.filter(isStanding)} told={told} takeBack={takeBack} />
      {goes.some((words) => !isStanding(words)) && <details className={css['back']}><summary>Taken back</summary><Words goes={goes.filter((words) => !isStanding(words))} told={told} takeBack={null} /></details>}
    </section>
  );
}

function isStanding(words: OneGo): boolean {
  return words.some(({ undoneAt }) => undoneAt === null);
}

function Words({ goes, told, takeBack }: { readonly goes: readonly OneGo[]; readonly told: (words: OneGo) => string; readonly takeBack: ((words: readonly string[]) => void) | null }): ReactNode {
  return (
    <ul>
      {goes.map((words) => {
        const [{ id, by, at, undoneAt }] = words;
        return (
          <li key={id}>
            <span>{told(words)} <span className={css['quiet']}>{by}, <Moment at={at} shape="ago" />{!isStanding(words) && undoneAt !== null && <>; taken back <Moment at={undoneAt} shape="ago" /></>}</span></span>
            {takeBack !== null && <Button size="compact-xs" variant="default" onClick={() => takeBack(words.flatMap((one) => (one.undoneAt === null ? one.id : [])))}>Take it back</Button>}
          </li>
        );
      })}
    </ul>
  );
}
