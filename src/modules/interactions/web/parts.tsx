/** Parts that other modules' pages are made of: one interaction as an entry of a timeline, channels and stages by name. */
export { ChannelIcon } from './channel-icon.tsx';
export { channelName, departmentOf, DEPARTMENTS, STAGE_NAMES, stageName, wordsOf } from './channel-names.ts';
export { InteractionEntry, InteractionBrief } from './interaction-entry.tsx';
export { briefly, passes, saidByCustomer } from './interaction-words.ts';
