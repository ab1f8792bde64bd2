import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import MessageSquareQuote from 'lucide-react/icons/message-square-quote';
import { lazy } from 'react';
import { z } from 'zod';
import type { WebModule } from '../../../web/registry.ts';
import { shellRoute } from '../../../web/shell-route.tsx';
import { DIRECTIONS, OFFICES } from '../../interactions/contract.ts';

const SearchNotices = lazy(() => import('./search-notices.tsx').then((module) => ({ default: module.SearchNotices })));
const PraiseOfYou = lazy(() => import('./praise-of-you.tsx').then((module) => ({ default: module.PraiseOfYou })));
const SaidMarks = lazy(() => import('./said-marks.tsx').then((module) => ({ default: module.SaidMarks })));
const text = z.string().optional().catch(undefined);
const pin = z.coerce.number().int().positive().optional().catch(undefined);
const scoresRoute = createRoute({ getParentRoute: () => shellRoute, path: '/scores', validateSearch: z.object({ asOf: text, pin, months: z.coerce.number().int().min(1).max(36).optional().catch(undefined), source: text, channel: text, brand: text, office: text, of: text, behind: text, drivers: text, compare: text, weigh: text, silent: text, predicted: text }), component: lazyRouteComponent(() => import('./scores-page.tsx'), 'ScoresPage') });

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/).optional().catch(undefined);
/** What is chosen or not: `?quotable=true`, which the address reads as a truth value. */
const isSet = z.coerce.string().pipe(z.literal('true')).optional().catch(undefined);
const number = z.coerce.number().optional().catch(undefined);
const word = z.coerce.string().optional().catch(undefined);
/** Groups of customers, by the keys of their rules. */
const groups = { lifecycle: word, persona: word, segment: word, saved: word };
const searched = z.object({ words: text, channel: text, source: text, direction: z.enum(DIRECTIONS).optional().catch(undefined), brand: text, language: text, from: day, until: day, quotable: isSet, office: z.enum(OFFICES).optional().catch(undefined), stage: text, kind: text, ratingFrom: number, ratingUntil: number, feeling: z.enum(['negative', 'neutral', 'positive']).optional().catch(undefined), intent: text, alarm: text, topic: text, product: word, rival: word, ...groups });
const verbatimsRoute = createRoute({ getParentRoute: () => shellRoute, path: '/verbatims', validateSearch: searched.extend({ by: z.literal('meaning').optional().catch(undefined), like: text }), component: lazyRouteComponent(() => import('./verbatims-page.tsx'), 'VerbatimsPage') });
const wallRoute = createRoute({ getParentRoute: () => shellRoute, path: '/verbatims/wall', validateSearch: searched.extend({ all: isSet }), component: lazyRouteComponent(() => import('./wall-page.tsx'), 'WallPage') });

const saidRoute = createRoute({ getParentRoute: () => shellRoute, path: '/said', validateSearch: z.object({ asOf: text, pin, months: z.coerce.number().int().min(1).max(36).optional().catch(undefined), source: text, channel: text, brand: text, language: text, office: text, ...groups, open: text }), component: lazyRouteComponent(() => import('./said-page.tsx'), 'SaidPage') });

const teachRoute = createRoute({ getParentRoute: () => shellRoute, path: '/teach', validateSearch: z.object({ output: text }), component: lazyRouteComponent(() => import('./teach-page.tsx'), 'TeachPage') });

const topicsRoute = createRoute({ getParentRoute: () => shellRoute, path: '/topics', validateSearch: z.object({ asOf: text, pin, months: z.coerce.number().int().min(1).max(36).optional().catch(undefined), source: text, channel: text, brand: text, language: text, office: text, ...groups, open: text }), component: lazyRouteComponent(() => import('./topics-page.tsx'), 'TopicsPage') });

const methodRoute = createRoute({ getParentRoute: () => shellRoute, path: '/methods/$name', component: lazyRouteComponent(() => import('./method-page.tsx'), 'MethodPage') });

const pinsRoute = createRoute({ getParentRoute: () => shellRoute, path: '/pins', component: lazyRouteComponent(() => import('./pins-page.tsx'), 'PinsPage') });

const praiseRoute = createRoute({ getParentRoute: () => shellRoute, path: '/said-of-you', component: lazyRouteComponent(() => import('./praise-page.tsx'), 'PraisePage') });

const rivalsRoute = createRoute({ getParentRoute: () => shellRoute, path: '/rivals', validateSearch: z.object({ months: z.coerce.number().int().min(1).max(36).optional().catch(undefined), site: text }), component: lazyRouteComponent(() => import('./rivals-page.tsx'), 'RivalsPage') });

/** Pages of this module, inside the shell. */
export const routes = [saidRoute, topicsRoute, scoresRoute, rivalsRoute, verbatimsRoute, wallRoute, teachRoute, methodRoute, praiseRoute, pinsRoute] as const;

export const web: WebModule = {
  rooms: [{ key: 'voice', label: 'Voice', icon: MessageSquareQuote, order: 30 }],
  places: [
    { room: 'voice', path: '/said', label: 'What is said', hint: 'How customers feel, what they want, complain of, praise and speak of', needs: 'see-customers', order: 29 },
    { room: 'voice', path: '/topics', label: 'Topics', hint: 'What customers write about, found by itself and named by their words', needs: 'see-customers', order: 29.5 },
    { room: 'voice', path: '/scores', label: 'Scores', hint: 'NPS, CSAT, effort, stars: with how many people are behind them', needs: 'see-customers', order: 30 },
    { room: 'voice', path: '/rivals', label: 'Rivals', hint: 'Us and rivals on public ratings, side by side at the same site', needs: 'see-customers', order: 30.5 },
    { room: 'voice', path: '/verbatims', label: 'Verbatims', hint: 'Everything that was said, searched by its words', needs: 'see-customers', order: 31 },
    { room: 'voice', path: '/pins', label: 'Pins', hint: 'Figures that were pinned for a report, and whether they still give the same number', needs: 'see-customers', order: 36 },
    { room: 'voice', path: '/teach', label: 'Teach', hint: 'Correct what is read in texts, and let the models learn it', needs: 'teach-readings', order: 38 },
  ],
  cards: [{ page: 'today', key: 'praise', title: 'Said of you', order: 5, needs: 'see-own-session', Body: PraiseOfYou }, { page: 'today', key: 'notices', title: 'To know', order: 10, needs: 'see-customers', Body: SearchNotices }],
  marks: [{ key: 'said', order: 10, needs: 'see-customers', Body: SaidMarks }],
};
