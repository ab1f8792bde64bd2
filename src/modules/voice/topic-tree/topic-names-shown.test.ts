import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Topic, TopicTree } from '../topics/topic-tree.ts';
import { topicNamesShown } from './topic-names-shown.ts';
import type { TopicPass } from './topic-store.ts';

const topic = (id: number, name: string, hidden = false): Topic => ({ id, name, group: null, words: [], care: { named: false, pinned: false, hidden }, young: null }) as unknown as Topic;
const tree = (...topics: readonly Topic[]): TopicTree => ({ topics, groups: [] }) as unknown as TopicTree;
const current = { number: 4 } as TopicPass;

test('merged topics count as one, hidden ones as none, and names say their language where there are several', () => {
  const english = { base: tree(), rows: tree(topic(1, 'late parcel'), topic(2, 'slow parcel'), topic(3, 'noise')), tree: tree(topic(1, 'late parcel'), topic(3, 'noise', true)), into: new Map([[2, 1]]) };
  const shown = topicNamesShown({ current, languages: new Map([['en', english]]) });
  assert.deepEqual([shown?.pass, [...shown?.names ?? []], [...shown?.shownAs ?? []]], [4, [['en.1', 'late parcel']], [['en.1', 'en.1'], ['en.2', 'en.1']]]);
  const both = topicNamesShown({ current, languages: new Map([['en', english], ['de', { base: tree(), rows: tree(topic(1, 'Paket')), tree: tree(topic(1, 'Paket')), into: new Map() }]]) });
  assert.deepEqual([...both?.names.values() ?? []], ['late parcel (en)', 'Paket (de)']);
  assert.equal(topicNamesShown({ current: null, languages: new Map() }), null);
});
