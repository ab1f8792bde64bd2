import type { CaseFactKind } from './case.ts';

/** What happened, after the name of whoever did it. */
export const KIND_WORDS: Readonly<Record<CaseFactKind, string>> = {
  opened: 'opened this case', taken: 'took this case', assigned: 'gave this case to somebody', 'handed-over': 'handed this case over', informed: 'informed the customer', 'came-back': 'learnt that a reply came back', resolved: 'said that it is solved', 'customer-said': 'recorded the customer’s word',
  noted: 'wrote a note', prioritised: 'changed how urgent it is', paused: 'paused this case', resumed: 'went on with this case', reopened: 'opened this case again', broken: 'said that a promise was broken', remedied: 'recorded a remedy', linked: 'added an interaction',
  absorbed: 'made another case a part of this one', 'let-go': 'split a part off', merged: 'made this case a part of another', parted: 'split this case off', returned: 'put this case back, because its owner left', heard: 'heard from the customer', 'fell-silent': 'closed this case without the customer’s word',
};
