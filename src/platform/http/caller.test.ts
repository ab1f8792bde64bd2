import assert from 'node:assert/strict';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { test } from 'node:test';
import { createCallerOf, parseProxies } from './caller.ts';

const STRANGER = '203.0.113.9';
const asked = (remoteAddress: string | undefined, headers: IncomingHttpHeaders = {}, encrypted = false): IncomingMessage => ({ socket: { remoteAddress, ...(encrypted ? { encrypted } : {}) }, headers: { host: 'custos.example.org', ...headers } }) as IncomingMessage;
const through = (proxies: string | null) => createCallerOf(proxies === null ? null : parseProxies(proxies));
const addressOf = (proxies: string | null, peer: string | undefined, forwarded: string): string => through(proxies)(asked(peer, { 'x-forwarded-for': forwarded })).address;

test('a forged header of a stranger changes nothing: neither the address, nor whether it is secure, nor where links lead', () => {
  const forged = { 'x-forwarded-for': '10.0.0.5', 'x-forwarded-proto': 'https', 'x-forwarded-host': 'evil.example', forwarded: 'for=1.2.3.4;proto=https;host=evil.example' };
  for (const proxies of [null, 'loopback, 10.0.0.0/8']) assert.deepEqual(through(proxies)(asked(STRANGER, forged)), { address: STRANGER, isSecure: false, origin: 'http://custos.example.org' });
});

test('behind a trusted proxy each visitor has an address of their own', () => {
  assert.deepEqual(['198.51.100.1', '198.51.100.2'].map((visitor) => addressOf('10.0.0.5', '10.0.0.5', visitor)), ['198.51.100.1', '198.51.100.2']);
  assert.equal(addressOf('10.0.0.5', '10.0.0.6', '198.51.100.1'), '10.0.0.6');
});

test('what a visitor wrote before the proxy added who they are is not believed', () => {
  assert.equal(addressOf('loopback', '127.0.0.1', `1.1.1.1, 2.2.2.2, ${STRANGER}`), STRANGER);
  assert.equal(addressOf('loopback', '127.0.0.1', `127.0.0.1, 127.0.0.1, ${STRANGER}`), STRANGER);
});

test('proxies behind each other are walked through, from the last to the first', () => {
  assert.equal(addressOf('loopback, 10.1.0.0/16', '::1', `1.1.1.1, ${STRANGER}, 10.1.7.7, 10.1.200.3`), STRANGER);
  assert.equal(addressOf('10.1.0.0/16', '10.1.0.1', '10.1.0.9, 10.1.0.8'), '10.1.0.9');
});

test('a word that is no address counts as the proxy that passed it on', () => {
  for (const word of ['unknown', '_hidden', '999.1.1.1', '', `${STRANGER}, x`]) assert.equal(addressOf('loopback', '127.0.0.1', word), '127.0.0.1', word);
});

test('one visitor counts once, however their address is written', () => {
  for (const written of [STRANGER, `${STRANGER}:51000`, `::ffff:${STRANGER}`, ` ${STRANGER} `, `[::ffff:${STRANGER}]:443`]) assert.equal(addressOf('loopback', '::ffff:127.0.0.1', written), STRANGER);
});

test('whoever has one IPv6 address of a network has them all, so they count as one', () => {
  const seen = ['2001:db8:0:7::1', '2001:0db8::7:a:b:c:d', '[2001:db8:0:7:ffff::2]:443', '2001:db8:0:7:1:2:3.4.5.6'].map((visitor) => addressOf('loopback', '127.0.0.1', visitor));
  assert.deepEqual(new Set(seen), new Set(['2001:db8:0:7::/64']));
  assert.notEqual(addressOf('loopback', '127.0.0.1', '2001:db8:0:8::1'), seen[0]);
  assert.equal(through(null)(asked('fe80::1%eth0')).address, 'fe80:0:0:0::/64');
});

test('the nearest trusted proxy says whether visitors speak https; without one the connection does', () => {
  const secure = (peer: string, proto: string | undefined, encrypted = false): boolean => through('loopback')(asked(peer, proto === undefined ? {} : { 'x-forwarded-proto': proto }, encrypted)).isSecure;
  assert.deepEqual([secure('127.0.0.1', 'https'), secure('127.0.0.1', 'HTTP'), secure('127.0.0.1', 'https, http'), secure('127.0.0.1', undefined)], [true, false, false, false]);
  assert.deepEqual([secure(STRANGER, 'http', true), secure('127.0.0.1', undefined, true)], [true, true]);
  assert.equal(through('loopback')(asked('127.0.0.1', { 'x-forwarded-proto': 'https' })).origin, 'https://custos.example.org');
});

test('a connection that is gone has no address', () => assert.equal(addressOf('loopback', undefined, STRANGER), ''));

test('proxies are addresses, ranges and the word loopback; a range of everybody is none', () => {
  for (const fine of ['10.0.0.5', '10.0.0.0/8', 'fd00::/8', '::1', 'loopback', 'loopback,10.0.0.5 , 192.168.0.0/16']) assert.notEqual(parseProxies(fine), null, fine);
  for (const bad of ['', 'proxy.example.org', '10.0.0', '10.0.0.5/33', '10.0.0.5/', '10.0.0.5/8/8', '10.0.0.0/-1', '0.0.0.0/0', '::/0', 'fd00::/129', '10.0.0.5;10.0.0.6', 'loopback,', 'fe80::1%eth0', '010.0.0.1', 'true']) assert.equal(parseProxies(bad), null, bad);
});
