import { Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { LinesSkeleton } from '../../../web/primitives/lines-skeleton.tsx';
import { Personal } from '../../../web/primitives/masked.tsx';
import { Problem } from '../../../web/primitives/problem.tsx';
import { channelName } from '../../interactions/web/parts.tsx';
import type { IssueContact, OpenedIssue } from '../contract.ts';
import { IssueStanding } from './issue-standing.tsx';
import { askedText, inSentence, issueName, openFirst } from './issue-words.ts';
import css from './issues.module.css';
import { issuesOfCustomerQuery } from './use-issues.ts';

/** To which other issue of the customer a contact belongs. */
export function BelongsDialog({ opened, contact, move, close }: { readonly opened: OpenedIssue; readonly contact: IssueContact; readonly move: (issue: string) => void; readonly close: () => void }): ReactNode {
  const { data, error, refetch, dataUpdatedAt } = useQuery(issuesOfCustomerQuery(opened.issue.customer));
  const others = openFirst(data?.filter(({ id }) => id !== opened.issue.id) ?? [], dataUpdatedAt);
  return (
    <Modal opened onClose={close} title={`To which issue does this contact by ${inSentence(channelName(contact.channel))} belong?`} size="md">
      {error !== null && data === undefined ? <Problem error={error} again={() => void refetch()} />
        : data === undefined ? <LinesSkeleton lines={4} />
          : others.length === 0 ? <p>This customer has no other issue. Take the contact out instead: then it is one of its own.</p>
            : (
              <ul className={css['choices']}>
                {others.map((one) => (
                  <li key={one.id}>
                    <button type="button" onClick={() => move(one.id)} data-testid="belongs-to">
                      <b><Personal value={issueName(one, channelName)} /></b>
                      <span className={css['quiet']}>{askedText(one, channelName)}</span>
                    </button>
                    <IssueStanding issue={one} nowMs={dataUpdatedAt} />
                  </li>
                ))}
              </ul>
            )}
    </Modal>
  );
}
