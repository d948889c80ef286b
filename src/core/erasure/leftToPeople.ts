import type { Place } from '../errors.js';
import type { ErasurePlan, LeftToPeople } from './erasurePlan.js';
import type { Found } from './findPerson.js';
import type { PlaceKind } from './searchedFiles.js';

/** What stays and why, by what kind of place it is. */
const KINDS: readonly (readonly [PlaceKind, Pick<LeftToPeople, 'what' | 'how' | 'command'>])[] = [
  [
    'log',
    {
      what: "the assistant's logs, which are only read",
      how: 'Let the assistant, or whoever runs it, take these lines out; until then new candidates that name the person are held back.',
    },
  ],
  [
    'journal',
    {
      what: 'journals of decisions, which are never rewritten: edits hold the text that somebody typed',
      how: 'Only rewriting history takes it out; from the first line that changes on, decisions of that journal no longer count and have to be made anew (codelumi verify names it).',
      command: 'git filter-repo --replace-text VALUES.txt',
    },
  ],
  [
    'proposal',
    {
      what: 'proposals of agents',
      how: 'Delete these files; nothing is built from them, and what was decided stands.',
    },
  ],
  [
    'audit',
    {
      what: 'the audit, which is never rewritten',
      how: 'Only rewriting history takes it out; codelumi verify will name the first line that changed.',
      command: 'git filter-repo --replace-text VALUES.txt',
    },
  ],
  [
    'knowledge',
    {
      what: 'the knowledge base itself, which is not ours to change',
      how: 'Take these entries out of the files; the next snapshot leaves them out all the same.',
    },
  ],
  [
    'evaluation',
    { what: 'sets that quality is measured with', how: 'Take these lines out by hand.' },
  ],
  ['review-file', { what: 'review files', how: 'Delete them, or take the lines out by hand.' }],
  ['settings', { what: 'the settings', how: 'Take it out by hand.' }],
  ['registry', { what: 'the registry', how: 'Look at these lines; registries are not rewritten.' }],
  ['report', { what: 'reports of runs', how: 'Delete these files; nothing is built from them.' }],
  ['manifest', { what: 'manifests of snapshots', how: 'They go with the snapshots below.' }],
  ['other', { what: 'other files', how: 'Take it out by hand.' }],
];

const SNAPSHOTS: Pick<LeftToPeople, 'what' | 'how' | 'command'> = {
  what: 'snapshots, which are never changed',
  how: 'Build and release one without the person, then delete these, with their manifests.',
  command: 'codelumi snapshot build',
};
const MODELS: Pick<LeftToPeople, 'what' | 'how'> = {
  what: 'models whose vocabulary or records hold it',
  how: 'Train anew on the next snapshot and release that, then delete these.',
};
const HISTORY: Pick<LeftToPeople, 'what' | 'how' | 'command'> = {
  what: 'earlier commits, where any of these files were committed',
  how: 'Write the values into VALUES.txt outside the workspace, one a line, each followed by ==>[ERASED]; rewrite history, push it by force, and have every clone made anew.',
  command: 'git filter-repo --replace-text VALUES.txt',
};

/** What nobody but a person may or can do, in the order in which it is best done. */
export function leftToPeople(
  found: Found,
  { models }: Pick<ErasurePlan, 'models'>,
): LeftToPeople[] {
  const placesOf = (wanted: PlaceKind): Place[] =>
    found.places.filter(({ kind }) => kind === wanted).map(({ place }) => place);
  const left = KINDS.map(([kind, words]) => ({ ...words, places: placesOf(kind) }));
  left.push({ ...SNAPSHOTS, places: placesOf('snapshot') });
  left.push({ ...MODELS, places: models.map((file) => ({ file })) });
  const isAnywhere = found.places.some(({ kind }) => kind !== 'log');
  const named = left.filter(({ places }) => places.length > 0);
  return isAnywhere ? [...named, { ...HISTORY, places: [] }] : named;
}
