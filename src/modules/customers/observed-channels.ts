import type { ObservedChannels } from './contract.ts';

/** Channels by which somebody turns to the company. Looking at pages, buying and rating say nothing about where they want to talk. */
export const TALKING_CHANNELS = ['email', 'call', 'chat', 'bot', 'sms', 'letter', 'ticket', 'store', 'social', 'marketplace'] as const;

/** Below so many times nothing is said about which channel somebody prefers. */
export const ENOUGH_TIMES = 3;

/** How often somebody turned to the company on a channel. */
export type TalkingCount = { readonly channel: string; readonly times: number; readonly lastAt: string };

/**
 * The channel that somebody most often writes or calls by; several where they are level. Not what they asked for: that they say themselves.
 * Shape: `most` is empty below `ENOUGH_TIMES`; channels by how often, then by name. Source: docs/methods/preferred-channel.md.
 */
export function mostUsed(counts: readonly TalkingCount[]): Pick<ObservedChannels, 'times' | 'most' | 'channels'> {
  const channels = counts.filter(({ times }) => times > 0).sort((a, b) => b.times - a.times || a.channel.localeCompare(b.channel));
  const times = channels.reduce((sum, one) => sum + one.times, 0);
  return { times, channels, most: times < ENOUGH_TIMES ? [] : channels.filter((one) => one.times === channels[0]?.times).map(({ channel }) => channel) };
}
