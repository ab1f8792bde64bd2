/** Parts that other modules' pages are made of: one interaction as an entry of a timeline, channels and stages by name. */
export { ChannelIcon } from './channel-icon.tsx';
export { channelName, departmentOf, DEPARTMENTS, STAGE_NAMES, wordsOf } from './channel-names.ts';
export { InteractionEntry, InteractionBrief } from './interaction-entry.tsx';
export { briefly, passes } from './interaction-words.ts';
export { Stars } from './stars.tsx';
