import { AppError } from '../src/kernel/app-error.ts';

/** Whether an error is this refusal, in words like these: for `assert.rejects`. */
export const refusedAs = (code: string, says?: RegExp) => (error: unknown): boolean => error instanceof AppError && error.code === code && (says === undefined || says.test(error.detail));
