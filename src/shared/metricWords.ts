/** The confidence metrics of a candidate, and what each figure says. */
export const METRICS = {
  bm25: {
    name: 'BM25',
    meaning:
      'Word overlap of the question with the nearest entry; 0 is none, and there is no upper end.',
  },
  reranker: {
    name: 'Reranker',
    meaning: 'How well the answer fits the question; higher is better.',
  },
  evidence: {
    name: 'Evidence strength',
    meaning:
      'From 0 to 1: who spoke for it (a button weighs most), in how many conversations, on how many days.',
  },
  impact: {
    name: 'Impact',
    meaning: 'How much it would change to learn it: how often × how little is known × evidence.',
  },
} as const;

const PLACES = { kb: 'knowledge base', candidate: 'candidate' } as const;

export interface Resemblance {
  readonly where: keyof typeof PLACES;
  /** As it was when the candidate was added. */
  readonly state?: string | undefined;
  /** 0 to 1 */
  readonly similarity: number;
}

/** `candidate, rejected then; 93 % of its words`: where a near-duplicate is, and how near. */
export function resemblanceWords({ where, state, similarity }: Resemblance): string {
  const place = state === undefined ? PLACES[where] : `${PLACES[where]}, ${state} then`;
  // 99.6 % is not all of them.
  return `${place}; ${Math.floor(similarity * 100)} % of its words`;
}
