import Pin from 'lucide-react/icons/pin';
import type { ReactNode } from 'react';
import { counted } from '../../../web/primitives/number.ts';
import type { ShownGroup, ShownTopic, TopicFigure } from '../contract.ts';
import { languageName, shareText, wholeShareText } from './said-words.ts';
import { TopicLine } from './topic-line.tsx';
import { TopicOpen, type Around } from './topic-open.tsx';
import { SpentShort } from './topic-spent.tsx';
import { changeText, feltText } from './topics-words.ts';
import css from './topics.module.css';

/** Which topic is open, as the address says. */
export type OpenTopic = { readonly id: string | null; show(id: string | null): void };

type RowProps = { readonly figure: TopicFigure; readonly topic: ShownTopic | null; readonly level: 'group' | 'topic'; readonly mayShape: boolean; readonly open: OpenTopic; readonly around: Around };

/** One topic or group: a button that opens it. */
export function TopicRow({ figure, topic, level, mayShape, open, around }: RowProps): ReactNode {
  const isOpen = open.id === figure.id;
  const { share, change } = figure;
  return (
    <>
      <button type="button" className={css['row']} data-level={level} data-testid="topic-row" data-id={figure.id} aria-expanded={isOpen} onClick={() => open.show(isOpen ? null : figure.id)}>
        <span className={css['name']}>
          {topic?.isPinned === true && <Pin size={13} aria-label="Pinned" />}<bdi>{figure.name}</bdi>
          {topic?.since != null && <span className={css['new']}>New</span>}
          {topic !== null && topic.languages.length > 0 && <span className={css['tongues']}>{topic.languages.map(({ language }) => languageName(language)).join(', ')}</span>}
        </span>
        <TopicLine months={figure.months} />
        <span className={css['figure']}>{share === null ? '' : <b>{shareText(share)}</b>}</span>
        <span className={css['people']}>{figure.people === 0 ? 'nobody' : counted(figure.people, 'person', 'people')}<SpentShort id={figure.id} values={around.values} /></span>
        <span className={css['aside']}>{change?.isReal === true && <b>{changeText(figure)}</b>}<span>{feltText(figure)}</span>{around.whole !== null && <span data-testid="whole">{wholeShareText(around.whole.figures.get(figure.id), around.whole.name)}</span>}</span>
      </button>
      {isOpen && <TopicOpen figure={figure} topic={topic} mayShape={mayShape} around={around} />}
    </>
  );
}

/** Topics below each other. */
export function TopicRows({ topics, ...props }: Omit<RowProps, 'figure' | 'topic' | 'level' | 'mayShape'> & { readonly topics: readonly ShownTopic[] }): ReactNode {
  return <ul className={css['rows']}>{topics.map((topic) => <li key={topic.id}><TopicRow figure={topic} topic={topic} level="topic" mayShape {...props} /></li>)}</ul>;
}

/** A group with its topics. One of a single topic is shown as that topic. */
export function GroupCard({ group, ...props }: Omit<RowProps, 'figure' | 'topic' | 'level' | 'mayShape'> & { readonly group: ShownGroup }): ReactNode {
  return (
    <section className={css['card']} aria-label={group.name} data-testid="topic-group">
      {group.topics.length > 1 && <h2 className={css['head']}><TopicRow figure={group} topic={null} level="group" mayShape {...props} /></h2>}
      <TopicRows topics={group.topics} {...props} />
    </section>
  );
}
