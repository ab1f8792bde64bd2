/** Units of lengths of time. */
export type TimeUnit = 'minute' | 'hour' | 'day' | 'week' | 'month';

/** A day, seen from the day of a text. `weekday` 1 Monday to 7 Sunday; `week`: the whole week, `week-end` its last day (Sunday); `next` is of the next week. */
export type NamedDay =
  | { readonly of: 'today'; readonly plus: number }
  | { readonly of: 'weekday'; readonly weekday: number; readonly which: 'nearest' | 'next' | 'last' }
  | { readonly of: 'date'; readonly day: number; readonly month: number; readonly year: number | null }
  | { readonly of: 'week' | 'week-end' | 'month-end'; readonly plus: number };

/**
 * When something is promised for, or is said to have been: as it is named, without the moment of the text.
 * `length`: "in 3 to 5 working days", "within 24 hours" (`within`: at any time until then). `working`: named in working days. `ago`: "two days ago". `day`: with `minutes` since midnight where an hour is named; `by`: at any time until then; `before`: until that day begins.
 */
export type NamedTime =
  | { readonly of: 'length'; readonly low: number; readonly high: number; readonly unit: TimeUnit; readonly within: boolean; readonly working: boolean }
  | { readonly of: 'ago'; readonly count: number; readonly unit: TimeUnit }
  | { readonly of: 'day'; readonly day: NamedDay; readonly minutes: number | null; readonly by: boolean; readonly before: boolean };
