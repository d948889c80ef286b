import * as z from 'zod/mini';
import { entryNameSchema } from './entryName.js';
import { impactChoiceSchema, impactSchema } from './impactProtocol.js';
import { toHostSchemaOf, toPageSchemaOf } from './pageProtocol.js';

/** Everything the review panel and the extension say to each other, in the frame of `pageProtocol.ts`. */

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
  /** What a rejection or flag may be given for. */
  reasonCodes: z.array(z.strictObject({ code: z.string(), label: z.string() })),
  draft: z.optional(draftSchema),
});

const countsSchema = z.strictObject({
  pending: z.number(),
  flagged: z.number(),
  accepted: z.number(),
  rejected: z.number(),
});

export const sortSchema = z.enum(['queue', 'impact', 'date', 'score']);

/** How the filter is to become another. */
export const filterChangeSchema = z.discriminatedUnion('kind', [
  /** As typed; where it cannot be understood, nothing changes. */
  z.strictObject({ kind: z.literal('text'), text: z.string() }),
  z.strictObject({ kind: z.literal('nextSort') }),
  z.strictObject({ kind: z.literal('clear') }),
  /** What the reviewer decided. */
  z.strictObject({ kind: z.literal('mine') }),
]);

/** What the panel may ask for. */
export const requestSchema = z.discriminatedUnion('type', [
  /**
   * A page of what fits the active filter, in its order; without one in review order: pending, flagged,
   * rejected, accepted; newest day first.
   */
  z.strictObject({
    type: z.literal('queue'),
    offset: z.number(),
    limit: z.number(),
    /** A candidate whose place is wanted as well. */
    selected: z.optional(z.string()),
    /** The panel begins: it wants `selected` in full with it, or else what waits first. */
    begin: z.optional(z.boolean()),
  }),
  z.strictObject({ type: z.literal('filter'), change: filterChangeSchema }),
  z.strictObject({ type: z.literal('detail'), candidate: z.string() }),
  /** Findings of a text that is being typed for a candidate. */
  z.strictObject({ type: z.literal('screen'), candidate: z.string(), text: textSchema }),
  /** What the candidate resembles, to be shown beside it. */
  z.strictObject({ type: z.literal('compare'), candidate: z.string(), other: entryNameSchema }),
  /** What the candidate would change about what is found; `choice` left out: as it was decided, else as kept. */
  z.strictObject({
    type: z.literal('impact'),
    candidate: z.string(),
    choice: z.optional(impactChoiceSchema),
  }),
  /** Opens where that stands in an editor. */
  z.strictObject({ type: z.literal('openEntry'), other: entryNameSchema }),
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
    reasonCode: z.optional(z.string()),
    checklist: z.optional(checklistSchema),
    resolution: z.optional(resolutionSchema),
    /** Also where somebody else has reserved it. */
    force: z.optional(z.boolean()),
    after: z.optional(textSchema),
  }),
  /** Says something about a candidate, whatever is decided on it meanwhile. */
  z.strictObject({
    type: z.literal('comment'),
    candidate: z.string(),
    fingerprint: z.string(),
    on: z.nullable(z.string()),
    text: z.string(),
  }),
  /** Takes back the last step of this clone, wherever it was made. */
  z.strictObject({ type: z.literal('undo') }),
  /** Makes the step anew that was taken back last. */
  z.strictObject({ type: z.literal('redo') }),
  /** Puts a candidate behind the others that wait, or, where it is there, back in its place. */
  z.strictObject({ type: z.literal('skip'), candidate: z.string() }),
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
  z.strictObject({
    type: z.literal('run'),
    command: z.enum([
      'extract',
      'buildSnapshot',
      'openView',
      'saveView',
      'decideOnFilter',
      'showLog',
      'showCandidates',
    ]),
  }),
]);

/** What was taken back or made anew. */
const stepResultSchema = z.strictObject({
  /** In words: "reject of 37 candidates". */
  name: z.string(),
  /** The first candidate it was about; null where that is gone. */
  detail: z.nullable(detailSchema),
});

/** What each request is answered with. */
export const resultSchemas = {
  queue: z.strictObject({
    offset: z.number(),
    /** How many fit the filter. */
    total: z.number(),
    /** Of all candidates. */
    counts: countsSchema,
    /** The active filter in its one written form; empty: none. Pages of two filters do not fit together. */
    filter: z.string(),
    sort: sortSchema,
    /** How many candidates people accepted or rejected; `mine`: null where nobody knows who asks. */
    progress: z.strictObject({ decided: z.number(), mine: z.nullable(z.number()) }),
    items: z.array(summarySchema),
    /** Place of `selected` in the queue, from 0; null when it is not there. */
    selectedAt: z.nullable(z.number()),
    /** The first lines of candidates files and journals that could not be used, as sentences. */
    problems: z.array(z.string()),
    problemCount: z.number(),
    /** What to begin with, where that was asked for and could be read. */
    opened: z.optional(detailSchema),
  }),
  /** The filter that is active then. `problem`: why it is not what was asked for. */
  filter: z.strictObject({ filter: z.string(), problem: z.nullable(z.string()) }),
  detail: detailSchema,
  screen: z.array(findingSchema),
  compare: comparedSchema,
  impact: impactSchema,
  openEntry: z.null(),
  revealSecrets: z.array(z.strictObject({ mask: z.string(), secret: z.string() })),
  /** The candidate as it stands then, what waits after it, and whether that is opened. */
  decide: z.strictObject({
    detail: detailSchema,
    next: z.nullable(summarySchema),
    advance: z.boolean(),
  }),
  comment: detailSchema,
  undo: stepResultSchema,
  redo: stepResultSchema,
  skip: z.strictObject({ isSkipped: z.boolean(), next: z.nullable(summarySchema) }),
  openProvenance: z.null(),
  saveDraft: z.null(),
  run: z.null(),
} as const;

/** Panel to extension. */
export const toHostSchema = toHostSchemaOf(requestSchema);

const actionSchema = z.enum([
  'accept',
  'reject',
  'flag',
  'edit',
  'reopen',
  'undo',
  'redo',
  'rejectFor',
  'flagFor',
  'comment',
  'skip',
  'redact',
  'secrets',
  'help',
  'compare',
  'impact',
  'next',
  'previous',
  'saveEdit',
  'check1',
  'check2',
  'check3',
  'check4',
]);

const eventSchema = z.discriminatedUnion('type', [
  /** What a command of the extension did that was begun here or elsewhere, in a sentence. */
  z.strictObject({ type: z.literal('tell'), tone: z.enum(['done', 'refused']), text: z.string() }),
  /**
   * Candidates or decisions changed, here or elsewhere: ask for the queue and the detail again. Pages
   * asked for before and after do not fit together.
   */
  z.strictObject({ type: z.literal('queueChanged') }),
  /** Somebody outside the panel changed the filter: ask for the queue and show what fits. */
  z.strictObject({ type: z.literal('filterChanged') }),
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

/** Extension to panel. */
export const toPanelSchema = toPageSchemaOf(eventSchema);

export type ReviewStatus = z.infer<typeof statusSchema>;
export type CandidateText = z.infer<typeof textSchema>;
export type Checklist = z.infer<typeof checklistSchema>;
export type Sort = z.infer<typeof sortSchema>;
export type FilterChange = z.infer<typeof filterChangeSchema>;
export type Draft = z.infer<typeof draftSchema>;
export type Resolution = z.infer<typeof resolutionSchema>;
export type Compared = z.infer<typeof comparedSchema>;
export type Summary = z.infer<typeof summarySchema>;
export type Finding = z.infer<typeof findingSchema>;
export type Turn = z.infer<typeof turnSchema>;
export type ShownSignature = z.infer<typeof signatureSchema>;
export type Detail = z.infer<typeof detailSchema>;
export type PanelRequest = z.infer<typeof requestSchema>;
export type RequestType = PanelRequest['type'];
export type RequestOf<Type extends RequestType> = Extract<PanelRequest, { type: Type }>;
export type ResultOf<Type extends RequestType> = z.infer<(typeof resultSchemas)[Type]>;
export type ToHost = z.infer<typeof toHostSchema>;
export type ToPanel = z.infer<typeof toPanelSchema>;
export type PanelEvent = z.infer<typeof eventSchema>;
export type PanelAction = z.infer<typeof actionSchema>;
