import * as z from 'zod';
import { GATES, validationSchema } from '../../workspace/settings/validationSchema.js';
import { figureSchema, gateResultSchema } from '../gates/gateResult.js';
import { ruleSchema } from '../rules/validationRules.js';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/u);
const place = z.strictObject({ file: z.string(), line: z.int().positive() });

const sideSchema = z.strictObject({
  knowledge: z.strictObject({ name: z.string(), sha256, entries: z.int() }),
  /** null: the order of BM25F. */
  reranker: z
    .strictObject({ file: z.string(), name: z.string(), version: z.string(), sha256 })
    .nullable(),
});

const acceptance = z.strictObject({ candidate: z.string(), decision: z.string() });

const causeSchema = z.strictObject({
  id: z.string(),
  what: z.enum(['new', 'changed', 'gone', 'moved']),
  acceptances: z.array(acceptance),
});

const changedQuerySchema = z.strictObject({
  query: z.string(),
  place,
  /** Rank of the first right entry, from 1; null: not found. */
  before: z.int().nullable(),
  after: z.int().nullable(),
  /** nDCG@10. */
  ndcg: z.strictObject({ before: z.number(), after: z.number() }),
  causes: z.array(causeSchema),
});

const rowSchema = z.strictObject({
  /** Which ranking, in words. */
  row: z.string(),
  figures: z.array(figureSchema),
});

const blameSchema = z.strictObject({
  /** As good as before without the changes. */
  gates: z.array(z.enum(GATES)),
  /** No better without any change. */
  unexplained: z.array(z.enum(GATES)),
  /** Sets that belong together: an acceptance, or several that one entry has in common. */
  changes: z.array(
    z.strictObject({ entries: z.array(z.string()), acceptances: z.array(acceptance) }),
  ),
  /** Candidates of all of them, to be opened in the queue. */
  candidates: z.array(z.string()),
  /** Whether no smaller set explains it; else none of it can be spared. */
  is_smallest: z.boolean(),
  words: z.string(),
});

/** `.codelumi/validation/<time>.json`: what was compared with what, and what came of it. */
export const validationReportSchema = z.strictObject({
  v: z.literal(1),
  created_at: z.iso.datetime(),
  tool_version: z.string(),
  /** `pass`: every required gate passes and none fails. */
  verdict: z.enum(['pass', 'fail', 'inconclusive']),
  compared: z.strictObject({ baseline: sideSchema, candidate: sideSchema }),
  /** The sets that were measured with; null: there is no such file. */
  sets: z.array(
    z.strictObject({
      file: z.string(),
      sha256: sha256.nullable(),
      lines: z.int(),
      faults: z.int(),
    }),
  ),
  /** What gates went by, with the gates that must pass because the workspace has what they ask about. */
  policy: validationSchema,
  /** Where each rule comes from; reports of before have none. */
  rules: z.array(ruleSchema).optional(),
  seed: z.int(),
  /** Entries that are found differently, and the accepted candidates behind that. */
  changes: z.strictObject({ entries: z.int(), candidates: z.int() }),
  gates: z.array(gateResultSchema),
  rows: z.array(rowSchema),
  /** What figures say in words, and what could not be read. */
  notes: z.array(z.string()),
  queries: z.strictObject({
    n: z.int(),
    /** Neither side has an answer; they count in no figure. */
    unanswerable: z.array(z.strictObject({ query: z.string(), place })),
    improved: z.array(changedQuerySchema),
    regressed: z.array(changedQuerySchema),
  }),
  blame: blameSchema.nullable(),
});

export type ValidationReport = z.infer<typeof validationReportSchema>;
export type ChangedQuery = z.infer<typeof changedQuerySchema>;
export type ReportedSide = z.infer<typeof sideSchema>;
export type ReportedBlame = z.infer<typeof blameSchema>;
