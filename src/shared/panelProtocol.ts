import * as z from 'zod/mini';
import {
  checklistSchema,
  comparedSchema,
  detailSchema,
  draftSchema,
  findingSchema,
  resolutionSchema,
  summarySchema,
  textSchema,
} from './candidateProtocol.js';
import { entryNameSchema } from './entryName.js';
import { impactChoiceSchema, impactSchema } from './impactProtocol.js';
import { toHostSchemaOf, toPageSchemaOf } from './pageProtocol.js';

/** Everything the review panel and the extension say to each other, in the frame of `pageProtocol.ts`. */

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
  /** The same in the order of the reranker in use; it gives way to whatever else is looked at. */
  z.strictObject({
    type: z.literal('rerankedImpact'),
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
  /** Puts an agent's proposal away, which decides nothing. */
  z.strictObject({
    type: z.literal('dismissProposal'),
    candidate: z.string(),
    proposal: z.string(),
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
  /** null: there is no reranker, or it gave way. */
  rerankedImpact: z.nullable(impactSchema),
  openEntry: z.null(),
  revealSecrets: z.array(z.strictObject({ mask: z.string(), secret: z.string() })),
  /** The candidate as it stands then, what waits after it, and whether that is opened. */
  decide: z.strictObject({
    detail: detailSchema,
    next: z.nullable(summarySchema),
    advance: z.boolean(),
  }),
  comment: detailSchema,
  dismissProposal: detailSchema,
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

export type Sort = z.infer<typeof sortSchema>;
export type FilterChange = z.infer<typeof filterChangeSchema>;
export type PanelRequest = z.infer<typeof requestSchema>;
export type RequestType = PanelRequest['type'];
export type RequestOf<Type extends RequestType> = Extract<PanelRequest, { type: Type }>;
export type ResultOf<Type extends RequestType> = z.infer<(typeof resultSchemas)[Type]>;
export type ToHost = z.infer<typeof toHostSchema>;
export type ToPanel = z.infer<typeof toPanelSchema>;
export type PanelEvent = z.infer<typeof eventSchema>;
export type PanelAction = z.infer<typeof actionSchema>;
