import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { call } from '../../../web/api.ts';
import { DocumentText } from '../../../web/primitives/document.tsx';
import { LinesSkeleton } from '../../../web/primitives/lines-skeleton.tsx';
import { PageHead } from '../../../web/primitives/page-head.tsx';
import { Problem } from '../../../web/primitives/problem.tsx';
import { figureRoutes } from '../contract.ts';

const page = getRouteApi('/shell/methods/$name');

/** Another page about a method is a link; what lies elsewhere in the sources is named. */
function linkOf(to: string, text: string): ReactNode {
  const [, name] = /^([a-z][a-z0-9-]*)\.md$/u.exec(to) ?? [];
  if (name !== undefined) return <Link to="/methods/$name" params={{ name }}>{text}</Link>;
  return /^https?:/u.test(to) ? <a href={to} rel="noreferrer">{text}</a> : text;
}

/** A page about a method: what is counted and how, with an example and its source. Read without the internet. */
export function MethodPage(): ReactNode {
  const { name } = page.useParams();
  const { data, error, refetch } = useQuery({ queryKey: ['method', name], staleTime: Infinity, queryFn: ({ signal }) => call(figureRoutes.method, { params: { name } }, signal) });
  return (
    <div data-testid="method-page">
      <PageHead title={data?.title ?? ' '} lead="How figures of this kind come about." />
      {error !== null ? <Problem error={error} again={() => void refetch()} /> : data === undefined ? <LinesSkeleton lines={14} height={22} /> : <DocumentText text={data.text} link={linkOf} />}
    </div>
  );
}
