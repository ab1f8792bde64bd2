import { useQuery } from '@tanstack/react-query';
import CircleAlert from 'lucide-react/icons/circle-alert';
import CircleCheck from 'lucide-react/icons/circle-check';
import TriangleAlert from 'lucide-react/icons/triangle-alert';
import type { ReactNode } from 'react';
import { LinesSkeleton } from '../primitives/lines-skeleton.tsx';
import { countText } from '../primitives/number.ts';
import { PageHead } from '../primitives/page-head.tsx';
import { Problem } from '../primitives/problem.tsx';
import css from './health-page.module.css';
import { healthQuery, healthSentence } from './health-words.ts';

const SIGNS = { ok: <CircleCheck size={18} aria-label="works" role="img" />, degraded: <TriangleAlert size={18} aria-label="in trouble" role="img" />, down: <CircleAlert size={18} aria-label="does not work" role="img" /> } as const;

/** Whether everything works, and for what does not the one step that mends it. */
export function HealthPage(): ReactNode {
  const { data: health, error, refetch } = useQuery({ ...healthQuery, refetchInterval: 5_000 });
  return (
    <>
      <PageHead title="Health" lead={health === undefined ? ' ' : `${healthSentence(health)} Version ${health.version}.`} />
      {error !== null && health === undefined ? <Problem error={error} again={() => void refetch()} />
        : health === undefined ? <LinesSkeleton lines={6} />
          : (
            <ul className={css['checks']} data-testid="checks">
              {health.checks.map((check) => (
                <li key={check.name} className={css['check']} data-state={check.state}>
                  {SIGNS[check.state]}
                  <div><b>{check.name}</b><p>{check.detail}</p>{check.fix !== null && <p className={css['fix']}>{check.fix}</p>}</div>
                </li>
              ))}
              {health.demo !== null && <li className={css['check']} data-state="ok">{SIGNS.ok}<div><b>Demo company</b><p>{countText(health.demo.loaded)}{health.demo.living ? ' interactions are loaded; new ones keep arriving.' : ` of ${countText(health.demo.planned)} interactions are loaded.`}</p></div></li>}
            </ul>
          )}
    </>
  );
}
