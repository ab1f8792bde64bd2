import { Fragment, type ReactNode } from 'react';
import css from './document.module.css';
import { documentBlocks, stretchesOf, type DocumentBlock } from './document-blocks.ts';

/** How a link of a page is shown: where it leads is known to whoever shows the page. */
type ShowLink = (to: string, text: string) => ReactNode;

function Running({ text, link }: { readonly text: string; readonly link: ShowLink }): ReactNode {
  return stretchesOf(text).map(({ kind, text: own, to = '' }, at) => {
    if (kind === 'code') return <code key={at}>{own}</code>;
    if (kind === 'strong') return <strong key={at}>{own}</strong>;
    if (kind === 'emphasis') return <em key={at}>{own}</em>;
    return <Fragment key={at}>{kind === 'link' ? link(to, own) : own}</Fragment>;
  });
}

function Block({ block, link }: { readonly block: DocumentBlock; readonly link: ShowLink }): ReactNode {
  if (block.kind === 'heading') return block.level === 2 ? <h2>{block.text}</h2> : <h3>{block.text}</h3>;
  if (block.kind === 'paragraph') return <p><Running text={block.text} link={link} /></p>;
  if (block.kind === 'code') return <pre tabIndex={0}>{block.text}</pre>;
  if (block.kind === 'list') {
    const items = block.items.map((item, at) => <li key={at}><Running text={item} link={link} /></li>);
    return block.isNumbered ? <ol>{items}</ol> : <ul>{items}</ul>;
  }
  return (
    <div className={css['scroll']} tabIndex={0} role="region" aria-label={block.head.join(', ')}>
      <table>
        <thead><tr>{block.head.map((cell, at) => <th key={at} scope="col"><Running text={cell} link={link} /></th>)}</tr></thead>
        <tbody>{block.rows.map((row, line) => <tr key={line}>{row.map((cell, at) => <td key={at}><Running text={cell} link={link} /></td>)}</tr>)}</tbody>
      </table>
    </div>
  );
}

/** A written page below its title, which is shown by whoever shows the page. Nothing of it is taken for HTML. */
export function DocumentText({ text, link }: { readonly text: string; readonly link: ShowLink }): ReactNode {
  return <article className={css['document']}>{documentBlocks(text).filter((block) => block.kind !== 'heading' || block.level > 1).map((block, at) => <Block key={at} block={block} link={link} />)}</article>;
}
