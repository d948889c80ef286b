import { termsOf } from '../../retrieval/analyser.js';
import { topicTermOf } from '../../retrieval/queryText.js';
import { sentencesIn } from '../text/textParts.js';

/** A piece of a sentence that says one thing, and whether it says or denies it. */
export interface Clause {
  /** UTF-16 code units of the text, end exclusive. */
  readonly start: number;
  readonly end: number;
  /** What it is about: stems without the words that affirm or deny, and without those in `polar`. */
  readonly topic: ReadonlySet<string>;
  /** The words that have an opposite: of the topic where nothing stands against them. */
  readonly polar: ReadonlySet<string>;
  readonly denies: boolean;
  /** The sides that its polar words are on. */
  readonly poles: ReadonlySet<string>;
}

/** Each word or its variant stands against the other side. */
const OPPOSITES: readonly (readonly [one: string, other: string])[] = [
  ['true', 'false'],
  ['yes', 'no'],
  ['on', 'off'],
  ['enable enables enabled enabling', 'disable disables disabled disabling'],
  [
    'allow allows allowed permit permits',
    'deny denies denied forbid forbids forbidden refuse refuses block blocks blocked prevent prevents',
  ],
  ['include includes included', 'exclude excludes excluded omit omits'],
  ['add adds', 'remove removes delete deletes drop drops'],
  [
    'keep keeps kept preserve preserves',
    'clear clears cleared delete deletes deleted discard discards remove removes removed lose loses overwrite overwrites',
  ],
  ['start starts', 'stop stops'],
  ['run runs', 'skip skips'],
  ['require requires required mandatory must', 'optional unnecessary'],
  ['before', 'after'],
  ['first', 'last'],
  [
    'increase increases raise raises grow grows',
    'decrease decreases lower lowers reduce reduces shrink shrinks',
  ],
  ['major', 'minor'],
  ['minimum min least', 'maximum max most'],
  ['public', 'private'],
  ['local locally', 'remote global globally'],
  ['staged', 'unstaged'],
  ['tracked', 'untracked'],
  ['sync synchronous synchronously', 'async asynchronous asynchronously'],
  ['soft', 'hard'],
  ['lazy lazily', 'eager eagerly greedy'],
  ['mutable', 'immutable readonly'],
  ['safe safely secure', 'unsafe insecure dangerous'],
  ['supported', 'unsupported'],
  ['stable', 'unstable experimental'],
  ['faster fast', 'slower slow'],
  ['upgrade upgrades', 'downgrade downgrades'],
  ['encrypted', 'unencrypted plaintext'],
  ['ascending', 'descending'],
  ['inside', 'outside'],
  ['success succeeds succeed', 'failure fails fail'],
  ['works work', 'breaks break'],
  ['commit commits', 'ignore ignores gitignore'],
  ['automatic automatically', 'manual manually hand'],
  ['temporary temporarily', 'permanent permanently'],
  ['possible', 'impossible'],
  ['inclusive', 'exclusive'],
  ['recommended', 'discouraged deprecated'],
];

/** The sides a word is on: number of the pair and `+` or `-`. */
const SIDES = new Map<string, string[]>();
OPPOSITES.forEach((pair, index) => {
  pair.forEach((words, side) => {
    for (const word of words.split(' ')) {
      SIDES.set(word, [...(SIDES.get(word) ?? []), `${index}${side === 0 ? '+' : '-'}`]);
    }
  });
});

const DENIAL =
  /\b(?:not|never|no|none|neither|nor|without|cannot|can['’]t|don['’]t|doesn['’]t|didn['’]t|isn['’]t|aren['’]t|wasn['’]t|won['’]t|wouldn['’]t|shouldn['’]t|couldn['’]t|mustn['’]t|needn['’]t|avoid|avoids|hardly|forget)\b/giu;
const DENIAL_TERMS = new Set(
  `not never no none neither nor without cannot don doesn didn isn aren wasn won wouldn shouldn couldn mustn needn
  avoid avoids hardly forget t does do always only also even still simply just then`.split(/\s+/u),
);
/** Where a sentence begins to say another thing. Not inside code: marks there are not punctuation. */
const BORDER =
  /[,;:()–—]\s|\s(?:and|but|or|because|so that|while|whereas|which)\s|\s(?=(?:if|when|unless|until|instead of|rather than|as long as|provided that|once)\s)/gu;
const CONDITION =
  /^\s*(?:if|when|whenever|unless|until|in case|should you|instead of|rather than|as long as|provided that|once)\b/iu;
const LONGEST_TEXT = 8_000;
const MOST_CLAUSES = 120;

/** The clauses of a text, in text order; of a very long one those at its beginning. */
export function clausesIn(text: string): Clause[] {
  const clauses: Clause[] = [];
  for (const { start, end } of sentencesIn(text, LONGEST_TEXT)) {
    // Under a condition nothing is claimed outright.
    if (CONDITION.test(text.slice(start, end))) continue;
    let from = start;
    for (const { index, 0: border } of text.slice(start, end).matchAll(BORDER)) {
      addClause(clauses, text, from, start + index);
      from = start + index + border.length;
    }
    addClause(clauses, text, from, end);
    if (clauses.length >= MOST_CLAUSES) break;
  }
  return clauses;
}

function addClause(clauses: Clause[], text: string, start: number, end: number): void {
  const piece = text.slice(start, end);
  if (CONDITION.test(piece)) return;
  const topic = new Set<string>();
  const poles = new Set<string>();
  const polar = new Set<string>();
  for (const term of termsOf(piece)) {
    const sides = SIDES.get(term) ?? [];
    for (const side of sides) poles.add(side);
    const stem = DENIAL_TERMS.has(term) ? undefined : topicTermOf(term);
    if (stem !== undefined) (sides.length > 0 ? polar : topic).add(stem);
  }
  const denials = piece.match(DENIAL)?.length ?? 0;
  if (topic.size > 0 || poles.size > 0 || denials > 0) {
    clauses.push({ start, end, topic, polar, denies: denials % 2 === 1, poles });
  }
}

/** Whether two clauses use words that stand against each other. */
export function areOpposed(a: Clause, b: Clause): boolean {
  for (const pole of a.poles) {
    const other = `${pole.slice(0, -1)}${pole.endsWith('+') ? '-' : '+'}`;
    if (b.poles.has(other) && !a.poles.has(other) && !b.poles.has(pole)) return true;
  }
  return false;
}
