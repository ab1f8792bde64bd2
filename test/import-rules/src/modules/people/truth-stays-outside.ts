/** Breaks truth-stays-outside. */
export { company } from '../../../simulator/company.ts';
