/** Breaks tests-stay-tests. */
export { tested } from '../../kernel/rule.test.ts';
