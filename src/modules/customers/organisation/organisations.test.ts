import assert from 'node:assert/strict';
import { test } from 'node:test';
import { companyKey, isDomainOf } from './company-name.ts';
import { organisationsOf, PROVIDER_FROM, providersAmong, type Other, type SaidCompany } from './organisations.ts';
import { workDomain } from './work-domain.ts';

const said = (company: string, saidMs = 1, source = 'crm'): SaidCompany => ({ company, source, saidMs });
const person = (customer: number, domains: readonly string[], companies: readonly string[] = []): Other => ({ customer, kind: 'person', domains, companies });
const desk = (customer: number, domain: string): Other => ({ customer, kind: 'organisation', domains: [domain], companies: [] });

test('an address of a public provider says nothing about where somebody works, in whatever country', () => {
  for (const address of ['ann@gmail.com', 'ann@yahoo.co.uk', 'ann@outlook.de', 'ann@gmx.net', 'x7@marketplace.amazon.de', 'ann', 'ann@localhost', 'ann@nobody.invalid']) assert.equal(workDomain(address), null, address);
  assert.equal(workDomain('ann@Acme.Example'), 'acme.example');
  assert.equal(workDomain('ann@myoutlook.example'), 'myoutlook.example');
});

test('a company is the same with and without its legal form, accents and points; what fills in a form names none', () => {
  assert.equal(companyKey('Müller & Söhne GmbH'), companyKey('Muller und Sohne'));
  assert.equal(companyKey('A.C.M.E. Ltd.'), 'acme');
  assert.equal(companyKey('株式会社トヨタ'), '株式会社トヨタ');
  assert.equal(companyKey('Group AS'), 'group as', 'a name of legal forms alone stays a name');
  for (const nothing of ['', '-', 'n/a', 'None', 'private', 'Self-employed']) assert.equal(companyKey(nothing), null, nothing);
});

test('a domain is that of a company when one of its names is the company’s', () => {
  assert.equal(isDomainOf('acme.example', 'acme'), true);
  assert.equal(isDomainOf('mail.fjell-sons.co.uk', 'fjell sons'), true);
  assert.equal(isDomainOf('acme-fans.example', 'acme'), false);
  assert.equal(isDomainOf('hp.com', 'hp'), false, 'two letters are too few to tell');
});

test('nothing is known of somebody who says no company and whose domain nobody else uses', () => {
  assert.deepEqual(organisationsOf({ domains: [], said: [] }, []), []);
  assert.deepEqual(organisationsOf({ domains: ['ann-lee.example'], said: [said('n/a')] }, []), []);
});

test('what they say and the domain of it are one organisation, with its desk and the others of it', () => {
  const others = [person(7, ['acme.example']), desk(9, 'acme.example'), person(3, [], ['ACME Ltd'])];
  assert.deepEqual(organisationsOf({ domains: ['acme.example'], said: [said('Acme', 1, 'web'), said('Acme GmbH', 5), said('ACME', 2)] }, others), [
    { name: 'Acme GmbH', domains: ['acme.example'], said: [said('Acme GmbH', 5), said('Acme', 1, 'web')], people: [3, 7], desks: [9] },
  ]);
});

test('a domain that is called otherwise is the company’s when somebody there says the company; else the two stand apart', () => {
  const own = { domains: ['fj.example'], said: [said('Fjell & Sons')] };
  assert.deepEqual(organisationsOf(own, [person(7, ['fj.example'], ['Fjell and Sons AS'])]).map(({ name, domains, people }) => [name, domains, people]), [['Fjell & Sons', ['fj.example'], [7]]]);
  assert.deepEqual(organisationsOf(own, [person(7, ['fj.example'], ['Other'])]).map(({ name, domains, people }) => [name, domains, people]), [['Fjell & Sons', [], []], ['Other', ['fj.example'], [7]]]);
});

test('who says nothing belongs to what others at their domain say most; when they differ, it has no name', () => {
  const own = { domains: ['acme.example'], said: [] };
  assert.equal(organisationsOf(own, [person(1, ['acme.example'], ['Acme Ltd']), person(2, ['acme.example'], ['Acme']), person(3, ['acme.example'], ['Side job'])])[0]?.name, 'Acme');
  assert.equal(organisationsOf(own, [person(1, ['acme.example'], ['Acme']), person(3, ['acme.example'], ['Side job'])])[0]?.name, null);
  assert.deepEqual(organisationsOf(own, [desk(4, 'acme.example')]), [{ name: null, domains: ['acme.example'], said: [], people: [], desks: [4] }]);
});

test('a domain at which very many people have addresses is a provider’s, and says nothing', () => {
  const many = Array.from({ length: PROVIDER_FROM }, () => ({ domain: 'post.example', kind: 'person' as const }));
  const few = [...many.slice(1).map((one) => ({ ...one, domain: 'large.example' })), { domain: 'large.example', kind: 'organisation' as const }];
  assert.deepEqual([...providersAmong([...many, ...few])], ['post.example']);
});

test('the order in which everything is told makes no difference', () => {
  const own = { domains: ['b.example', 'acme.example'], said: [said('Acme'), said('Beta', 2)] };
  const others = [person(7, ['acme.example', 'b.example'], ['Beta']), desk(9, 'acme.example'), person(3, ['b.example'], ['Beta AG'])];
  assert.deepEqual(organisationsOf(own, others), organisationsOf({ domains: own.domains.toReversed(), said: own.said.toReversed() }, others.toReversed()));
});
