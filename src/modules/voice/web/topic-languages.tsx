import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { counted } from '../../../web/primitives/number.ts';
import type { ShownTopic } from '../contract.ts';
import { languageName } from './said-words.ts';
import css from './topics.module.css';
import type { TopicActs } from './use-topics.ts';

/** In which languages a topic is spoken of: how often, in which words, and a way to its topic there. Somebody who may shape topics says where a language is not the same. */
export function TopicLanguages({ topic: { languages }, acts }: { readonly topic: Pick<ShownTopic, 'languages'>; readonly acts: TopicActs | null }): ReactNode {
  const isSeveral = languages.length > 1;
  return (
    <ul className={css['plain']} aria-label="Languages" data-testid="topic-languages">
      {languages.map(({ id, language, name, words, texts, people }, at) => (
        <li key={id}>
          <span>
            <b>{languageName(language)}</b>, {texts === 0 ? 'nothing in this period' : `${counted(texts, 'text')} of ${counted(people, 'person', 'people')}`}{': '}
            <span className={css['words']} lang={language}>{(words.length > 0 ? words : [name]).map((word) => <q key={word}>{word}</q>)}</span>
          </span>
          <span className={css['tools']}>
            <Link to="/topics" search={(before) => ({ ...before, language, open: id })} className={css['quiet']}>In {languageName(language)} alone</Link>
            {acts !== null && isSeveral && at > 0 && <Button size="compact-sm" variant="default" disabled={acts.isBusy} onClick={() => acts.decide({ kind: 'apart', id }, `What is said in ${languageName(language)} is a topic of its own.`)}>Not the same</Button>}
          </span>
        </li>
      ))}
    </ul>
  );
}
