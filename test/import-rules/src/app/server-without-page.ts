/** Breaks server-without-page. */
export { room } from '../modules/people/web/index.tsx';
