import type { ReactNode } from 'react';
import Check from 'lucide-react/icons/check';
import { MAY, ROLES, type Action } from '../../../kernel/access.ts';
import { roleName } from '../../../web/viewer-menu.tsx';
import css from './role-matrix.module.css';

const ACTION_NAMES: readonly (readonly [Action, string])[] = [
  ['see-today', 'Today'], ['see-customers', 'Customers and their timelines'], ['see-personal-data', 'Names, addresses and numbers in clear'], ['change-identity', 'Part and join customers'], ['see-quarantine', 'Quarantine'],
  ['mend-quarantine', 'Mend and replay'], ['import-files', 'Import files'], ['see-health-details', 'Health in detail'], ['manage-keys', 'Keys'], ['manage-people', 'People'], ['see-audit', 'Audit'], ['export-personal-data', 'Export all that is held of somebody'], ['erase-customers', 'Erase somebody'],
  ['edit-golden-record', 'Change whose word counts'], ['edit-charter', 'Change the charter'], ['sign-charter', 'Sign the charter, when named'], ['govern-charter', 'Say who governs'], ['see-promises', 'Promises, and to whom they were broken'], ['govern-promises', 'Make and publish promises'], ['record-consent', 'Write down what somebody said on consent'], ['teach-readings', 'Correct what is read in texts, and let it be learnt'], ['manage-privacy', 'Retention, and what erasures left'],
  ['see-surveys', 'Surveys, and how much they hear'], ['build-surveys', 'Build surveys'], ['publish-surveys', 'Publish, pause and end surveys'], ['see-outreach', 'What may leave, and what would have gone'], ['reserve-sends', 'Ask before somebody is contacted'], ['govern-outreach', 'Rules of contacts; switch off what leaves'], ['switch-on-sending', 'Switch on what leaves'], ['set-opening-hours', 'Opening hours'], ['raise-it', 'Raise what went wrong'], ['open-sealed-names', 'Open a hidden name, with a reason'], ['see-monday', 'The Monday page'], ['put-questions', 'Put a question to executives'], ['decide-questions', 'Answer it'], ['govern-monday', 'Send the Monday page as a mail'], ['see-cases', 'Cases'], ['work-cases', 'Work on cases'], ['govern-cases', 'Say by when cases are answered'], ['tell-status', 'Say known problems, and who tells what is not known'],
];

/** What each role opens; the server refuses the rest, whatever a page shows. */
export function RoleMatrix(): ReactNode {
  return (
    <div className={css['scroll']} tabIndex={0} role="region" aria-label="What each role opens">
      <table className={css['table']}>
        <thead><tr><th scope="col">Opens</th>{ROLES.map((role) => <th key={role} scope="col">{roleName(role)}</th>)}</tr></thead>
        <tbody>
          {ACTION_NAMES.map(([action, name]) => (
            <tr key={action}><th scope="row">{name}</th>{ROLES.map((role) => <td key={role}>{MAY[action].includes(role) ? <Check size={15} role="img" aria-label="yes" /> : <span className={css['no']}>no</span>}</td>)}</tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
