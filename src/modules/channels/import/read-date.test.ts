import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readMoment, sniffDayFirst } from './read-date.ts';

const read = (text: string, dayFirst: boolean | null = null, zone = 'UTC') => { const found = readMoment(text, zone, dayFirst); return typeof found === 'string' ? found : `${found.text} ${found.precision}`; };

test('dates are read as people and programs write them', () => {
  for (const [written, expected] of [
    ['2017-07-09 21:57:05', '2017-07-09T21:57:05Z ms'], ['2011-10-11 13:45:40.276000+02:00', '2011-10-11T13:45:40.276+02:00 ms'], ['2/24/2015 11:35', '2015-02-24T11:35:00Z minute'], ['24.02.2015 9:05', '2015-02-24T09:05:00Z minute'], ['2015/3/1', '2015-03-01T00:00:00Z day'],
    ['20120305', '2012-03-05T00:00:00Z day'], ['Tue, 24 Feb 2015 11:35:52 -0800', '2015-02-24T11:35:52-08:00 ms'], ['Wed Feb 22 18:00:00 +0000 2015', '2015-02-22T18:00:00+00:00 ms'], ['February 24, 2015', '2015-02-24T00:00:00Z day'],
    ['24 de fevereiro de 2015 10:00', '2015-02-24T10:00:00Z minute'], ['3. März 2021', '2021-03-03T00:00:00Z day'], ['14 août 2020', '2020-08-14T00:00:00Z day'], ['2/24/2015 12:05 AM', '2015-02-24T00:05:00Z minute'], ['1330000000', '2012-02-23T12:26:40.000Z ms'], ['1330000000123', '2012-02-23T12:26:40.123Z ms'],
  ] as const) assert.equal(read(written), expected, written);
});

test('what is no date is said to be none, impossible days too', () => {
  for (const written of ['', 'soon', '30/02/2015', '2015-13-01', '2015-02-29', '2/24/2015 25:00', '13:99 2015-01-01', '99999999']) assert.equal(read(written), 'not-a-date', written);
});

test('03/04 is not guessed: the column decides, else it stays open', () => {
  assert.equal(read('03/04/2024'), 'day-or-month');
  assert.equal(read('03/04/2024', true), '2024-04-03T00:00:00Z day');
  assert.equal(read('03/04/2024', false), '2024-03-04T00:00:00Z day');
  assert.equal(read('25/04/2024', false), 'not-a-date', 'a column that leads with months has no month 25');
  assert.equal(sniffDayFirst(['03/04/2024', '05/06/2024']), null);
  assert.equal(sniffDayFirst(['03/04/2024', '25/06/2024']), true);
  assert.equal(sniffDayFirst(['03/04/2024', '02/24/2024']), false);
});

test('a time without a zone has the offset of the zone on that day', () => {
  assert.equal(read('2024-01-15 10:00:00', null, 'Europe/Berlin'), '2024-01-15T10:00:00+01:00 ms');
  assert.equal(read('2024-07-15 10:00:00', null, 'Europe/Berlin'), '2024-07-15T10:00:00+02:00 ms');
  assert.equal(read('2017-07-09 21:57:05', null, 'America/Sao_Paulo'), '2017-07-09T21:57:05-03:00 ms');
});
