import * as z from 'zod';
import { textDigest } from './fingerprint.js';
import type { JsonObject, ReadRecord } from './readItem.js';
import type { RecordPosition } from './recordPosition.js';

/** One entry of the canonical knowledge base, whatever its variant in the file. */
export interface KbEntry {
  /** As written; undefined where the file gives none. */
  readonly id: string | undefined;
  readonly question: string;
  readonly answer: string;
  /** Other ways to ask for the answer, each accepted by a reviewer; none where the file gives none. */
  readonly variants: readonly string[];
  /** Ids of the entries whose place it took. */
  readonly supersedes: readonly string[];
  readonly confidence: number | undefined;
  readonly source: string | undefined;
  readonly date: string | undefined;
  /** Where a published snapshot says it was learned from; undefined elsewhere, and where the text was changed since. */
  readonly learned?: Learned | undefined;
  readonly position: RecordPosition;
}

/** The candidate that an entry of a published snapshot was learned from, and the decision that let it in. */
export type Learned = z.infer<typeof learnedSchema>;

const hash = z.string().regex(/^[0-9a-f]{64}$/u);

/** As it stands in the published file, under `origin`; loose, as the assistant may write what it likes. */
const learnedSchema = z.object({
  candidate: z.string().min(1).max(200),
  decision: hash,
  /** `textDigest` of question and answer as they were published. */
  digest: hash,
});

/** The names under which the assistant's generations wrote question and answer. */
const VARIANTS = [
  { question: 'q', answer: 'a' },
  { question: 'question', answer: 'answer' },
  { question: 'input', answer: 'output' },
  { question: 'title', answer: 'text' },
] as const;

/** Holds an entry's variants, whatever its question is called. */
export const VARIANTS_KEY = 'variants';

/** Every name under which an entry may hold text that the assistant shows. */
export const KB_TEXT_KEYS: readonly string[] = VARIANTS.flatMap(({ question, answer }) => [
  question,
  answer,
]);

export function looksLikeKbEntry(value: JsonObject): boolean {
  return pairOf(value) !== undefined;
}

/** undefined when the record has no question and answer under any of the known names. */
export function kbEntryOf(record: ReadRecord): KbEntry | undefined {
  const { value, position } = record;
  const pair = pairOf(value);
  if (pair === undefined) return undefined;
  const { id, confidence, source, date } = value;
  return {
    // One by one: what is added to a copy of an object is slow to make and to read.
    question: pair.question,
    answer: pair.answer,
    variants: textsIn(value[VARIANTS_KEY]),
    supersedes: textsIn(value['supersedes']),
    id: typeof id === 'string' || typeof id === 'number' ? String(id) : undefined,
    confidence: typeof confidence === 'number' ? confidence : undefined,
    source: typeof source === 'string' ? source : undefined,
    date: typeof date === 'string' ? date : undefined,
    learned: learnedIn(value['origin'], pair),
    position,
  };
}

function learnedIn(
  origin: unknown,
  { question, answer }: { readonly question: string; readonly answer: string },
): Learned | undefined {
  if (origin === undefined) return undefined; // Of most entries nothing is said, and a digest takes long.
  const { data } = learnedSchema.safeParse(origin);
  const digest = textDigest({ query: question, assistant_output: answer });
  return data?.digest === digest ? data : undefined;
}

/** Every way in which an entry's question is asked. */
export function questionsOf({
  question,
  variants,
}: Pick<KbEntry, 'question' | 'variants'>): string[] {
  return [question, ...variants];
}

/** What an entry is found by. */
export function indexedText(entry: Pick<KbEntry, 'question' | 'variants' | 'answer'>): string {
  return [...questionsOf(entry), entry.answer].join('\n');
}

function textsIn(value: unknown): string[] {
  if (!Array.isArray(value)) return [];
  return value.filter((each): each is string => typeof each === 'string' && each.trim() !== '');
}

function pairOf(value: JsonObject): { question: string; answer: string } | undefined {
  for (const variant of VARIANTS) {
    const question = value[variant.question];
    const answer = value[variant.answer];
    if (typeof question === 'string' && typeof answer === 'string') return { question, answer };
  }
  return undefined;
}
