/** Parts that other modules' pages are made of: groups of customers to choose from, why names are hidden, what we truly know, and whether the reader's hand is on a list. */
export { customerGroupName, GROUP_NAMES, useCustomerGroups } from './customer-groups.ts';
export { GroupFilters, GroupsNote, groupWords } from './group-filters.tsx';
export { MaskedNote } from './masked-note.tsx';
export { StatusCard } from './status-card.tsx';
export { useHand } from './use-hand.ts';
