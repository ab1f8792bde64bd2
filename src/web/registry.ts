import type { LucideIcon } from 'lucide-react';
import { createContext, useContext, type ComponentType } from 'react';
import type { Action } from '../kernel/access.ts';
import type { SpokenPart, TimelineItem } from '../modules/interactions/contract.ts';

/** A room of the left navigation. It is shown when one of its places may be seen. */
export type Room = { readonly key: string; readonly label: string; readonly icon: LucideIcon; readonly order: number };

/** A page that can be reached by name: from its room and from the command palette. The first place of a room is where its link leads. `under`: the path of the place that this one belongs to; it is offered there, not in the whole room. */
export type Place = { readonly room: string; readonly path: string; readonly label: string; readonly hint: string; readonly needs: Action; readonly order: number; readonly under?: string };

/** Something found by the command palette. */
export type Found = { readonly key: string; readonly title: string; readonly hint: string; readonly path: string };
/** A way to find things by typing; the palette asks each that the viewer may use. */
export type Search = { readonly key: string; readonly label: string; readonly needs: Action; find(text: string, signal: AbortSignal): Promise<readonly Found[]> };

/** A card that a module puts on another module's page about one thing, such as the page of one customer. `others`: what that page tells with it as one. */
export type Card = { readonly page: string; readonly key: string; readonly title: string; readonly order: number; readonly needs: Action; readonly Body: ComponentType<{ readonly id: string; readonly others?: readonly string[] }> };

/** A stretch [start, end) of the customer's words in an interaction: of its title, its text, the turn or answer `at` that place. Units: UTF-16 code units. */
export type MarkedPlace = SpokenPlace & { readonly start: number; readonly end: number };
type SpokenPlace = Pick<SpokenPart, 'of' | 'at'>;

/** What a module reads in an interaction, shown below its words wherever it stands. `underline` draws a line below words while they are looked at; the former ones lose theirs. */
export type Marks = { readonly key: string; readonly order: number; readonly needs: Action; readonly Body: ComponentType<{ readonly item: TimelineItem; readonly underline: (places: readonly MarkedPlace[]) => void }> };

/** What a module brings to the page, beside its routes. */
export type WebModule = { readonly rooms?: readonly Room[]; readonly places?: readonly Place[]; readonly searches?: readonly Search[]; readonly cards?: readonly Card[]; readonly marks?: readonly Marks[] };

/** Everything that all modules brought. */
export type Registry = { readonly rooms: readonly Room[]; readonly places: readonly Place[]; readonly searches: readonly Search[]; readonly cards: readonly Card[]; readonly marks: readonly Marks[] };

const byOrder = (a: { order: number }, b: { order: number }): number => a.order - b.order;

/** Puts the modules' parts together, each kind in its order. */
export function registryOf(modules: readonly WebModule[]): Registry {
  return {
    rooms: modules.flatMap((module) => module.rooms ?? []).toSorted(byOrder),
    places: modules.flatMap((module) => module.places ?? []).toSorted(byOrder),
    searches: modules.flatMap((module) => module.searches ?? []),
    cards: modules.flatMap((module) => module.cards ?? []).toSorted(byOrder),
    marks: modules.flatMap((module) => module.marks ?? []).toSorted(byOrder),
  };
}

export const RegistryContext = createContext<Registry>(registryOf([]));

/** What the modules brought, for the shell and for pages made of cards. */
export function useRegistry(): Registry {
  return useContext(RegistryContext);
}
