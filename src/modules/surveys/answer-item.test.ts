import assert from 'node:assert/strict';
import { test } from 'node:test';
import { publicId } from '../../kernel/public-id.ts';
import type { OutboxEvent } from '../../platform/outbox/outbox.ts';
import { answerItem } from './answer-item.ts';
import { TEMPLATES } from './definition/templates.ts';
import { momentsIn } from './receive-moments.ts';
import type { Untold } from './told-store.ts';

const AT = new Date(Date.UTC(2026, 5, 1, 12));

test('whoever is asked after a talk answers in one tap whether it was solved, and the answer names that talk', () => {
  const definition = TEMPLATES.find(({ key }) => key === 'contact')?.definition ?? assert.fail();
  const [met] = momentsIn([{ type: 'interaction.said', interactions: [{ number: 4711, node: 1, home: 1, revision: 1, source: 'calls', brand: '', channel: 'call', office: 'service', kind: 'call-answered', direction: 'in', occurredMs: AT.getTime(), parts: [{ of: 'turn', at: 0, text: 'Hello' }], staff: [{ of: 'turn', at: 1, text: 'Hello' }] }] } as OutboxEvent]);
  const about = met?.about ?? assert.fail();
  const untold = { number: 1, survey: 2, channel: 'email', address: 'ann@home.example', contact: null, aboutType: about.type, aboutId: about.id, aboutLabel: about.label, countedRevision: 1 } as Untold;
  const item = answerItem(untold, definition, { answers: { solved: 'partly' }, via: 'link', at: AT });
  assert.deepEqual(item.answers, [{ question: 'Was it solved?', value: 'partly' }]);
  assert.deepEqual(item.subjects?.find(({ type }) => type === 'contact')?.id, publicId('interaction', 4711));
});
