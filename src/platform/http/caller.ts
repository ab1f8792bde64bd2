import type { IncomingMessage } from 'node:http';
import { BlockList, isIP } from 'node:net';

/** Who stands at the other end of a request. */
export type Caller = {
  /** Network address: an IPv4 address, or the /64 network of an IPv6 one, since whoever has one has them all. For limits only: never stored, never logged. Empty when the connection is gone. */
  readonly address: string;
  /** Whether the caller speaks https, to us or to a trusted proxy: cookies set then never travel over http. */
  readonly isSecure: boolean;
  /** The address of this installation as the caller wrote it: `https://custos.example.org`. */
  readonly origin: string;
};

/** The proxies that stand in front of this installation: what they say of whom they speak for is believed, and nobody else's word. */
export type TrustedProxies = { includes(address: string): boolean };

/** Proxies on this machine. */
const LOOPBACK = ['127.0.0.0/8', '::1'];

/** Reads `10.0.0.5, 10.1.0.0/16, fd00::/8, loopback`. Shape: null when a word of it is no address, no range, or a range of everybody. */
export function parseProxies(text: string): TrustedProxies | null {
  const list = new BlockList();
  for (const word of text.split(',').flatMap((part) => (part.trim() === 'loopback' ? LOOPBACK : [part.trim()]))) {
    const [address = '', bits, ...rest] = word.split('/');
    const family = familyOf(address);
    const most = family === 'ipv4' ? 32 : 128;
    if (family === null || address.includes('%') || rest.length > 0 || (bits !== undefined && !/^[1-9]\d{0,2}$/.test(bits)) || Number(bits ?? most) > most) return null;
    list.addSubnet(address, Number(bits ?? most), family);
  }
  return { includes: (address) => { const family = familyOf(address); return family !== null && list.check(address, family); } };
}

/**
 * Who calls, through trusted proxies: the only place that reads who a request is from. Without proxies the peer itself is the caller, whatever its headers say.
 * Shape: of X-Forwarded-For the last address that is no proxy of ours; a word there that is no address counts as the proxy that passed it on. Of X-Forwarded-Proto the word of the nearest proxy.
 */
export function createCallerOf(proxies: TrustedProxies | null): (request: IncomingMessage) => Caller {
  return ({ socket, headers }) => {
    const peer = bare(socket.remoteAddress ?? '');
    const isForwarded = proxies?.includes(peer) === true;
    const isSecure = isForwarded && headers['x-forwarded-proto'] !== undefined ? words(headers['x-forwarded-proto']).at(-1)?.toLowerCase() === 'https' : 'encrypted' in socket && socket.encrypted === true;
    return { address: countedAs(isForwarded ? firstStranger(peer, words(headers['x-forwarded-for']), proxies) : peer), isSecure, origin: `${isSecure ? 'https' : 'http'}://${headers.host ?? 'localhost'}` };
  };
}

/** Walks from the peer outwards: each trusted proxy tells who came to it. */
function firstStranger(peer: string, forwarded: readonly string[], proxies: TrustedProxies): string {
  let nearest = peer;
  for (const word of forwarded.toReversed()) {
    const address = bare(word);
    if (familyOf(address) === null) return nearest;
    nearest = address;
    if (!proxies.includes(address)) return nearest;
  }
  return nearest;
}

const words = (header: string | readonly string[] | undefined): string[] => [header ?? []].flat().join(',').split(',').map((word) => word.trim()).filter((word) => word !== '');

function familyOf(address: string): 'ipv4' | 'ipv6' | null {
  const family = isIP(address);
  return family === 0 ? null : family === 4 ? 'ipv4' : 'ipv6';
}

/** An address without what some write around it: brackets, a port, a zone, the IPv6 form of an IPv4 address. */
function bare(word: string): string {
  const address = /^\[([^\]]*)\](?::\d+)?$/.exec(word)?.[1] ?? /^([\d.]+):\d+$/.exec(word)?.[1] ?? word;
  return address.replace(/%.*$/, '').replace(/^::ffff:(?=[\d.]+$)/i, '');
}

function countedAs(address: string): string {
  if (familyOf(address) !== 'ipv6') return address;
  const [before = [], after = []] = address.split('::').map((half) => half.split(':').filter((group) => group !== ''));
  const groups = [...before, ...Array.from({ length: Math.max(0, 8 - before.length - after.length) }, () => '0'), ...after];
  return `${groups.slice(0, 4).map((group) => Number.parseInt(group, 16).toString(16)).join(':')}::/64`;
}
