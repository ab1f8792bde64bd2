/** Names, towns and streets by country; `nicknames` of given names that have one. Only the mixture is meant to be lifelike. */
export type Country = 'DE' | 'AT' | 'GB' | 'SE' | 'FR' | 'ES' | 'PT';
export type Locale = { readonly language: 'en' | 'de' | 'fr' | 'es' | 'pt' | 'sv'; readonly given: readonly string[]; readonly family: readonly string[]; readonly towns: readonly (readonly [town: string, postcode: string])[]; readonly streets: readonly string[]; readonly dial: string };

const german = {
  language: 'de', dial: '+491760',
  given: ['Anna', 'Lena', 'Katharina', 'Susanne', 'Monika', 'Ulrike', 'Jana', 'Mareike', 'Birgit', 'Theresa', 'Thomas', 'Michael', 'Andreas', 'Stefan', 'Jürgen', 'Florian', 'Sebastian', 'Dieter', 'Tobias', 'Moritz', 'Elif', 'Mehmet', 'Aleksandra', 'Dennis', 'Franziska', 'Hannah', 'Jakob', 'Paul'],
  family: ['Müller', 'Schmidt', 'Schneider', 'Fischer', 'Weber', 'Becker', 'Hoffmann', 'Schäfer', 'Koch', 'Richter', 'Klein', 'Wolf', 'Neumann', 'Schwarz', 'Zimmermann', 'Krüger', 'Hartmann', 'Lange', 'Krause', 'Lehmann', 'Yilmaz', 'Kaya', 'Nowak', 'Böhm', 'Winkler', 'Seidel', 'Brandt', 'Vogt', 'Groß', 'Jansen'],
} as const;

export const LOCALES: Readonly<Record<Country, Locale>> = {
  DE: { ...german, towns: [['Hamburg', '20357'], ['Berlin', '10405'], ['München', '80339'], ['Köln', '50674'], ['Leipzig', '04109'], ['Freiburg', '79098'], ['Kiel', '24103']], streets: ['Lindenstraße', 'Gartenweg', 'Schulstraße', 'Am Markt', 'Bergstraße', 'Rosenweg', 'Mühlenweg', 'Bahnhofstraße'] },
  AT: { ...german, dial: '+43660', towns: [['Innsbruck', '6020'], ['Salzburg', '5020'], ['Graz', '8010'], ['Linz', '4020']], streets: ['Kirchgasse', 'Dorfstraße', 'Feldgasse', 'Höhenweg', 'Innrain'] },
  GB: {
    language: 'en', dial: '+44770',
    given: ['Katherine', 'Elizabeth', 'Margaret', 'Sarah', 'Emma', 'Charlotte', 'Joanna', 'Rebecca', 'Susan', 'Alice', 'William', 'Robert', 'Richard', 'James', 'Thomas', 'Michael', 'Andrew', 'Edward', 'Daniel', 'Christopher', 'Aisha', 'Oluwaseun', 'Priyanka', 'Mohammed', 'Grace', 'Harriet', 'Benjamin', 'Samuel'],
    family: ['Smith', 'Jones', 'Taylor', 'Brown', 'Wilson', 'Evans', 'Thompson', 'Walker', 'Wright', 'Robinson', 'Hughes', 'Clarke', 'Ward', 'Turner', 'Hill', 'Cooper', 'Morris', 'Patel', 'Khan', 'Okafor', 'Campbell', 'MacLeod', 'O\'Neill', 'Fletcher', 'Barker', 'Shaw', 'Ellis', 'Palmer'],
    towns: [['Leeds', 'LS6 2AB'], ['Manchester', 'M20 4FT'], ['Bristol', 'BS6 5QA'], ['Sheffield', 'S10 1LR'], ['Edinburgh', 'EH9 1PL'], ['York', 'YO10 3NP']], streets: ['Church Lane', 'Station Road', 'Victoria Street', 'Mill Road', 'Park Avenue', 'The Green', 'Moor View', 'High Street'],
  },
  SE: {
    language: 'sv', dial: '+4670',
    given: ['Anna', 'Karin', 'Elin', 'Maria', 'Ingrid', 'Sara', 'Linnea', 'Astrid', 'Erik', 'Lars', 'Johan', 'Anders', 'Per', 'Gustav', 'Oskar', 'Nils', 'Ali', 'Fatima', 'Maja', 'Emil'],
    family: ['Andersson', 'Johansson', 'Karlsson', 'Nilsson', 'Eriksson', 'Larsson', 'Lindberg', 'Bergström', 'Sandberg', 'Holm', 'Ek', 'Sjögren', 'Wallin', 'Ahmed', 'Nyström', 'Lundin'],
    towns: [['Göteborg', '411 03'], ['Malmö', '211 20'], ['Uppsala', '753 20'], ['Umeå', '903 26']], streets: ['Storgatan', 'Kungsgatan', 'Skolgatan', 'Björkvägen', 'Strandvägen'],
  },
  FR: {
    language: 'fr', dial: '+3363',
    given: ['Marie', 'Camille', 'Julie', 'Sophie', 'Céline', 'Isabelle', 'Chloé', 'Amélie', 'Nathalie', 'Léa', 'Pierre', 'Nicolas', 'Antoine', 'Julien', 'Mathieu', 'François', 'Hugo', 'Karim', 'Thierry', 'Yasmine'],
    family: ['Martin', 'Bernard', 'Dubois', 'Moreau', 'Laurent', 'Girard', 'Roux', 'Fournier', 'Mercier', 'Blanc', 'Garnier', 'Chevalier', 'Lefèvre', 'Benali', 'Renard', 'Marchand', 'Perrot', 'Colin'],
    towns: [['Lyon', '69007'], ['Grenoble', '38000'], ['Nantes', '44000'], ['Annecy', '74000'], ['Lille', '59000']], streets: ['rue des Lilas', 'avenue Jean Moulin', 'rue du Château', 'place du Marché', 'chemin des Vignes'],
  },
  ES: {
    language: 'es', dial: '+3465',
    given: ['María', 'Carmen', 'Lucía', 'Ana', 'Laura', 'Elena', 'Marta', 'Sofía', 'José', 'Antonio', 'Javier', 'Carlos', 'Miguel', 'Álvaro', 'Pablo', 'Iker', 'Nerea', 'Jorge'],
    family: ['García', 'Fernández', 'López', 'Martínez', 'Sánchez', 'Pérez', 'Gómez', 'Ruiz', 'Díaz', 'Moreno', 'Álvarez', 'Romero', 'Navarro', 'Iglesias', 'Etxebarria', 'Vidal'],
    towns: [['Bilbao', '48001'], ['Madrid', '28012'], ['Zaragoza', '50003'], ['Pamplona', '31001']], streets: ['calle Mayor', 'calle del Sol', 'avenida de la Paz', 'calle San Juan', 'plaza Nueva'],
  },
  PT: {
    language: 'pt', dial: '+35193',
    given: ['Maria', 'Ana', 'Inês', 'Beatriz', 'Catarina', 'Joana', 'Mariana', 'João', 'Pedro', 'Tiago', 'Rui', 'Miguel', 'Francisco', 'Duarte', 'Sofia', 'Helena'],
    family: ['Silva', 'Santos', 'Ferreira', 'Pereira', 'Oliveira', 'Costa', 'Rodrigues', 'Martins', 'Sousa', 'Gonçalves', 'Almeida', 'Carvalho', 'Teixeira', 'Moreira'],
    towns: [['Porto', '4050-290'], ['Lisboa', '1200-109'], ['Braga', '4700-320'], ['Coimbra', '3000-213']], streets: ['Rua das Flores', 'Rua do Sol', 'Avenida da República', 'Travessa da Fonte', 'Rua Nova'],
  },
};

export const COUNTRY_WEIGHTS: readonly (readonly [Country, number])[] = [['GB', 44], ['DE', 22], ['SE', 8], ['FR', 9], ['ES', 6], ['PT', 6], ['AT', 5]];

export const NICKNAMES: Readonly<Record<string, string>> = {
  Katherine: 'Kate', Elizabeth: 'Liz', Margaret: 'Maggie', Rebecca: 'Becky', Susan: 'Sue', Joanna: 'Jo', William: 'Bill', Robert: 'Bob', Richard: 'Rick', James: 'Jim', Thomas: 'Tom', Michael: 'Mike', Andrew: 'Andy', Edward: 'Ted', Daniel: 'Dan',
  Christopher: 'Chris', Benjamin: 'Ben', Samuel: 'Sam', Katharina: 'Kathi', Sebastian: 'Basti', Franziska: 'Franzi', Theresa: 'Resi', Aleksandra: 'Ola', Nicolas: 'Nico', Antonio: 'Toni', José: 'Pepe', Francisco: 'Chico', Johan: 'Janne', Catarina: 'Cata',
};

export const FIRMS = ['alpenhof-touren', 'moorland-guides', 'bureau-vertic', 'clube-serra', 'skolgard-friluft', 'kletterhalle-ost', 'ridgeway-surveyors', 'refuge-des-lacs', 'nordhaus-camps', 'vale-rangers'] as const;
export const MAIL_HOSTS = ['kumail.example', 'webpost.example', 'fastbox.example', 'briefkasten.example', 'correio.example', 'lettre.example'] as const;
export const ALIAS_WORDS = ['trail', 'moss', 'fox', 'north', 'muddy', 'peak', 'otter', 'pine', 'wet', 'slow', 'granite', 'happy', 'storm', 'bramble', 'heron', 'tiny', 'rainy', 'bivvy', 'summit', 'badger', 'loon', 'cloud'] as const;
