/** What the fictional firm sells. Units: `priceMinor` in euro cents. `returnRatio` is the share of lines that come back when nothing special happens. */
export type Product = { readonly id: string; readonly name: string; readonly category: 'jackets' | 'trousers' | 'layers' | 'boots' | 'tents' | 'packs' | 'accessories' | 'kids' | 'camp'; readonly priceMinor: number; readonly returnRatio: number; readonly weight: number };

export const FJELL = 'fjell-jacket';
export const SKARV = 'skarv-trousers';
export const MYR = 'myr-boots';
export const RAST = 'rast-stove';

export const PRODUCTS: readonly Product[] = [
  { id: FJELL, name: 'Fjell jacket', category: 'jackets', priceMinor: 24995, returnRatio: 0.12, weight: 11 },
  { id: 'dugg-shell', name: 'Dugg rain shell', category: 'jackets', priceMinor: 17995, returnRatio: 0.13, weight: 9 },
  { id: 'bris-windbreaker', name: 'Bris windbreaker', category: 'jackets', priceMinor: 9995, returnRatio: 0.12, weight: 6 },
  { id: SKARV, name: 'Skarv trouser', category: 'trousers', priceMinor: 12995, returnRatio: 0.14, weight: 10 },
  { id: 'lyng-fleece', name: 'Lyng fleece', category: 'layers', priceMinor: 7995, returnRatio: 0.09, weight: 12 },
  { id: 'rype-base', name: 'Rype base layer', category: 'layers', priceMinor: 5995, returnRatio: 0.07, weight: 11 },
  { id: MYR, name: 'Myr boot', category: 'boots', priceMinor: 18995, returnRatio: 0.27, weight: 10 },
  { id: 'sti-shoe', name: 'Sti trail shoe', category: 'boots', priceMinor: 13995, returnRatio: 0.2, weight: 8 },
  { id: 'tarn-tent', name: 'Tarn tent', category: 'tents', priceMinor: 44900, returnRatio: 0.08, weight: 3 },
  { id: 'natt-bag', name: 'Natt sleeping bag', category: 'camp', priceMinor: 21900, returnRatio: 0.08, weight: 4 },
  { id: RAST, name: 'Rast stove', category: 'camp', priceMinor: 8900, returnRatio: 0.05, weight: 4 },
  { id: 'vidde-pack', name: 'Vidde backpack', category: 'packs', priceMinor: 15995, returnRatio: 0.1, weight: 7 },
  { id: 'elv-drybag', name: 'Elv dry bag', category: 'packs', priceMinor: 3995, returnRatio: 0.04, weight: 5 },
  { id: 'isbre-gloves', name: 'Isbre glove', category: 'accessories', priceMinor: 4995, returnRatio: 0.08, weight: 8 },
  { id: 'hei-beanie', name: 'Hei beanie', category: 'accessories', priceMinor: 2495, returnRatio: 0.03, weight: 8 },
  { id: 'ull-socks', name: 'Ull sock', category: 'accessories', priceMinor: 1895, returnRatio: 0.02, weight: 12 },
  { id: 'varde-poles', name: 'Varde pole', category: 'accessories', priceMinor: 6995, returnRatio: 0.05, weight: 4 },
  { id: 'kaia-overall', name: 'Kaia kids overall', category: 'kids', priceMinor: 8995, returnRatio: 0.15, weight: 6 },
];

const byId = new Map(PRODUCTS.map((product) => [product.id, product]));
export const PRODUCT_WEIGHTS = PRODUCTS.map((product) => [product, product.weight] as const);

export function productOf(id: string): Product {
  return byId.get(id) ?? (PRODUCTS[0] as Product);
}

export type Currency = 'EUR' | 'SEK' | 'GBP';

/** A shelf price in the shop's own currency, rounded as shops round. Units: minor units of `currency`. */
export function priceIn(currency: Currency, euroMinor: number): number {
  if (currency === 'SEK') return Math.round((euroMinor * 11.2) / 1000) * 1000 - 100;
  return currency === 'GBP' ? Math.round((euroMinor * 0.86) / 100) * 100 - 5 : euroMinor;
}

/** Minor units as decimal text: 12995 is `129.95`. */
export function decimalOf(minor: number): string {
  const sign = minor < 0 ? '-' : '';
  const digits = String(Math.abs(minor)).padStart(3, '0');
  return `${sign}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
