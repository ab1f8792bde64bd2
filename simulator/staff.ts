/** People who work for the fictional firm, as its silos name them. */
export type Agent = { readonly id: string; readonly name: string; readonly team: string };
export type Team = { readonly id: string; readonly name: string; readonly office: 'brand' | 'service'; readonly works: 'call' | 'chat' | 'email' | 'social' | 'store' };

export const TEAMS: readonly Team[] = [
  { id: 'team-alder', name: 'Team Alder', office: 'service', works: 'call' },
  { id: 'team-birch', name: 'Team Birch', office: 'service', works: 'call' },
  { id: 'team-rowan', name: 'Team Rowan', office: 'service', works: 'call' },
  { id: 'team-spruce', name: 'Team Spruce', office: 'service', works: 'call' },
  { id: 'chat-desk', name: 'Chat desk', office: 'service', works: 'chat' },
  { id: 'mailroom', name: 'Mailroom', office: 'service', works: 'email' },
  { id: 'social-desk', name: 'Social desk', office: 'brand', works: 'social' },
];
/** Truly better: solves more at the same mix of questions. */
export const BETTER_TEAM = 'team-rowan';
/** Only looks better: it is given the easy questions. */
export const LUCKY_TEAM = 'team-birch';

const NAMES: Readonly<Record<string, readonly string[]>> = {
  'team-alder': ['Dorothy Pell', 'Henrik Aas', 'Leonie Brandt', 'Tiago Moura', 'Saskia Vonk', 'Abel Nunes'],
  'team-birch': ['Clara Weiss', 'Imre Kovacs', 'Nuria Sala', 'Edwin Farrow', 'Petra Lund', 'Amadou Sy'],
  'team-rowan': ['Jasmin Holt', 'Oskar Nyberg', 'Paulo Reis', 'Marit Solheim', 'Yann Kerbrat', 'Beth Ashdown'],
  'team-spruce': ['Lukas Reiter', 'Fiona Marsh', 'Ines Duarte', 'Karim Benali', 'Sofie Dahl', 'Gregor Thum'],
  'chat-desk': ['Rui Tavares', 'Emmy Sandell', 'Jonas Feld', 'Lucie Garnier', 'Priya Nair'],
  mailroom: ['Anneke de Boer', 'Stefan Kolb', 'Carmen Vidal', 'Rosalind Kerr', 'Mikkel Juhl'],
  'social-desk': ['Zoe Lambert', 'Nils Ekman'],
};

export const AGENTS: readonly Agent[] = TEAMS.flatMap((team) => (NAMES[team.id] ?? []).map((name, index) => ({ id: `${team.id}-${index + 1}`, name, team: team.id })));
const byTeam = new Map(TEAMS.map((team) => [team.id, AGENTS.filter((agent) => agent.team === team.id)]));

export function agentsOf(team: string): readonly Agent[] {
  return byTeam.get(team) ?? AGENTS;
}
export function agentNamed(name: string): Agent {
  return AGENTS.find((agent) => agent.name === name) ?? (AGENTS[0] as Agent);
}

export type Shop = { readonly id: string; readonly town: string; readonly country: string; readonly clerks: readonly Agent[] };
const clerks = (town: string, names: readonly string[]): readonly Agent[] => names.map((name, index) => ({ id: `shop-${town.toLowerCase()}-${index + 1}`, name, team: `shop-${town.toLowerCase()}` }));
const shop = (town: string, country: string, ...names: readonly string[]): Shop => ({ id: `shop-${town.toLowerCase()}`, town, country, clerks: clerks(town, names) });
export const SHOPS: readonly Shop[] = [
  shop('Hamburg', 'DE', 'Wiebke Harms', 'Malte Voss', 'Aylin Demir'),
  shop('Munich', 'DE', 'Korbinian Huber', 'Steffi Lang', 'Ole Petersen'),
  shop('Innsbruck', 'AT', 'Matteo Gruber', 'Vroni Egger'),
  shop('Lyon', 'FR', 'Manon Perrin', 'Bastien Roche'),
  shop('Bilbao', 'ES', 'Ane Etxeberria', 'Unai Sota'),
  shop('Porto', 'PT', 'Rita Sampaio', 'Vasco Leal'),
  shop('Leeds', 'GB', 'Hazel Turner', 'Callum Briggs'),
  shop('Gothenburg', 'SE', 'Elin Strand', 'Axel Wiklund'),
];
export const WAREHOUSES = ['kassel', 'venlo', 'malmo'] as const;
export const SLOW_WAREHOUSE = 'venlo';
export const CARRIERS = ['Lindvogel', 'Quillane Parcel', 'Osterfjord Logistik'] as const;
/** Networks that people write on: invented, like the firm (Brannholt) and its marketplace (Plazunto). */
export const NETWORKS = ['Murmurel', 'Pixandra'] as const;
