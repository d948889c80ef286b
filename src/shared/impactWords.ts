import type { Impact } from './impactProtocol.js';
import { printable, printableLine } from './printable.js';

// What a preview of a candidate's impact says, in the words of panel and shell.

type OwnQuestion = Impact['own'][number];
type QueryChange = Impact['holdout']['improved'][number];
type Displaced = Impact['displaced'][number];
type Figure = Impact['holdout']['figures'][number];

/** Means over fewer queries say little. */
const FEW_QUERIES = 20;
const ID_WIDTH = 80;
const LONGEST_REASON = 300;
const QUESTION_WIDTH = 120;

/** What the candidate does for its own questions: whole sentences, the most important one first. */
export function ownWords(impact: Impact): string[] {
  const { obstacle, own } = impact;
  if (obstacle !== null) return [`It cannot be done: ${printable(obstacle)}.`];
  const [question, ...variants] = own;
  if (question === undefined) return [];
  return [
    firstSentence(impact, question),
    ...firstNowWords(impact, question),
    ...variantWords(impact, variants),
  ];
}

/** The same in short, for a choice that may be made. */
export function effectWords(impact: Impact): string {
  const { obstacle, own, holdout } = impact;
  if (obstacle !== null) return `It cannot be done: ${printable(obstacle)}.`;
  const [question] = own;
  if (question === undefined) return '';
  const holdoutPart = holdout.n === 0 ? '' : ` ${holdoutWords(impact)}`;
  return `${firstSentence(impact, question)}${holdoutPart}`;
}

function subjectOf({ kind, entry, replaces }: Impact): string {
  const id = printableLine(entry?.id ?? '', ID_WIDTH);
  if (kind === 'merge')
    return `As a variant of ${entry === null ? id : namedWords(entry)}: ${id} is found`;
  const [gone] = replaces;
  if (kind === 'supersede' && gone !== undefined)
    return `In the place of ${printableLine(gone.id, ID_WIDTH)}: the new entry is found`;
  return 'As an entry of its own: it is found';
}

function firstSentence(impact: Impact, question: OwnQuestion): string {
  const { isKnown, kind, entry } = impact;
  if (kind === 'keep' && isKnown)
    return `The same question and answer is there already, as ${printableLine(entry?.id ?? '', ID_WIDTH)}: beside it nothing changes.`;
  return `${subjectOf(impact)} ${foundWords(question, ' for its own question')}.`;
}

/** @param what ends the part of the sentence that says where */
function foundWords({ before, after }: OwnQuestion, what = ''): string {
  if (before === after) return `${atRank(after)}${what}, as now`;
  return `${atRank(after)} instead of ${before === null ? 'not at all' : before}${what}`;
}

function atRank(rank: number | null): string {
  return rank === null ? 'not at all' : `at rank ${rank}`;
}

/** What is found first without it. */
function firstNowWords({ entry }: Impact, { firstBefore }: OwnQuestion): string[] {
  if (firstBefore === null) return ['Nothing is found for that question now.'];
  if (firstBefore.id === entry?.id) return [];
  return [`Now ${namedWords(firstBefore)} is found first.`];
}

function variantWords({ kind }: Impact, variants: readonly OwnQuestion[]): string[] {
  const [only] = variants;
  if (only === undefined) return [];
  if (variants.length === 1)
    return [
      `Asked as “${printableLine(only.question, QUESTION_WIDTH)}”, it is found ${foundWords(only)}.`,
    ];
  const [before, after] = (['before', 'after'] as const).map((when) => {
    const count = variants.filter((each) => each[when] === 1).length;
    return count === 0 ? 'none' : count;
  });
  // A new entry is found for nothing yet.
  const now = kind === 'keep' ? '' : `; now ${before}`;
  return [
    `Of ${variants.length} other ways in which users asked, ${after} would find it first${now}.`,
  ];
}

/** How many queries of the holdout are answered better or worse, in one sentence. */
export function holdoutWords({ holdout }: Impact): string {
  const { n, improvedCount, regressedCount } = holdout;
  const queries = n === 1 ? '1 holdout query' : `${n} holdout queries`;
  if (improvedCount + regressedCount === 0) return `Of ${queries} none gets better or worse.`;
  return `Of ${queries} ${getsWords(improvedCount, 'better')} and ${getsWords(regressedCount, 'worse')}.`;
}

/** Whose order a preview is of. */
export function orderWords({ inUse, inUseWhy, rankedBy }: Impact): string {
  if (rankedBy !== null) return `In the order of ${printableLine(rankedBy, ID_WIDTH)}.`;
  const why = printableLine(inUseWhy, LONGEST_REASON);
  return inUse === null
    ? `No reranker is in use, so all this is in the order of BM25F: ${why}.`
    : `All this is in the order of BM25F; the reranker in use is ${printableLine(inUse, ID_WIDTH)}, ${why}.`;
}

/** What the same comes to by the reranker in use, in two sentences. */
export function rerankedWords(reranked: Impact): string {
  return `By ${printableLine(reranked.rankedBy ?? '', ID_WIDTH)}: ${effectWords(reranked)}`;
}

function getsWords(count: number, what: string): string {
  return `${count === 0 ? 'none' : count} ${count > 1 ? 'get' : 'gets'} ${what}`;
}

/** What is to be known before the figures are trusted, if anything. */
export function holdoutCaveat({ kind, holdout }: Impact): string | undefined {
  const { n, problemCount } = holdout;
  if (n === 0 && problemCount === 0)
    return 'There is no holdout (training/eval/holdout.jsonl), so nothing is measured.';
  if (n === 0) return 'No line of the holdout can be used, so nothing is measured.';
  if (n < FEW_QUERIES)
    return `So few queries say little: ${n}, where ${FEW_QUERIES} are a beginning.`;
  return kind === 'keep'
    ? 'A holdout query that names its right entries cannot know a new one; only one that gives its answer can.'
    : undefined;
}

/** `MRR@10 0.283 → 0.291 (+0.008)` */
export function figureWords({ name, before, after }: Figure): string {
  const [from, to] = [before, after].map((value) => value.toFixed(3));
  return `${name} ${from} → ${to} (${signedDifference(after - before)})`;
}

/** So that what is not 0 does not look like it. */
function signedDifference(difference: number): string {
  if (difference === 0) return '±0';
  const size = Math.abs(difference);
  const sign = difference < 0 ? '−' : '+';
  return size < 0.0005 ? `${sign}<0.001` : `${sign}${size.toFixed(3)}`;
}

/** `rank 7 → 1` */
export function rankWords({ before, after }: Pick<QueryChange, 'before' | 'after'>): string {
  if (before === after) return `rank ${after}, other right answers moved`;
  if (after === null) return `rank ${before} → not found`;
  return before === null ? `not found → rank ${after}` : `rank ${before} → ${after}`;
}

/** What stands before the right answer then; undefined where nothing new does. */
export function pastByWords({ pastBy }: QueryChange): string | undefined {
  if (pastBy.length === 0) return undefined;
  return `behind ${pastBy.map(({ id }) => printableLine(id, ID_WIDTH)).join(', ')}`;
}

/** `for its own question and 2 holdout queries, the right answer to 1` */
export function displacedWords({ ownQuestions, holdoutQueries, rightFor }: Displaced): string {
  const own =
    ownQuestions === 1 ? 'one of its own questions' : `${ownQuestions} of its own questions`;
  const holdout = holdoutQueries === 1 ? '1 holdout query' : `${holdoutQueries} holdout queries`;
  const right = rightFor === 0 ? '' : `, the right answer to ${rightFor}`;
  const parts = [
    ...(ownQuestions === 0 ? [] : [own]),
    ...(holdoutQueries === 0 ? [] : [`${holdout}${right}`]),
  ];
  return `for ${parts.join(' and ')}`;
}

export function namedWords({ id, question }: Pick<Displaced, 'id' | 'question'>): string {
  return `${printableLine(id, ID_WIDTH)} (“${printableLine(question, QUESTION_WIDTH)}”)`;
}
