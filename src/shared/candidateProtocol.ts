import * as z from 'zod/mini';

/** Candidates as the review panel gets to know them. All text in them is hostile: shown as text, never as markup or links. */

export const statusSchema = z.enum(['pending', 'flagged', 'accepted', 'rejected']);

export const textSchema = z.strictObject({ query: z.string(), assistant_output: z.string() });

export const checklistSchema = z.strictObject({
  factual: z.boolean(),
  cited: z.boolean(),
  no_pii: z.boolean(),
  clear: z.boolean(),
});

const entryRefSchema = z.strictObject({
  where: z.enum(['kb', 'candidate']),
  id: z.string(),
  /** Of the text that was shown, so that a choice about another one is refused. */
  digest: z.string(),
});

/** What becomes of the candidate beside an entry that is there already, once it is accepted. */
export const resolutionSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('keep') }),
  z.strictObject({ kind: z.literal('merge'), entry: entryRefSchema }),
  z.strictObject({ kind: z.literal('supersede'), entry: entryRefSchema }),
]);

/** What a candidate is held against, as it stands; all of it is hostile text. */
export const comparedSchema = z.strictObject({
  ...entryRefSchema.shape,
  text: textSchema,
  /** Other ways to ask for its answer. */
  variants: z.array(z.string()),
  file: z.string(),
  line: z.number(),
  /** Why nothing can be merged into it or take its place; left out where it can. */
  obstacle: z.optional(z.string()),
});

/** What a reviewer has typed and ticked but not decided; kept by the extension per candidate. */
export const draftSchema = z.strictObject({
  text: z.optional(textSchema),
  /** The text that was there when the edit was begun. */
  base: z.optional(textSchema),
  checklist: z.optional(checklistSchema),
  reason: z.optional(z.string()),
  /** A comment that was not sent. */
  comment: z.optional(z.string()),
  resolution: z.optional(resolutionSchema),
});

/** Why something that was decided goes nowhere yet. */
const attentionSchema = z.strictObject({
  /** Too few people accepted it, or people decided differently in parallel. */
  kind: z.enum(['approval', 'dispute']),
  words: z.string(),
});

/** A candidate as the list shows it. */
export const summarySchema = z.strictObject({
  id: z.string(),
  status: statusSchema,
  query: z.string(),
  /** Rules with open findings. */
  rules: z.array(z.string()),
  edited: z.boolean(),
  /** Who has it, and that something is not told yet, in words. */
  remarks: z.optional(z.array(z.string())),
  attention: z.optional(attentionSchema),
});

export const findingSchema = z.strictObject({
  kind: z.string(),
  rule: z.string(),
  severity: z.enum(['blocking', 'warning']),
  field: z.enum(['query', 'assistant_output']),
  /** UTF-16 code units of the field of `text`, end exclusive. */
  start: z.number(),
  end: z.number(),
  message: z.string(),
  replacement: z.optional(z.string()),
  /** What it was held against, to be shown beside it. */
  other: z.optional(
    z.strictObject({
      where: z.enum(['kb', 'candidate', 'evaluation']),
      id: z.string(),
      question: z.string(),
      excerpt: z.string(),
    }),
  ),
});

const provenanceSchema = z.strictObject({
  part: z.enum(['question', 'answer', 'signal', 'use']),
  file: z.string(),
  line: z.number(),
});

const nearDuplicateSchema = z.strictObject({
  id: z.string(),
  where: z.enum(['kb', 'candidate']),
  /** What had become of it when the candidate was added. */
  state: z.optional(z.string()),
  /** Of the answers' terms, 0 to 1. */
  similarity: z.number(),
});

/** What was said near the candidate's answer, cut and with private things masked. */
const turnSchema = z.strictObject({
  role: z.string(),
  text: z.string(),
  file: z.string(),
  line: z.number(),
});

/** Whether a decision is signed, and what there is to say about it. */
const signatureSchema = z.strictObject({
  kind: z.enum(['signed', 'unsigned', 'unproven']),
  detail: z.string(),
});

const pastDecisionSchema = z.strictObject({
  at: z.string(),
  action: z.string(),
  by: z.string(),
  signature: z.optional(signatureSchema),
  reason: z.optional(z.string()),
  /** The words of its reason code. */
  reasonLabel: z.optional(z.string()),
  resolution: z.optional(resolutionSchema),
});

const commentSchema = z.strictObject({
  at: z.string(),
  by: z.string(),
  signature: z.optional(signatureSchema),
  text: z.string(),
});

/** What an agent proposes; nobody has checked it, nor who it is from. */
const proposalSchema = z.strictObject({
  id: z.string(),
  at: z.string(),
  kind: z.enum(['edit', 'variant', 'flag', 'redaction']),
  /** As it calls itself. */
  agent: z.string(),
  reason: z.string(),
  /** What would stand there; left out where it changes no text. */
  text: z.optional(textSchema),
  /** Rules that have something to say about the proposed words. */
  warnings: z.array(z.string()),
  /** It holds something private and is not shown. */
  withheld: z.optional(z.literal(true)),
});

/** A candidate in full. All text in it is hostile: show it as text, never as markup or links. */
export const detailSchema = z.strictObject({
  id: z.string(),
  status: statusSchema,
  /** Who has it, and that something is not told yet, in words. */
  remarks: z.optional(z.array(z.string())),
  /** Nobody decided: the status is what screening made of it. */
  byScreening: z.boolean(),
  /** Of the decision that gave the status. */
  signature: z.optional(signatureSchema),
  /** With all edits applied. */
  text: textSchema,
  /** As the log had it. */
  original: textSchema,
  /**
   * What stands in these texts instead of secrets, such as `••••••• (API key)`. The panel never gets to know
   * a secret before it asks for it.
   */
  secrets: z.array(z.string()),
  edited: z.boolean(),
  /** With `why` as the rest of "it …". */
  attention: z.optional(z.strictObject({ ...attentionSchema.shape, why: z.string() })),
  /** Who accepted exactly this text, the first of them first; nobody where it is not accepted. */
  approvers: z.array(z.string()),
  /** Whoever reviews here is one of them: a second approval is for somebody else to give. */
  approvedByMe: z.boolean(),
  /** What was confirmed when it was accepted; left out where it is not. */
  confirmed: z.optional(checklistSchema),
  /** Of `text`; goes back with a decision, so that a decision on something else is refused. */
  fingerprint: z.string(),
  /** The last decision known; goes back with a decision, for the same reason. */
  on: z.nullable(z.string()),
  findings: z.array(findingSchema),
  provenance: z.array(provenanceSchema),
  evidence: z.array(z.strictObject({ rule: z.string(), count: z.number() })),
  feedback: z.string(),
  timestamp: z.string(),
  timestampInferred: z.boolean(),
  bm25: z.optional(z.number()),
  reranker: z.optional(z.number()),
  /** How much speaks for it, 0 to 1. */
  evidenceStrength: z.optional(z.number()),
  /** `value` is the product of the others; see `impactOf`. */
  impact: z.strictObject({
    value: z.number(),
    frequency: z.number(),
    gap: z.number(),
    confidence: z.number(),
  }),
  nearestKb: z.optional(z.string()),
  /** The entry of the knowledge base that this would improve. */
  kbId: z.optional(z.string()),
  /** Whose answer is nearly the same, most similar first. */
  nearDuplicates: z.array(nearDuplicateSchema),
  /** What was rejected and comes back with it. */
  returns: z.optional(z.strictObject({ id: z.string(), newSessions: z.number() })),
  tokens: z.optional(
    z.strictObject({ encoding: z.string(), query: z.number(), answer: z.number() }),
  ),
  /** The turns right before and after the answer, in order. */
  turnsBefore: z.array(turnSchema),
  turnsAfter: z.array(turnSchema),
  /** The nearest other entries of the log, nearest first. */
  nearEntries: z.array(z.strictObject({ id: z.string(), role: z.string(), excerpt: z.string() })),
  /** Other ways in which users asked the same. */
  variants: z.array(z.string()),
  sessions: z.optional(z.number()),
  days: z.optional(z.number()),
  /** Without comments. */
  history: z.array(pastDecisionSchema),
  /** Those that were not taken back, oldest first. */
  comments: z.array(commentSchema),
  /** What agents propose for the text as it stands, oldest first. */
  proposals: z.optional(z.array(proposalSchema)),
  /** What a rejection or flag may be given for. */
  reasonCodes: z.array(z.strictObject({ code: z.string(), label: z.string() })),
  draft: z.optional(draftSchema),
});

export type ReviewStatus = z.infer<typeof statusSchema>;
export type CandidateText = z.infer<typeof textSchema>;
export type Checklist = z.infer<typeof checklistSchema>;
export type Draft = z.infer<typeof draftSchema>;
export type Resolution = z.infer<typeof resolutionSchema>;
export type Compared = z.infer<typeof comparedSchema>;
export type Summary = z.infer<typeof summarySchema>;
export type Finding = z.infer<typeof findingSchema>;
export type Turn = z.infer<typeof turnSchema>;
export type ShownSignature = z.infer<typeof signatureSchema>;
export type ShownProposal = z.infer<typeof proposalSchema>;
export type Detail = z.infer<typeof detailSchema>;
