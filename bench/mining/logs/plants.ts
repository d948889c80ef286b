import {
  button,
  type Conversation,
  type Exchange,
  exchange,
  hit,
  said,
  weakSignal,
} from './conversation.js';
import { COMPLAINTS, madeUpWord, PRAISE, wordsOf } from './vocabulary.js';

export type RuleId = 'R1' | 'R2' | 'R3' | 'R4';

/** Something put into the log on purpose, and which rules shall find it: its label. */
export interface Plant {
  /** A made-up word in all of its questions, answers and statements. */
  readonly name: string;
  readonly kind: string;
  readonly rules: readonly RuleId[];
  readonly conversations: readonly Conversation[];
}

type Kind = (name: string, number: number) => readonly Conversation[];

interface Planting {
  readonly kind: string;
  readonly rules: readonly RuleId[];
  /** How many come for each ten of the commonest kind. */
  readonly share: number;
  readonly make: Kind;
}

/** Questions about the same thing, each in other words; of another thing in others again. */
const ASKED = [
  (name: string, verb: string, thing: string) => `How do I ${verb} the ${thing} of ${name}?`,
  (name: string, _: string, thing: string) => `${name} ${thing}`,
  (name: string, verb: string) => `${name}: where can I ${verb} it`,
  (name: string, verb: string, thing: string) => `${name} lost its ${thing} after a ${verb}`,
  (name: string, _: string, thing: string) => `Does ${name} know a ${thing}?`,
  (name: string, verb: string) => `${verb} with ${name} for one project`,
];
const NO_ANSWER = 'I have no entry about that. The release notes may say more.';

function questions(name: string, number: number, count: number): string[] {
  return ASKED.slice(0, count).map((ask, i) => {
    const [, verb, thing] = wordsOf(number + 11 * i);
    return ask(name, verb, thing);
  });
}

function answerAbout(name: string, number: number): string {
  const [tool, verb, thing] = wordsOf(number);
  return `For ${name}, call "${tool} ${verb} --${thing}" in the folder of the project, and start it again: it reads its settings once, when it begins.`;
}

/** With an entry of its own. */
function found(name: string, question: string, number: number): Exchange {
  return { question, answer: answerAbout(name, number), hits: [hit(`kb-${name}`)] };
}

/** Questions each in a conversation of its own, answered from an entry of their own, some of them rated. */
function usesOf(
  name: string,
  number: number,
  asked: readonly string[],
  ratings: readonly ('up' | 'down' | undefined)[],
): Conversation[] {
  return asked.map((question, i) => {
    const answer = answerAbout(name, number);
    const about = { question, answer, hits: [hit(`kb-${name}`)], isCited: i % 2 === 0 };
    const rating = ratings[i];
    return rating === undefined ? exchange(about) : [...exchange(about), button(rating, about)];
  });
}

function failing(asked: readonly string[]): Conversation[] {
  return asked.map((question) => exchange({ question, answer: NO_ANSWER }));
}

const praised: Kind = (name, number) => {
  const about = found(name, questions(name, number, 1).join(''), number);
  const isByButton = number % 2 === 0;
  const praise = PRAISE[number % PRAISE.length] ?? '';
  return [[...exchange(about), isByButton ? button('up', about) : said('user', praise)]];
};

const takenBack: Kind = (name, number) => {
  const about = found(name, questions(name, number, 1).join(''), number);
  const praise = [...exchange(about), button('up', about)];
  const complaint = said('user', COMPLAINTS[number % COMPLAINTS.length] ?? '');
  // In the same conversation, or when the same was asked and answered again.
  return number % 2 === 0 ? [[...praise, complaint]] : [praise, [...exchange(about), complaint]];
};

const onlyWeak: Kind = (name, number) => {
  const about = found(name, questions(name, number, 1).join(''), number);
  return [
    [...exchange(about), weakSignal(about), said('user', `what works perfectly with ${name}?`)],
  ];
};

const told: Kind = (name, number) => [
  [said('user', statementAbout(name, number)), said('assistant', 'Noted.')],
];

/** Words of statements: whoever asks about git or a branch asks about something else. */
const ACTS = ['repaint', 'rewire', 'insure', 'rent', 'clean', 'audit', 'photograph'];
const PLACES = [
  'workshop',
  'archive',
  'canteen',
  'laboratory',
  'greenhouse',
  'depot',
  'studio',
  'dock',
  'garage',
  'attic',
  'kiosk',
];

const ITEMS = [
  'keys',
  'badge',
  'ladder',
  'ledger',
  'trolley',
  'lamp',
  'drill',
  'hose',
  'cart',
  'stamp',
  'radio',
  'tarp',
  'map',
];

interface Place {
  readonly act: string;
  readonly place: string;
  readonly item: string;
}

function placeOf(number: number): Place {
  const [act = '', place = '', item = ''] = [ACTS, PLACES, ITEMS].map(
    (all) => all[number % all.length],
  );
  return { act, place, item };
}

function statementAbout(name: string, number: number): string {
  const { act, place, item } = placeOf(number);
  return `Remember: before you ${act} the ${name} ${place}, leave the ${name} ${item} at the gate for ${2 + (number % 9)} days.`;
}

function askedAbout(name: string, number: number, count: number): Conversation[] {
  const { act, place, item } = placeOf(number);
  return [
    `When do we ${act} the ${name} ${place}?`,
    `who has the ${item} of the ${name} ${place}`,
    `${name} ${place} locked`,
    `how many days until the ${name} ${place} opens`,
    `where do I leave the ${name} ${item}`,
    `can I ${act} ${name} on my own`,
  ]
    .slice(0, count)
    .map((question) => exchange(found(name, question, number)));
}

const PLANTINGS: readonly Planting[] = [
  { kind: 'praised answer', rules: ['R1'], share: 10, make: praised },
  { kind: 'praise taken back', rules: [], share: 5, make: takenBack },
  { kind: 'weak praise', rules: [], share: 5, make: onlyWeak },
  {
    kind: 'entry accepted again and again',
    rules: ['R1', 'R2'],
    share: 1,
    make: (name, number) => usesOf(name, number, questions(name, number, 5), ['up', 'up', 'up']),
  },
  {
    kind: 'entry accepted for one question only',
    rules: ['R1'],
    share: 1,
    make: (name, number) => {
      const asked = questions(name, number, 1);
      return usesOf(name, number, [...asked, ...asked, ...asked], ['up', 'up', 'up']);
    },
  },
  {
    kind: 'entry mostly rejected',
    rules: ['R1'],
    share: 1,
    make: (name, number) =>
      usesOf(name, number, questions(name, number, 4), ['up', 'down', 'down', 'down']),
  },
  {
    kind: 'entry without outcomes',
    rules: [],
    share: 1,
    make: (name, number) => usesOf(name, number, questions(name, number, 5), []),
  },
  {
    kind: 'statement that many questions need',
    rules: ['R3'],
    share: 1,
    make: (name, number) => [...told(name, number), ...askedAbout(name, number, 6)],
  },
  {
    kind: 'statement that two questions need',
    rules: [],
    share: 1,
    make: (name, number) => [...told(name, number), ...askedAbout(name, number, 2)],
  },
  {
    kind: 'gap',
    rules: ['R4'],
    share: 1,
    make: (name, number) => failing(questions(name, number, 6)),
  },
  {
    kind: 'gap in three wordings only',
    rules: [],
    share: 1,
    make: (name, number) => failing([...questions(name, number, 3), ...questions(name, number, 3)]),
  },
  {
    kind: 'gap of one conversation only',
    rules: [],
    share: 1,
    make: (name, number) => [failing(questions(name, number, 6)).flat()],
  },
];

/** All kinds, `tens` times their share, numbered on from `first`. */
export function plantsFrom(first: number, tens: number): Plant[] {
  const plants: Plant[] = [];
  for (const { kind, rules, share, make } of PLANTINGS) {
    for (let i = 0; i < Math.round(share * tens); i += 1) {
      const number = first + plants.length;
      // No other made-up word begins so, and none is part of another.
      const name = `quo${madeUpWord(number)}x`;
      plants.push({ name, kind, rules, conversations: make(name, number) });
    }
  }
  return plants;
}

/** The names of plants that a text holds. */
export function namesIn(text: string): Set<string> {
  return new Set(text.match(/\bquo(?:[bdfgklmnprtvz][aeiou]){3,8}x\b/gu));
}
