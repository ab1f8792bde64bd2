/** Who may do what. Roles are given to people; API keys carry one of the key kinds. */
export const ROLES = ['owner', 'brand-office', 'service-office', 'agent', 'analyst', 'executive', 'employee', 'read-only', 'ombudsman'] as const;
export type Role = (typeof ROLES)[number];

export const KEY_KINDS = ['write', 'read', 'sql', 'contact'] as const;
export type KeyKind = (typeof KEY_KINDS)[number];

/** Everything that a route can ask permission for. `see-personal-data` is asked by masking, not by routes. */
export const ACTIONS = [
  'see-own-session', 'see-today', 'see-customers', 'see-personal-data', 'change-identity', 'govern-identity', 'see-quarantine', 'mend-quarantine',
  'import-files', 'manage-people', 'manage-keys', 'see-audit', 'see-health-details', 'run-demo', 'back-up', 'export-personal-data', 'erase-customers', 'edit-golden-record',
  'edit-charter', 'sign-charter', 'govern-charter', 'record-consent', 'manage-privacy', 'teach-readings', 'ask-sql', 'name-rivals', 'see-cases', 'work-cases', 'govern-cases', 'see-promises', 'govern-promises', 'tell-status', 'set-opening-hours',
  'see-surveys', 'build-surveys', 'publish-surveys', 'reserve-sends', 'see-outreach', 'govern-outreach', 'switch-on-sending', 'raise-it', 'open-sealed-names', 'see-monday', 'put-questions', 'decide-questions', 'govern-monday',
  'escalate', 'see-escalations', 'rule-escalations',
] as const;
export type Action = (typeof ACTIONS)[number];

/** Whoever is asking: a signed-in person or a key. `source` is set for write keys: what they send is said by that source. */
export type Viewer =
  | { readonly kind: 'person'; readonly id: string; readonly name: string; readonly role: Role }
  | { readonly kind: 'key'; readonly id: string; readonly name: string; readonly key: KeyKind; readonly source: string | null; readonly personalData: boolean };

const everyone: readonly Role[] = ROLES;
const offices: readonly Role[] = ['owner', 'brand-office', 'service-office'];

/** Which roles may do an action. The single place where the matrix stands; the web hides what it forbids, the server refuses it. */
export const MAY: Readonly<Record<Action, readonly Role[]>> = {
  'see-own-session': everyone,
  'see-today': everyone,
  'see-customers': ['owner', 'brand-office', 'service-office', 'agent', 'analyst', 'executive', 'read-only', 'ombudsman'],
  'see-personal-data': ['owner', 'brand-office', 'service-office', 'agent', 'ombudsman'],
  'change-identity': [...offices, 'agent'],
  'govern-identity': offices,
  'see-quarantine': [...offices, 'analyst'],
  'mend-quarantine': offices,
  'import-files': offices,
  'manage-people': ['owner'],
  'manage-keys': ['owner'],
  'see-audit': ['owner'],
  'see-health-details': [...offices, 'analyst'],
  'run-demo': ['owner'],
  'back-up': ['owner'],
  'export-personal-data': offices,
  'erase-customers': ['owner'],
  'edit-golden-record': offices,
  'edit-charter': offices,
  'sign-charter': [...offices, 'agent', 'analyst', 'executive'],
  'govern-charter': ['owner'],
  'record-consent': [...offices, 'agent'],
  'manage-privacy': ['owner'],
  'teach-readings': [...offices, 'agent', 'analyst'],
  'ask-sql': [...offices, 'analyst'],
  'name-rivals': offices,
  'reserve-sends': offices,
  'see-outreach': [...offices, 'agent', 'analyst', 'executive', 'ombudsman'],
  'govern-outreach': offices,
  'switch-on-sending': ['owner'],
  'see-surveys': [...offices, 'agent', 'analyst', 'executive', 'read-only'],
  'build-surveys': [...offices, 'analyst'],
  'publish-surveys': offices,
  'see-cases': ['owner', 'brand-office', 'service-office', 'agent', 'analyst', 'executive', 'read-only', 'ombudsman'],
  'work-cases': [...offices, 'agent'],
  'govern-cases': offices,
  'set-opening-hours': offices,
  'see-promises': ['owner', 'brand-office', 'service-office', 'agent', 'analyst', 'executive', 'read-only', 'ombudsman'],
  'govern-promises': offices,
  'tell-status': offices,
  'escalate': everyone,
  'see-escalations': [...offices, 'executive', 'ombudsman'],
  'rule-escalations': ['ombudsman'],
  'raise-it': everyone,
  'open-sealed-names': ['owner'],
  'see-monday': [...offices, 'executive'],
  'put-questions': [...offices, 'executive'],
  'decide-questions': ['owner', 'executive'],
  'govern-monday': ['owner'],
};

const KEYS_MAY: Readonly<Record<KeyKind, readonly Action[]>> = {
  write: [],
  read: ['see-customers', 'see-cases', 'see-today', 'see-own-session'],
  sql: ['ask-sql', 'see-own-session'],
  contact: ['reserve-sends', 'see-own-session'],
};

/** Whether this viewer may do this. Read keys may read customers; SQL keys may ask the views for analysts; contact keys may ask before somebody is contacted; write keys may only send interactions. */
export function may(viewer: Viewer, action: Action): boolean {
  if (viewer.kind === 'person') return MAY[action].includes(viewer.role);
  if (action === 'see-personal-data') return viewer.key !== 'write' && viewer.personalData;
  return KEYS_MAY[viewer.key].includes(action);
}
