/** Networks by the sites that they answer to. */
const NETWORKS: Readonly<Record<string, string>> = {
  'twitter.com': 'x', 'x.com': 'x', 'instagram.com': 'instagram', 'facebook.com': 'facebook', 'fb.com': 'facebook', 'm.me': 'facebook', 'linkedin.com': 'linkedin', 'tiktok.com': 'tiktok', 'youtube.com': 'youtube',
  'threads.net': 'threads', 'threads.com': 'threads', 'bsky.app': 'bluesky', 't.me': 'telegram', 'telegram.me': 'telegram', 'wa.me': 'whatsapp', 'github.com': 'github', 'reddit.com': 'reddit', 'pinterest.com': 'pinterest', 'vk.com': 'vk', 'xing.com': 'xing', 'trustpilot.com': 'trustpilot',
};
const NETWORK_NAMES: Readonly<Record<string, string>> = { ...Object.fromEntries(Object.values(NETWORKS).map((name) => [name, name])), twitter: 'x', insta: 'instagram', ig: 'instagram', fb: 'facebook', li: 'linkedin', yt: 'youtube', tg: 'telegram', mastodon: 'fediverse', fediverse: 'fediverse' };
/** Words that stand before the handle in an address of a profile. */
const BEFORE_HANDLE: ReadonlySet<string> = new Set(['in', 'u', 'user', 'users', 'c', 'channel', 'profile', 'people', 'company', 'add', 'company-beta', 'pub']);

/**
 * A social account as `network:handle`, from `@handle`, `network:handle` or the address of the profile; without a known network the handle alone.
 * An account of the fediverse is `fediverse:user@server`.
 */
export function normalHandle(written: string): string {
  const lower = written.normalize('NFKC').trim().toLowerCase();
  return ofAddress(lower) ?? ofNamed(lower) ?? ofServer(lower) ?? lower.replace(/^@+/, '');
}

function ofAddress(lower: string): string | null {
  const match = /^(?:https?:\/\/)?(?:www\.|m\.|mobile\.|[a-z]{2}\.)?([a-z0-9-]+(?:\.[a-z0-9-]+)+)\/(.+)$/.exec(lower);
  if (match?.[1] === undefined || match[2] === undefined) return null;
  const network = NETWORKS[match[1]];
  const id = /[?&]id=(\w+)/.exec(match[2])?.[1];
  const parts = (match[2].split(/[?#]/)[0] ?? '').split('/').filter((part) => part !== '');
  const handle = (id ?? parts.find((part) => !BEFORE_HANDLE.has(part)) ?? '').replace(/^@/, '');
  if (handle === '') return null;
  if (network !== undefined) return `${network}:${handle}`;
  return parts[0]?.startsWith('@') === true ? `fediverse:${handle}@${match[1]}` : null;
}

function ofNamed(lower: string): string | null {
  const match = /^([a-z]+)\s*[:/]\s*@?([^\s/:]+)$/.exec(lower);
  const network = match?.[1] === undefined ? undefined : NETWORK_NAMES[match[1]];
  return network === undefined || match?.[2] === undefined ? null : `${network}:${match[2]}`;
}

function ofServer(lower: string): string | null {
  const match = /^@([^\s@]+)@([a-z0-9-]+(?:\.[a-z0-9-]+)+)$/.exec(lower);
  return match?.[1] === undefined || match[2] === undefined ? null : `fediverse:${match[1]}@${match[2]}`;
}
