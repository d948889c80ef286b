/** The vocabulary that goes with `WEIGHTS`. */
const WORDS = [
  '[PAD]',
  '[UNK]',
  '[CLS]',
  '[SEP]',
  'git',
  'reset',
  'settings',
  'undo',
  '##s',
  'a',
  '.',
];

/** By piece; padding has one too, so that a mask that is not looked at shows. */
export const WEIGHTS = [100, -0.25, 0.5, 0.125, 1, -2, 0.75, 1.5, -0.5, 0.0625, -0.125];

export const VOCABULARY = `${WORDS.join('\n')}\n`;

export const QUERY = 'git undo';

/** Of different lengths, and more than are scored at once. */
export const PASSAGES = Array.from({ length: 21 }, (_, index) => {
  return {
    questions: index % 3 === 0 ? [] : ['settings a'],
    answer: `${'undos a. '.repeat(index)}reset unheard`,
  };
});
