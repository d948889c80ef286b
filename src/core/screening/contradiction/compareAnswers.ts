import { topicTerms } from '../../retrieval/queryText.js';
import { claimsIn } from '../grounding/claims.js';
import { areOpposed, type Clause, clausesIn } from './clauses.js';
import { type CodeFacts, type CommandUse, codeFactsIn } from './commands.js';
import { type Quantity, quantitiesIn } from './quantities.js';

interface Span {
  readonly start: number;
  readonly end: number;
}

export type ConflictKind = 'number' | 'denial' | 'flag' | 'command' | 'setting' | 'file';

/** Where two answers to one question say different things. */
export interface Conflict {
  readonly kind: ConflictKind;
  readonly own: Span;
  readonly other: Span;
  /** How sure it is that both cannot be right, 0 to 1. */
  readonly score: number;
}

/** An answer taken apart, to be compared with several others. */
export interface AnswerFacts {
  readonly text: string;
  readonly topic: ReadonlySet<string>;
  /** Keys of its specific claims. */
  readonly claims: ReadonlySet<string>;
  readonly quantities: readonly Quantity[];
  readonly clauses: readonly Clause[];
  readonly code: CodeFacts;
}

/** Behind this an answer repeats itself, or is no answer. */
const LONGEST = 8_000;

export function factsOf(answer: string): AnswerFacts {
  const text = answer.slice(0, LONGEST);
  return {
    text,
    topic: new Set(topicTerms(text)),
    claims: new Set(claimsIn(text).map(({ key }) => key)),
    quantities: quantitiesIn(text),
    clauses: clausesIn(text),
    code: codeFactsIn(text),
  };
}

/** Below this it is more often chance than conflict. */
const LEAST_SCORE = 0.6;

/** Everything in which two answers conflict, surest first. */
export function conflictsBetween(
  own: AnswerFacts,
  other: AnswerFacts,
  question: ReadonlySet<string>,
): Conflict[] {
  return [
    ...settingConflicts(own, other),
    ...numberConflicts(own, other),
    ...denialConflicts(own, other, question),
    ...commandConflicts(own, other),
    ...fileConflicts(own, other),
  ]
    .filter(({ score }) => score >= LEAST_SCORE)
    .sort((a, b) => b.score - a.score);
}

/** Shorter answers are too short to tell that they are about different things. */
const FEWEST_TERMS = 4;

/**
 * How far two answers are from saying the same, 0 to 1: the share of the shorter one's topic terms that
 * the other lacks, the question's own left out. 0 where both name the same specific thing or quantity.
 */
export function distanceOf(
  own: AnswerFacts,
  other: AnswerFacts,
  question: ReadonlySet<string>,
): number {
  const [a, b] = [termsBeyond(own, question), termsBeyond(other, question)];
  const smaller = Math.min(a.size, b.size);
  if (smaller < FEWEST_TERMS) return 0;
  const claims = [...own.claims].filter((key) => other.claims.has(key) && !question.has(key));
  if (claims.length > 0) return 0;
  const isSameAmount = own.quantities.some(({ unit, value }) =>
    other.quantities.some((each) => each.unit === unit && each.value === value),
  );
  return isSameAmount ? 0 : 1 - sharedCount(a, b) / smaller;
}

function termsBeyond({ topic }: AnswerFacts, question: ReadonlySet<string>): Set<string> {
  return new Set([...topic].filter((term) => !question.has(term)));
}

function sharedCount(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let shared = 0;
  for (const term of a) if (b.has(term)) shared += 1;
  return shared;
}

function settingConflicts(own: AnswerFacts, other: AnswerFacts): Conflict[] {
  const values = new Map<string, Set<string>>();
  for (const { key, value } of [...own.code.assignments, ...other.code.assignments]) {
    values.set(key, (values.get(key) ?? new Set()).add(value));
  }
  const conflicts: Conflict[] = [];
  for (const mine of own.code.assignments) {
    const theirs = other.code.assignments.filter(({ key }) => key === mine.key);
    const [first] = theirs;
    if (first === undefined || theirs.some(({ value }) => value === mine.value)) continue;
    // More than one value on a side is an example, not a setting.
    if ((values.get(mine.key)?.size ?? 0) > 2) continue;
    conflicts.push({ kind: 'setting', own: mine, other: first, score: 0.8 });
  }
  return conflicts;
}

function numberConflicts(own: AnswerFacts, other: AnswerFacts): Conflict[] {
  const conflicts: Conflict[] = [];
  for (const unit of new Set(own.quantities.map((each) => each.unit))) {
    const mine = own.quantities.filter((each) => each.unit === unit);
    const theirs = other.quantities.filter((each) => each.unit === unit);
    const [first, second] = [mine[0], theirs[0]];
    if (first === undefined || second === undefined) continue;
    if (mine.some(({ value }) => theirs.some((each) => each.value === value))) continue;
    const isAlone = mine.length === 1 && theirs.length === 1;
    if (!isAlone && !speakOfTheSame(own, first, other, second)) continue;
    conflicts.push({ kind: 'number', own: first, other: second, score: isAlone ? 0.85 : 0.7 });
  }
  return conflicts;
}

function speakOfTheSame(own: AnswerFacts, mine: Span, other: AnswerFacts, theirs: Span): boolean {
  const [a, b] = [clauseAt(own, mine), clauseAt(other, theirs)];
  return a !== undefined && b !== undefined && sharedCount(a.topic, b.topic) > 0;
}

function clauseAt({ clauses }: AnswerFacts, { start }: Span): Clause | undefined {
  return clauses.find((clause) => clause.start <= start && start < clause.end);
}

/** How much of the shorter clause the other must share before their words are held against each other. */
const LEAST_SHARED = 0.6;

function denialConflicts(
  own: AnswerFacts,
  other: AnswerFacts,
  question: ReadonlySet<string>,
): Conflict[] {
  const [first, second] = [own.clauses[0], other.clauses[0]];
  if (first !== undefined && second !== undefined && isYesAndNo(first, second)) {
    return [{ kind: 'denial', own: first, other: second, score: 0.8 }];
  }
  let best: Conflict | undefined;
  for (const mine of own.clauses) {
    for (const theirs of other.clauses) {
      const score = denialScore(mine, theirs, question);
      if (score > (best?.score ?? 0)) best = { kind: 'denial', own: mine, other: theirs, score };
    }
  }
  return best === undefined ? [] : [best];
}

/** 0 where the clauses agree, or are about different things. */
function denialScore(a: Clause, b: Clause, question: ReadonlySet<string>): number {
  const isOpposed = areOpposed(a, b);
  // "Do not disable it" agrees with "enable it".
  if (isOpposed === (a.denies !== b.denies)) return 0;
  // "Run automatically" and "not run automatically" are about running.
  const [mine, theirs] = isOpposed ? [a.topic, b.topic] : [wordsOf(a), wordsOf(b)];
  const shared = sharedCount(mine, theirs);
  const smaller = Math.min(mine.size, theirs.size);
  const larger = Math.max(mine.size, theirs.size);
  if (shared === 0 || shared / smaller < LEAST_SHARED) return 0;
  // What the question says stands in every answer to it.
  const own = [...mine].filter((term) => theirs.has(term) && !question.has(term)).length;
  const isAboutTheSame = shared === larger;
  if (shared + own < 2 && !isAboutTheSame) return 0;
  return Math.min(0.9, 0.3 + 0.4 * (shared / larger) + 0.1 * own);
}

function wordsOf({ topic, polar }: Clause): ReadonlySet<string> {
  return new Set([...topic, ...polar]);
}

function isYesAndNo(a: Clause, b: Clause): boolean {
  return a.topic.size === 0 && b.topic.size === 0 && areOpposed(a, b);
}

function commandConflicts(own: AnswerFacts, other: AnswerFacts): Conflict[] {
  const [mine, theirs] = [own.code.commands, other.code.commands];
  const [first, second] = [mine[0], theirs[0]];
  if (first === undefined || second === undefined) return [];
  const pairs = mine.flatMap((a) =>
    theirs.filter((b) => b.name === a.name).map((b) => [a, b] as const),
  );
  const [pair] = pairs;
  if (pair === undefined) return [{ kind: 'command', own: first, other: second, score: 0.6 }];
  if (pairs.some(([a, b]) => !differInFlags(a, b))) return [];
  return [{ kind: 'flag', own: pair[0], other: pair[1], score: 0.75 }];
}

/** Each has a flag that the other lacks; one that only adds a flag says more, not something else. */
function differInFlags(a: CommandUse, b: CommandUse): boolean {
  return lacks(a.flags, b.flags) && lacks(b.flags, a.flags);
}

/** `-g` may be short for `--global`. */
function lacks(flags: ReadonlySet<string>, others: ReadonlySet<string>): boolean {
  return [...flags].some(
    (flag) =>
      !others.has(flag) &&
      ![...others].some(
        (other) => other[0] === flag[0] && (other.length === 1) !== (flag.length === 1),
      ),
  );
}

const PLACEHOLDER =
  /(?:^|[/._-])(?:foo|bar|example|sample|demo|my|your|path|file|name|test|index|main|app|a|b|x)(?:[/._-]|$)/u;

function fileConflicts(own: AnswerFacts, other: AnswerFacts): Conflict[] {
  const mine = own.code.files.filter(({ name }) => !PLACEHOLDER.test(name));
  const theirs = other.code.files.filter(({ name }) => !PLACEHOLDER.test(name));
  const [first] = mine;
  if (first === undefined) return [];
  const names = new Set(theirs.map(({ name }) => baseOf(name)));
  if (mine.some(({ name }) => names.has(baseOf(name)))) return [];
  const second = theirs.find(({ name }) => extensionOf(name) === extensionOf(first.name));
  // Where several are named, they are examples more often than places.
  if (second === undefined || mine.length > 1 || theirs.length > 1) return [];
  return [{ kind: 'file', own: first, other: second, score: 0.6 }];
}

function baseOf(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}

function extensionOf(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}
