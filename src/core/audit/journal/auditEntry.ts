import * as z from 'zod';
import { reviewerSchema } from '../../records/decision.js';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/u);

const sourceReadSchema = z.object({
  file: z.string(),
  /** Bytes; left out for what is no file, such as a table of logs. */
  size: z.number().optional(),
});

const changeSchema = z.object({
  file: z.string(),
  /** SHA-256 of all its bytes; null: it was not there. */
  before: sha256.nullable(),
  /** null: it is gone. */
  after: sha256.nullable(),
});

const failureSchema = z.object({
  /** As in `CodelumiError`; `unexpected` for any other error. */
  reason: z.string(),
  file: z.string().optional(),
  line: z.number().optional(),
});

const treeHeadSchema = z.object({ size: z.number(), root: sha256 });

const subjectSchema = z.object({ id: z.string(), sha256: z.string().optional() });

/** A line of the audit log, as it is written today. */
const entrySchema = z.object({
  /** ISO 8601. */
  at: z.string(),
  actor: reviewerSchema,
  /** What was done, such as `extract`. */
  action: z.string(),
  /** To what: a file, a candidate, a snapshot. */
  subject: subjectSchema.optional(),
  outcome: z.enum(['done', 'failed', 'cancelled']),
  /** Why, in the words of whoever did it. */
  reason: z.string().optional(),
  tool_version: z.string(),
  /** What was read of the logs and the knowledge base. */
  read: z.array(sourceReadSchema).optional(),
  /** Read as well, and not listed. */
  read_omitted: z.number().optional(),
  changes: z.array(changeSchema).optional(),
  /** Why it did not end well. No message: it may quote what is private. */
  failure: failureSchema.optional(),
  /** Where in the candidate secrets stand that were shown. */
  findings: z.array(z.unknown()).optional(),
  /** This writer's latest checkpoint before. */
  checkpoint: treeHeadSchema.optional(),
  /** In the first line of a month: how the month before ends. */
  follows: z.object({ file: z.string(), lines: z.number(), hash: sha256 }).optional(),
});

/** A line as it was written while only reveals of secrets were recorded. */
const firstSchema = z.object({
  at: z.string(),
  action: z.literal('reveal-secret'),
  reviewer: reviewerSchema,
  candidate: z.string(),
  findings: z.array(z.unknown()).optional(),
});

export type AuditEntry = z.infer<typeof entrySchema>;
export type SourceRead = z.infer<typeof sourceReadSchema>;
export type FileChange = z.infer<typeof changeSchema>;

/** What a caller has to say; the rest is added when it is written. */
export type NewEntry = Omit<AuditEntry, 'at' | 'tool_version' | 'checkpoint' | 'follows'>;

/** An entry, and whether its line has today's shape. */
export interface ParsedEntry {
  readonly entry: AuditEntry;
  readonly isFirstShape: boolean;
}

/** undefined for what is no entry of a known shape. */
export function parseAuditEntry(value: unknown): ParsedEntry | undefined {
  const parsed = entrySchema.safeParse(value);
  if (parsed.success) return { entry: parsed.data, isFirstShape: false };
  const first = firstSchema.safeParse(value);
  if (!first.success) return undefined;
  const { at, action, reviewer, candidate, findings } = first.data;
  const entry: AuditEntry = {
    at,
    actor: reviewer,
    action,
    subject: { id: candidate },
    outcome: 'done',
    tool_version: '',
    ...(findings === undefined ? {} : { findings }),
  };
  return { entry, isFirstShape: true };
}
