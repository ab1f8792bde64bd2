import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AppError } from '../../../kernel/app-error.ts';
import { readSummaries } from './read-summaries.ts';

const refusalOf = (csv: string): string => { try { readSummaries(csv); } catch (error) { if (error instanceof AppError) return error.detail; throw error; } return assert.fail('it was taken'); };

test('lines are read with commas or semicolons, quotes, a comma in the mean, with ratings by stars or without', () => {
  assert.deepEqual(readSummaries('\uFEFFsite,rival,on,mean,ratings\r\nReview Harbour,"Fjord, Fell & Co",2026-03-01,4.20,1310\r\n\r\n'), [{ site: 'Review Harbour', rival: 'Fjord, Fell & Co', on: '2026-03-01', mean: '4.20', ratings: 1310, address: '' }]);
  assert.deepEqual(readSummaries('site;on;mean;ratings;1;2;3;4;5;address\nplazunto;2026-03-01;4,0;10;0;1;2;3;4;https://p.example/x').map(({ rival, mean, stars, address }) => [rival, mean, stars, address]), [['', '4.0', [0, 1, 2, 3, 4], 'https://p.example/x']]);
});

test('a quoted field may hold a line break and the separator; lines after it keep their numbers', () => {
  const head = 'site;rival;on;mean;ratings\r\n';
  assert.deepEqual(readSummaries(`${head}"Review\r\nHarbour";"Fjord; ""Fell"" & Co";2026-03-01;4,2;1310\r\n`).map(({ site, rival, mean }) => [site, rival, mean]), [['Review Harbour', 'Fjord; "Fell" & Co', '4.2']]);
  assert.match(refusalOf(`${head}"Review\r\nHarbour";us;2026-03-01;4,2;1310\r\nplazunto;us;2026-03-01;7;1`), /Line 4: mean:/);
});

test('a line with too few or too many fields is named, not guessed', () => {
  assert.match(refusalOf('site,on,mean,ratings\nplazunto,2026-03-01,4,2,100'), /Line 2: The line has 5 cells where the header has 4/);
});

test('what is wrong is named by its line, and nothing is taken', () => {
  assert.match(refusalOf(''), /no summary in it/);
  assert.match(refusalOf('site,on,stars\na,2026-01-01,4'), /Missing: mean, ratings\. Not known: stars/);
  const told = refusalOf('site,on,mean,ratings,1,2,3,4,5\nplazunto,2026-01-01,4.2,100,,,,,\nplazunto,2026-13-01,6,0,,,,,\nplazunto,2026-01-01,4.0,10,1,1,1,1,1\nplazunto,2026-01-01,4.9,5,1,1,1,1,1');
  assert.match(told, /^Nothing was entered\. Line 3: .*on: .*mean: A mean from 1 to 5.*ratings: At least one rating/);
  assert.match(told, /Line 4: The ratings of one to five stars must add up to all ratings/);
  assert.match(told, /Line 5: .*this site weighs them/);
});
