export const company = 'company';
