export const TOOLS =
  'git npm docker node typescript eslint vscode python pip bash sql postgres redis nginx webpack vite jest mocha kubernetes terraform ansible cargo maven gradle curl ssh systemd cron regex make cmake codelumi'.split(
    ' ',
  );
export const VERBS =
  'reset undo rebase merge publish install update remove rename configure debug profile cache deploy rollback test mock lint format bundle stream parse validate encode decode sort filter paginate index migrate backup restore encrypt sign proxy throttle retry schedule watch'.split(
    ' ',
  );
export const THINGS =
  'commit branch tag script package lockfile container volume image port server token header cookie query table column index migration fixture snapshot suite coverage config setting shortcut extension snippet theme workspace module import decorator generic union enum promise stream buffer socket process thread worker signal pipeline job runner artifact secret variable alias path glob pattern'.split(
    ' ',
  );
export const PRAISE = [
  'thanks, that worked',
  'perfect, thank you!',
  'that fixed it',
  'exactly what I needed',
];
export const COMPLAINTS = ['that is wrong', 'no, that did not work', 'still broken'];

/** How many topics the ordinary conversations are about. */
export const TOPICS = 3_000;

export function wordsOf(topic: number): [tool: string, verb: string, thing: string] {
  return [
    TOOLS[topic % TOOLS.length] ?? '',
    VERBS[(topic * 7) % VERBS.length] ?? '',
    THINGS[(topic * 13) % THINGS.length] ?? '',
  ];
}

const CONSONANTS = 'bdfgklmnprtvz';
const VOWELS = 'aeiou';
const SYLLABLES = CONSONANTS.length * VOWELS.length;
const FEWEST_SYLLABLES = 3;

/** A word that nobody uses otherwise, one for each number. */
export function madeUpWord(number: number): string {
  let word = '';
  let rest = number;
  for (let i = 0; i < FEWEST_SYLLABLES || rest > 0; i += 1) {
    const syllable = rest % SYLLABLES;
    word += `${CONSONANTS[Math.floor(syllable / VOWELS.length)]}${VOWELS[syllable % VOWELS.length]}`;
    rest = Math.floor(rest / SYLLABLES);
  }
  return word;
}
