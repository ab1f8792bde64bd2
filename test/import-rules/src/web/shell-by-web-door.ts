/** Breaks shell-by-web-door. */
export { page } from '../modules/people/web/person-page.tsx';
