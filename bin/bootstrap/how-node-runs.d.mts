export const PRODUCT_ARGUMENTS: readonly string[];
export function productEnvironment(env: Readonly<Record<string, string | undefined>>): Record<string, string | undefined>;
