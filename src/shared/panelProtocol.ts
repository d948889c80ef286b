import * as z from 'zod/mini';

/**
 * Everything the review panel and the extension say to each other. Both sides parse what they get
 * with these schemas; a message that does not fit is logged and answered with an error.
 *
 * The panel asks, the extension answers each question exactly once (`reply`), and the extension
 * tells of changes (`event`). Nothing is sent to the panel before it said `ready`.
 */

export const statusSchema = z.enum(['pending', 'flagged', 'accepted', 'rejected']);

export const textSchema = z.strictObject({ query: z.string(), assistant_output: z.string() });

export const checklistSchema = z.strictObject({
  factual: z.boolean(),
  cited: z.boolean(),
  no_pii: z.boolean(),
  clear: z.boolean(),
});

/** What a reviewer has typed and ticked but not decided; kept by the extension per candidate. */
export const draftSchema = z.strictObject({
  text: z.optional(textSchema),
  /** The text that was there when the edit was begun. */
  base: z.optional(textSchema),
  checklist: z.optional(checklistSchema),
  reason: z.optional(z.string()),
});

/** A candidate as the list shows it. */
export const summarySchema = z.strictObject({
  id: z.string(),
  status: statusSchema,
  query: z.string(),
  /** Rules with open findings. */
  rules: z.array(z.string()),
  edited: z.boolean(),
});

const findingSchema = z.strictObject({
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

const pastDecisionSchema = z.strictObject({
  at: z.string(),
  action: z.string(),
  by: z.string(),
  reason: z.optional(z.string()),
});

/** A candidate in full. All text in it is hostile: show it as text, never as markup or links. */
export const detailSchema = z.strictObject({
  id: z.string(),
  status: statusSchema,
  /** Nobody decided: the status is what screening made of it. */
  byScreening: z.boolean(),
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
  history: z.array(pastDecisionSchema),
  draft: z.optional(draftSchema),
});

const countsSchema = z.strictObject({
  pending: z.number(),
  flagged: z.number(),
  accepted: z.number(),
  rejected: z.number(),
});

/** What the panel may ask for. */
export const requestSchema = z.discriminatedUnion('type', [
  /** A page of the queue, in review order: pending, flagged, rejected, accepted; newest day first. */
  z.strictObject({
    type: z.literal('queue'),
    offset: z.number(),
    limit: z.number(),
    /** A candidate whose place is wanted as well. */
    selected: z.optional(z.string()),
  }),
  z.strictObject({ type: z.literal('detail'), candidate: z.string() }),
  /** Findings of a text that is being typed for a candidate. */
  z.strictObject({ type: z.literal('screen'), candidate: z.string(), text: textSchema }),
  /** What stands behind masks of a candidate. It is recorded who asked. */
  z.strictObject({
    type: z.literal('revealSecrets'),
    candidate: z.string(),
    masks: z.array(z.string()),
  }),
  z.strictObject({
    type: z.literal('decide'),
    candidate: z.string(),
    action: z.enum(['accept', 'reject', 'flag', 'edit', 'reopen']),
    fingerprint: z.string(),
    on: z.nullable(z.string()),
    reason: z.optional(z.string()),
    checklist: z.optional(checklistSchema),
    after: z.optional(textSchema),
  }),
  z.strictObject({ type: z.literal('undo'), candidate: z.string(), on: z.nullable(z.string()) }),
  /** Opens the log line behind `provenance[index]` in an editor. */
  z.strictObject({ type: z.literal('openProvenance'), candidate: z.string(), index: z.number() }),
  /** `null` forgets the draft. `fingerprint`: of the text that its ticks speak of. */
  z.strictObject({
    type: z.literal('saveDraft'),
    candidate: z.string(),
    fingerprint: z.optional(z.string()),
    draft: z.nullable(draftSchema),
  }),
  /** Runs one of the extension's own commands, as the palette would. */
  z.strictObject({ type: z.literal('run'), command: z.enum(['extract', 'buildSnapshot']) }),
]);

/** What each request is answered with. */
export const resultSchemas = {
  queue: z.strictObject({
    offset: z.number(),
    total: z.number(),
    counts: countsSchema,
    items: z.array(summarySchema),
    /** Place of `selected` in the queue, from 0; null when it is not there. */
    selectedAt: z.nullable(z.number()),
    /** The first lines of candidates files and journals that could not be used, as sentences. */
    problems: z.array(z.string()),
    problemCount: z.number(),
  }),
  detail: detailSchema,
  screen: z.array(findingSchema),
  revealSecrets: z.array(z.strictObject({ mask: z.string(), secret: z.string() })),
  /** The candidate as it stands then, and what waits after it. */
  decide: z.strictObject({ detail: detailSchema, next: z.nullable(summarySchema) }),
  undo: detailSchema,
  openProvenance: z.null(),
  saveDraft: z.null(),
  run: z.null(),
} as const;

/** Panel to extension. */
export const toHostSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('ready') }),
  z.strictObject({ kind: z.literal('request'), id: z.number(), request: requestSchema }),
  /** A fault in the panel, for the extension's log. */
  z.strictObject({ kind: z.literal('fault'), message: z.string() }),
]);

const errorSchema = z.strictObject({ reason: z.string(), message: z.string() });

const actionSchema = z.enum([
  'accept',
  'reject',
  'flag',
  'edit',
  'reopen',
  'undo',
  'next',
  'previous',
]);

const eventSchema = z.discriminatedUnion('type', [
  /**
   * Candidates or decisions changed, here or elsewhere: ask for the queue and the detail again. Pages
   * asked for before and after do not fit together.
   */
  z.strictObject({ type: z.literal('queueChanged') }),
  /** Opens a candidate and, once it is there, does something with it. */
  z.strictObject({
    type: z.literal('show'),
    candidate: z.string(),
    action: z.optional(actionSchema),
  }),
  /** The palette or a key binding asks for what the panel's own key does. */
  z.strictObject({
    type: z.literal('perform'),
    action: actionSchema,
  }),
]);

/** Extension to panel. `result` is parsed with the schema of the request it answers. */
export const toPanelSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('reply'),
    id: z.number(),
    ok: z.literal(true),
    result: z.unknown(),
  }),
  z.strictObject({ kind: z.literal('failure'), id: z.number(), error: errorSchema }),
  z.strictObject({ kind: z.literal('event'), event: eventSchema }),
]);

export type ReviewStatus = z.infer<typeof statusSchema>;
export type CandidateText = z.infer<typeof textSchema>;
export type Checklist = z.infer<typeof checklistSchema>;
export type Draft = z.infer<typeof draftSchema>;
export type Summary = z.infer<typeof summarySchema>;
export type Finding = z.infer<typeof findingSchema>;
export type Turn = z.infer<typeof turnSchema>;
export type Detail = z.infer<typeof detailSchema>;
export type PanelRequest = z.infer<typeof requestSchema>;
export type RequestType = PanelRequest['type'];
export type RequestOf<Type extends RequestType> = Extract<PanelRequest, { type: Type }>;
export type ResultOf<Type extends RequestType> = z.infer<(typeof resultSchemas)[Type]>;
export type ToHost = z.infer<typeof toHostSchema>;
export type ToPanel = z.infer<typeof toPanelSchema>;
export type PanelEvent = z.infer<typeof eventSchema>;
export type PanelAction = z.infer<typeof actionSchema>;
export type PanelError = z.infer<typeof errorSchema>;
