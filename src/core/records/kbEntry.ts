import type { JsonObject, ReadRecord } from './readItem.js';
import type { RecordPosition } from './recordPosition.js';

/** One entry of the canonical knowledge base, whatever its variant in the file. */
export interface KbEntry {
  /** As written; undefined where the file gives none. */
  readonly id: string | undefined;
  readonly question: string;
  readonly answer: string;
  readonly confidence: number | undefined;
  readonly source: string | undefined;
  readonly date: string | undefined;
  readonly position: RecordPosition;
}

/** The names under which the assistant's generations wrote question and answer. */
const VARIANTS = [
  { question: 'q', answer: 'a' },
  { question: 'question', answer: 'answer' },
  { question: 'input', answer: 'output' },
  { question: 'title', answer: 'text' },
] as const;

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
    ...pair,
    id: typeof id === 'string' || typeof id === 'number' ? String(id) : undefined,
    confidence: typeof confidence === 'number' ? confidence : undefined,
    source: typeof source === 'string' ? source : undefined,
    date: typeof date === 'string' ? date : undefined,
    position,
  };
}

function pairOf(value: JsonObject): { question: string; answer: string } | undefined {
  for (const variant of VARIANTS) {
    const question = value[variant.question];
    const answer = value[variant.answer];
    if (typeof question === 'string' && typeof answer === 'string') return { question, answer };
  }
  return undefined;
}
