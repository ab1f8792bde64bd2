import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createChance, testSeed } from '../../test/chance.ts';
import { ACTIONS, KEY_KINDS, may, ROLES, type KeyKind } from './access.ts';
import { dayOf, parseMoment, zoneOffsetMinutes } from './instant.ts';
import { formatMinor, parseMinor } from './money.ts';
import { maskPersonal, maskText } from './personal-data.ts';
import { parsePublicId, publicId } from './public-id.ts';

test('money goes in and out exactly, with the decimals of its currency, up to 64 bits', () => {
  for (const [amount, currency, minor] of [['12.5', 'EUR', 1_250n], ['-0.05', 'USD', -5n], ['1200', 'JPY', 1_200n], ['1.234', 'KWD', 1_234n], ['92233720368547758.07', 'EUR', 9_223_372_036_854_775_807n]] as const) {
    assert.equal(parseMinor(amount, currency), minor);
    assert.equal(parseMinor(formatMinor(minor, currency), currency), minor);
  }
  for (const [amount, currency] of [['1.005', 'EUR'], ['12,50', 'EUR'], ['1e5', 'EUR'], ['1', 'euro'], ['92233720368547758.08', 'EUR'], ['', 'EUR']] as const) assert.throws(() => parseMinor(amount, currency), { kind: 'invalid' });
});

test('a moment without a zone is read in its zone, also on the days when clocks change', () => {
  const iso = (text: string, zone: string): string => new Date(parseMoment(text, zone)?.atMs ?? NaN).toISOString();
  assert.equal(iso('2026-03-29T01:30:00', 'Europe/Berlin'), '2026-03-29T00:30:00.000Z');
  assert.equal(iso('2026-03-29T03:30:00', 'Europe/Berlin'), '2026-03-29T01:30:00.000Z');
  assert.equal(iso('2026-10-25T12:00:00', 'Europe/Berlin'), '2026-10-25T11:00:00.000Z');
  assert.equal(iso('2026-07-01T12:00:00+05:30', 'Europe/Berlin'), '2026-07-01T06:30:00.000Z');
  assert.equal(zoneOffsetMinutes('Asia/Kolkata', 0), 330);
});

test('the clock of a zone is what its people read, at every minute around a change and at any moment between', () => {
  const seed = testSeed();
  const chance = createChance(seed);
  for (const zone of ['Europe/Berlin', 'America/Sao_Paulo', 'Australia/Lord_Howe', 'Africa/Casablanca', 'Pacific/Apia', 'Asia/Kathmandu']) {
    const clock = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
    // Apia went over the date line on 2011-12-30 at 10:00 UTC; Berlin and Lord Howe change on these days.
    const changes = ['2011-12-30T10:00Z', '2026-03-29T01:00Z', '2026-10-25T01:00Z', '2026-04-04T15:00Z', '2018-02-18T02:00Z', '2026-02-15T02:00Z'].flatMap((at) => Array.from({ length: 60 }, (_, step) => Date.parse(at) + (step - 30) * 420_000));
    for (const at of chance.shuffle([...changes, ...Array.from({ length: 300 }, () => Date.UTC(1975, 0, 1) + chance.below(2 ** 30) * 1_600)])) {
      assert.equal(new Date(at + zoneOffsetMinutes(zone, at) * 60_000).toISOString().slice(0, 16).replace('T', ' '), clock.format(at), `${zone} at ${new Date(at).toISOString()}, seed ${seed}`);
    }
  }
});

test('a day alone stays that day in every zone, also when it comes as a midnight of its zone', () => {
  for (const zone of ['UTC', 'Europe/Berlin', 'America/Los_Angeles', 'Pacific/Auckland']) {
    for (const text of ['2018-08-23', '2018-08-23T00:00:00', '2018-08-23 23:59', '2018-08-23T00:00:00+02:00', '2018-08-23T00:30:00-09:00']) {
      const moment = parseMoment(text, zone);
      assert.ok(moment !== null);
      assert.equal(new Date(dayOf(moment, zone)).toISOString(), '2018-08-23T00:00:00.000Z', `${text} in ${zone}`);
    }
    assert.equal(new Date(parseMoment('2018-08-23', zone)?.atMs ?? NaN).toISOString(), '2018-08-23T00:00:00.000Z');
  }
});

test('dates that do not exist are no dates', () => {
  for (const text of ['2026-02-30', '2026-13-01', '2026-01-01T25:00', 'tomorrow', '', '2026-1-1']) assert.equal(parseMoment(text), null, text);
  assert.equal(parseMoment('2024-02-29')?.precision, 'day');
});

test('ids say what they are of, and only that kind reads them', () => {
  assert.equal(parsePublicId('customer', publicId('customer', 123_456)), 123_456);
  assert.throws(() => parsePublicId('customer', publicId('node', 1)), { code: 'id-malformed' });
  assert.throws(() => parsePublicId('customer', 'cus_'), { code: 'id-malformed' });
});

test('masked values show that something is there and not what', () => {
  assert.equal(maskPersonal('name', 'Ann Lee'), 'A••• L•••');
  assert.equal(maskPersonal('email', 'ann.lee@mail.example'), 'a•••@•••.example');
  assert.equal(maskPersonal('phone', '+4712345678'), '••••78');
  assert.equal(maskText('Ann Lee (ann@mail.example, +47 123 45 678) is angry, said annabel', ['Ann Lee']), 'A••• L••• (a•••@•••.example, ••••78) is angry, said annabel');
});

test('a word as long as a book is masked as quickly as any text, and an address keeps no part of its name however it stands', () => {
  assert.equal(maskText('x..y%ann@mail.example%z@b.example; a@b, ann@mail.e, @c', []), 'x•••@•••.example%•••@•••.example; a@b, ann@mail.e, @c');
  // It took a minute in which nobody was answered; generous, as machines differ.
  const before = process.cpuUsage();
  for (const letter of ['a', '.', '+']) assert.ok(maskText(`a@ ${letter.repeat(200_000)} ann@mail.example`) === `a@ ${letter.repeat(200_000)} a•••@•••.example`);
  assert.ok(process.cpuUsage(before).user < 10_000_000);
});

test('write keys can only send, read keys only read, SQL keys only ask the views, contact keys only ask before they contact, and only an owner manages access', () => {
  const key = (kind: KeyKind) => ({ kind: 'key', id: 'k', name: 'k', key: kind, source: null, personalData: false }) as const;
  assert.equal(may(key('write'), 'see-customers'), false);
  assert.equal(may(key('read'), 'see-customers'), true);
  assert.equal(may(key('read'), 'see-personal-data'), false);
  assert.deepEqual((['write', 'read', 'sql'] as const).map((kind) => may(key(kind), 'ask-sql')), [false, false, true]);
  assert.equal(may(key('sql'), 'see-customers'), false);
  assert.deepEqual(KEY_KINDS.map((kind) => may(key(kind), 'reserve-sends')), [false, false, false, true]);
  assert.deepEqual(ACTIONS.filter((action) => may(key('contact'), action)), ['see-own-session', 'reserve-sends']);
  assert.deepEqual(ROLES.filter((role) => may({ kind: 'person', id: 'p', name: 'p', role }, 'manage-keys')), ['owner']);
});
