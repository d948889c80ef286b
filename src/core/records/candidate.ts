import * as z from 'zod';
import type { KnownKeys } from './knownKeys.js';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/u);

const CANDIDATE_ID = /^candidate-\d{8}-\d{4,9}$/u;

/** A log line that supports a candidate, down to its bytes. */
export const provenanceSchema = z.strictObject({
  file: z.string(),
  /** From 1. */
  line: z.int().positive(),
  byte_offset: z.int().nonnegative(),
  byte_length: z.int().positive(),
  /** Of exactly those bytes. */
  sha256,
  /** What the line is to the candidate; `use`: a search of the knowledge base. */
  part: z.enum(['question', 'answer', 'signal', 'use']),
});

/** What the assistant's own pipeline made of the same question or answer before. */
export const assistantVerdictSchema = z.strictObject({
  /** Which of its logs says so. */
  log: z.enum(['staging', 'threats', 'learning']),
  /** In the log's words: `quarantined`, `approved`, `rejected`; `quarantine`, `auto_merge`; `knowledge-added`. */
  status: z.string(),
  at: z.iso.datetime().optional(),
  threats: z.array(z.string()).optional(),
  /** As the assistant scored it, usually 0 to 1; higher is worse. */
  threat_score: z.number().optional(),
  /** Of the answers (Jaccard similarity of terms); 1: the same. Only staging has answers. */
  similarity: z.number().min(0).max(1).optional(),
  /** The file of the knowledge base that it was added to. */
  kb_file: z.string().optional(),
  line: provenanceSchema,
});

/** Why the candidate was mined: a rule that fired, and how often. */
export const evidenceSchema = z.strictObject({
  rule: z.string(),
  version: z.int().positive(),
  count: z.int().positive(),
});

export const findingSchema = z.strictObject({
  kind: z.enum([
    'pii',
    'secret',
    'uninformative',
    'incomplete',
    'ungrounded',
    'contradiction',
    'hostile',
    'poisoning',
    'leak',
    /** Text that was decoded wrongly: nothing private, and it can be mended. */
    'encoding',
    /** A rule that failed: nobody knows what it would have found. */
    'scanner-failure',
  ]),
  rule: z.string(),
  /** Of the rule; files of earlier versions do without. */
  version: z.int().positive().optional(),
  severity: z.enum(['blocking', 'warning']),
  field: z.enum(['query', 'assistant_output']),
  /** UTF-16 code units of the field, end exclusive. */
  start: z.int().nonnegative(),
  end: z.int().nonnegative(),
  /** How sure the rule is, 0 to 1. */
  score: z.number().min(0).max(1),
  message: z.string(),
  /** What may stand there instead. */
  replacement: z.string().optional(),
  /** What it was held against, for both to be shown side by side. */
  other: z
    .strictObject({
      where: z.enum(['kb', 'candidate', 'evaluation']),
      /** Of the entry or candidate; of an evaluation query, its file and line. */
      id: z.string(),
      /** The question there, and the words of the answer that the finding is about. */
      question: z.string(),
      excerpt: z.string(),
    })
    .optional(),
  /** The single stretches of the field that it is about, where they are more than one. */
  spans: z
    .array(z.strictObject({ start: z.int().nonnegative(), end: z.int().nonnegative() }))
    .optional(),
});

/** A turn of the conversation that a candidate comes from. */
const contextTurnSchema = z.strictObject({
  role: z.string(),
  /** At most 500 characters; an ellipsis stands for the rest, placeholders for what is private. */
  text: z.string(),
  file: z.string(),
  line: z.int().positive(),
});

const passageContextSchema = z.strictObject({
  before: z.array(contextTurnSchema),
  after: z.array(contextTurnSchema),
});

/** An entry of the conversation log that bears on the candidate's question. */
const proximateEntrySchema = z.strictObject({
  /** `file:line` */
  id: z.string(),
  role: z.string(),
  /** BM25; comparable within one candidate. */
  score: z.number(),
  /** At most 200 characters, as in `passage_context`. */
  excerpt: z.string(),
});

/** Something that was there already and whose answer is nearly the same. */
const nearDuplicateSchema = z.strictObject({
  id: z.string(),
  /** Jaccard similarity of the answers' terms, 0 to 1. */
  similarity: z.number(),
  where: z.enum(['kb', 'candidate']).default('kb'),
  /** What review had made of that candidate at the time. */
  state: z.string().optional(),
});

/** The rejected candidate that comes back, because its evidence has grown. */
const returnSchema = z.strictObject({
  candidate: z.string(),
  /** Hash of the decision that rejected it. */
  decision: sha256,
  /** Conversations that speak for it and did not when it was rejected. */
  new_sessions: z.int().positive(),
});

export const candidateStatusSchema = z.enum(['pending', 'flagged', 'rejected']);

/**
 * A question and an answer that may be worth learning. The first eight keys are the contract of the
 * mission's appendix; loose, so that fields of a later version survive being read and written.
 */
export const candidateSchema = z.looseObject({
  id: z.string().regex(CANDIDATE_ID),
  source: z.string(),
  timestamp: z.iso.datetime(),
  query: z.string(),
  assistant_output: z.string(),
  user_feedback: z.string(),
  confidence_metrics: z.looseObject({
    /** Of the nearest entry of the knowledge base for the question; unbounded. */
    bm25: z.number().optional(),
    /** The reranker's score of question and answer; higher is better. */
    reranker: z.number().optional(),
    /** How much speaks for it, 0 to 1; see `evidenceStrength`. */
    evidence_strength: z.number().min(0).max(1).optional(),
  }),
  author: z.string(),
  /** What screening made of it; reviewers' decisions live in their journals, not here. */
  status: candidateStatusSchema,
  fingerprint: sha256,
  provenance: z.array(provenanceSchema),
  evidence: z.array(evidenceSchema),
  findings: z.array(findingSchema),
  metadata: z.looseObject({
    /** The knowledge base entry that BM25 ranks first for the query. */
    nearest_kb: z.strictObject({ id: z.string(), bm25: z.number() }).optional(),
    /** The entry of the knowledge base that it would improve. */
    kb_id: z.string().optional(),
    /** Other ways in which users asked the same. */
    variants: z.array(z.string()).optional(),
    /** True when users asked and nothing answers: a person has to write the answer. */
    gap: z.boolean().optional(),
    /** At most five, most similar first; what is staged stands in `assistant_verdicts`. */
    near_duplicates: z.array(nearDuplicateSchema).optional(),
    returns: returnSchema.optional(),
    /** Which reranker gave the score. */
    reranker: z.strictObject({ name: z.string(), version: z.string(), sha256 }).optional(),
    /** Counted with the named byte pair encoding. */
    tokens: z
      .strictObject({
        encoding: z.string(),
        query: z.int().nonnegative(),
        assistant_output: z.int().nonnegative(),
      })
      .optional(),
    /** The turns before and after the answer. */
    passage_context: passageContextSchema.optional(),
    /** The nearest other memory entries, at most five, nearest first. */
    proximate_entries: z.array(proximateEntrySchema).optional(),
    /** What the assistant's own pipeline said of it; see `assistantVerdicts.ts`. */
    assistant_verdicts: z.array(assistantVerdictSchema).optional(),
    /** How many conversations and days speak for it. */
    corroboration: z
      .strictObject({ sessions: z.int().positive(), days: z.int().positive() })
      .optional(),
    /** True when the log gave no time and `timestamp` is that of the nearest earlier entry. */
    timestamp_inferred: z.boolean().optional(),
  }),
});

export type Candidate = KnownKeys<z.infer<typeof candidateSchema>>;
export type CandidateStatus = z.infer<typeof candidateStatusSchema>;
export type Provenance = z.infer<typeof provenanceSchema>;
export type AssistantVerdict = z.infer<typeof assistantVerdictSchema>;
export type Evidence = z.infer<typeof evidenceSchema>;
export type Finding = z.infer<typeof findingSchema>;
export type NearDuplicateRecord = z.infer<typeof nearDuplicateSchema>;
export type ContextTurn = z.infer<typeof contextTurnSchema>;
export type PassageContext = z.infer<typeof passageContextSchema>;
export type ProximateEntry = z.infer<typeof proximateEntrySchema>;

/** The question and answer a reviewer sees and may edit. */
export interface CandidateText {
  readonly query: string;
  readonly assistant_output: string;
}

export function isCandidateId(id: string): boolean {
  return CANDIDATE_ID.test(id);
}

/** The day in a candidate's id, as folders are named: `2026-01-24`. */
export function dayOfCandidate(id: string): string {
  const digits = id.slice('candidate-'.length, 'candidate-'.length + 8);
  return `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6, 8)}`;
}

const KEY_ORDER = Object.keys(candidateSchema.shape);

/** One line of `candidates/YYYY-MM-DD.jsonl`, known keys first and in the contract's order. */
export function candidateLine(candidate: Candidate): string {
  return `${JSON.stringify(inContractOrder(candidate))}\n`;
}

/** The same record with the contract's keys first; added keys follow in the order they came in. */
export function inContractOrder(record: object): Readonly<Record<string, unknown>> {
  const added = Object.entries(record).filter(([key]) => !KEY_ORDER.includes(key));
  const known = KEY_ORDER.flatMap((key) => Object.entries(record).filter(([name]) => name === key));
  return Object.fromEntries([...known, ...added]);
}
