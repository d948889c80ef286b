import * as z from 'zod';
import { messageOf } from '../errors.js';
import { linearPattern } from './linearPattern.js';
import { agentsSchema } from './settings/agentsSchema.js';
import { cadenceSchema } from './settings/cadenceSchema.js';
import { heldValidationSchema } from './settings/heldValidationSchema.js';
import { monitoringSchema } from './settings/monitoringSchema.js';
import { rerankingSchema } from './settings/rerankingSchema.js';
import { rolloutSchema } from './settings/rolloutSchema.js';
import { snapshotsSchema } from './settings/snapshotsSchema.js';
import { trainingSchema } from './settings/trainingSchema.js';
import { validationSchema } from './settings/validationSchema.js';

function count(meaning: string, usual: number) {
  return z.int().positive().default(usual).describe(meaning);
}

function share(meaning: string, usual: number) {
  return z.number().min(0).max(1).default(usual).describe(meaning);
}

/**
 * No absolute path, drive, home folder or `..`: settings that come with a workspace must not read
 * elsewhere. Where the assistant keeps its data in a folder of its own, the user names that folder.
 */
const INSIDE = /^(?![/~]|[A-Za-z]:)(?!(?:[\s\S]*\/)?\.\.(?:\/|$))[^\\]{1,500}$/u;

const sourcePath = z
  .string()
  .regex(
    INSIDE,
    'a source is inside the workspace, written with / and without .. (for userData elsewhere there is --user-data, and codelumi.userDataFolder in the user settings)',
  )
  .meta({ id: 'sourcePath' });

/** One file has one name, so that provenance and cursors know it again: no `./`, no `//`. */
function tidy(path: string): string {
  const parts = path.split('/').filter((part) => part !== '' && part !== '.');
  return parts.join('/') || '.';
}

/** One or more paths or patterns; a single one may stand without its list. */
function logs(meaning: string, usual: readonly string[]) {
  const [first = []] = usual;
  return z
    .union([sourcePath, z.array(sourcePath).max(100)], 'write a path, a pattern or a list of them')
    .prefault(usual.length > 1 ? [...usual] : first)
    .describe(meaning)
    .transform((paths): readonly string[] => [paths].flat().map(tidy));
}

/** Whoever is on the way would read everybody's conversations: only a server on this machine goes without TLS. */
const SAFE_URL =
  /^(?:https:\/\/[^\s@/?#]{1,253}|http:\/\/(?:localhost|127\.0\.0\.1|\[::1\])(?::[0-9]{1,5})?)\/?$/u;

const name = z.string().min(1).max(200);

const clickhouse = z
  .strictObject({
    url: z
      .string()
      .regex(
        SAFE_URL,
        'write https://host:port, without user, password or path; http only for this machine',
      )
      .describe('The HTTP interface of the server.'),
    database: name.default('default').describe('The database that holds the table.'),
    table: name.default('codelumi_lines').describe('The table of lines; see docs/scale.md.'),
    username: name.optional().describe('Who reads; left out: the default user.'),
    passwordEnv: z
      .string()
      // Settings that come with a workspace must not send any other secret of the environment away.
      .regex(
        /^CODELUMI_[A-Z0-9_]{1,80}$/u,
        'name an environment variable that begins with CODELUMI_',
      )
      .optional()
      .describe(
        'The environment variable, CODELUMI_…, that holds the password. Never write the password here.',
      ),
  })
  .optional()
  .describe(
    'A table of ClickHouse that holds the logs; the other sources then name logs in it. Left out: logs are files.',
  );

const sources = z
  .strictObject({
    memory: logs("The assistant's conversation log.", ['userData/lumi_memory.jsonl']),
    kbUsage: logs('The log of searches in the knowledge base; there may be none.', [
      'userData/kb_usage.jsonl',
    ]),
    signals: logs('Outputs of signal detectors that are kept in files of their own.', []),
    executor: logs('What the assistant did: its audit files and its action journal.', [
      'userData/audit_*.json',
      'userData/action_journal.jsonl',
    ]),
    learning: logs("The assistant's record of its own learning.", [
      'training/selflearn_audit.jsonl',
    ]),
    threats: logs("The assistant's verdicts on the safety of what it would learn.", [
      'userData/security/validation.jsonl',
    ]),
    staging: logs('What the assistant itself put forward to be learned.', [
      'userData/staging.jsonl',
    ]),
    clickhouse,
    knowledgeBase: sourcePath
      .default('training')
      .describe('The folder with the knowledge base: its *.json and *.jsonl files.')
      .transform(tidy),
  })
  .prefault({})
  .describe(
    'Where the logs are, relative to the workspace: a path, a pattern (*, **, ?), or a list of them.',
  );

const repeatedHit = z
  .strictObject({
    minimumQueries: count('Distinct queries that used the entry.', 3),
    minimumOutcomes: count('Uses whose outcome is known.', 2),
    minimumAcceptance: share('Share of those uses that users accepted.', 0.6),
  })
  .prefault({})
  .describe('R2: entries of the knowledge base that were used and accepted repeatedly.');

const frequentMemory = z
  .strictObject({
    minimumQueries: count('Distinct queries that the statement bears on.', 5),
    minimumSessions: count('Conversations those queries come from.', 3),
    top: count('How many of the best matches of a query count.', 3),
    minimumCoverage: share("Share of a query's weighted terms that the statement must hold.", 0.3),
  })
  .prefault({})
  .describe('R3: statements of users that bear on many later queries.');

const knowledgeGap = z
  .strictObject({
    minimumQueries: count('Distinct queries of a cluster.', 5),
    minimumSessions: count('Conversations they come from.', 3),
    similarity: share(
      'Mean cosine to the members of a cluster from which a query belongs to it.',
      0.15,
    ),
  })
  .prefault({})
  .describe('R4: similar queries that found no answer.');

const returnAfter = z
  .strictObject({
    sessions: count('Conversations that speak for it and did not when it was rejected.', 5),
  })
  .prefault({})
  .describe('When something rejected comes back.');

const mining = z
  .strictObject({
    conversationGapMinutes: z
      .number()
      .positive()
      .default(30)
      .describe('A pause longer than this begins a new conversation.'),
    executorWindowSeconds: z
      .number()
      .positive()
      .default(120)
      .describe('An action this soon after an answer, and before the next message, is its effect.'),
    repeatedHit,
    frequentMemory,
    knowledgeGap,
    returnAfter,
  })
  .prefault({})
  .describe('What becomes a candidate.');

const custom = z
  .strictObject({
    rule: z
      .string()
      .regex(/^[a-z][a-z0-9-]{1,40}$/u)
      .describe('Its id: lower-case words with hyphens. Findings are of rule "custom-" and this.'),
    pattern: z
      .string()
      .min(1)
      .max(500)
      .superRefine(requireLinear)
      .optional()
      .describe(
        'A regular expression in RE2 syntax: no look-around, no back references, always linear.',
      ),
    words: z
      .array(z.string().trim().min(2).max(200))
      .min(1)
      .max(10_000)
      .optional()
      .describe('Instead of a pattern: words and phrases, found as whole words in any case.'),
    kind: z.enum(['pii', 'secret']).default('pii').describe('What it is.'),
    placeholder: z
      .string()
      .regex(/^[A-Z][A-Z_]{0,38}[A-Z]$/u)
      .default('PRIVATE')
      .describe('What stands there after redaction: CUSTOMER for [CUSTOMER_1].'),
    message: z.string().min(1).max(500).describe('What reviewers are told.'),
  })
  .refine(({ pattern, words }) => (pattern === undefined) !== (words === undefined), {
    error: 'give either "pattern" or "words"',
  });

function requireLinear(pattern: string, context: z.RefinementCtx): void {
  try {
    linearPattern(pattern);
  } catch (error) {
    context.addIssue({ code: 'custom', message: messageOf(error), input: pattern });
  }
}

const allow = z.strictObject({
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/u)
    .describe('Of the normalised value: the list itself tells nothing.'),
  reason: z.string().min(1).describe('Why it is not private.'),
  author: z.string().min(1).describe('Who says so.'),
});

const grounding = z
  .strictObject({
    unsupportedShare: share(
      'Weighted share of specific claims that nothing else mentions, from which an answer is flagged.',
      0.5,
    ),
  })
  .prefault({})
  .describe('Answers whose claims stand neither in the conversation nor in the knowledge base.');

const hostile = z
  .strictObject({
    trustedHosts: z
      .array(z.string().min(1))
      .default([])
      .describe('Hosts whose scripts may be run from a download: "install.example.org".'),
  })
  .prefault({})
  .describe('Text meant for a model or a machine instead of a reader.');

const poisoning = z
  .strictObject({
    clusterSize: z
      .int()
      .min(2)
      .default(3)
      .describe('So many nearly equal answers from one conversation or author are flagged.'),
    perConversation: count('Candidates of one conversation that are not flagged.', 5),
    authorShare: share('Share of all candidates that one author may have.', 0.2),
    top: count('The first hits of a search that count for the retrieval blast radius.', 5),
    blastRadius: share('Share of unrelated questions for which a candidate may stand there.', 0.02),
  })
  .prefault({})
  .describe('Attempts to have something harmful learned.');

const screening = z
  .strictObject({
    profile: z
      .enum(['code', 'general'])
      .default('code')
      .describe(
        "code: documentation values (user@example.com, 10.0.0.1) are nobody's. general: flags them too.",
      ),
    custom: z
      .array(custom)
      .max(100)
      .refine((rules) => new Set(rules.map(({ rule }) => rule)).size === rules.length, {
        error: 'two rules have one id',
      })
      .default([])
      .describe("The workspace's own rules."),
    allow: z
      .array(allow)
      .default([])
      .describe('Values that are not private here; "codelumi screen --allow" adds one.'),
    minimumAnswerCharacters: z
      .int()
      .nonnegative()
      .default(50)
      .describe('Shorter answers are rejected as uninformative.'),
    minimumAnswerTokens: z
      .int()
      .nonnegative()
      .default(8)
      .describe('Answers of fewer tokens are rejected as uninformative.'),
    leakSimilarity: z
      .number()
      .min(0.5)
      .max(1)
      .default(0.8)
      .describe('A question this similar to an evaluation query must not be learned.'),
    grounding,
    hostile,
    poisoning,
  })
  .prefault({})
  .describe('What is held back.');

/** In UTF-16 code units. */
export const LONGEST_VIEW_NAME = 60;

const view = z.strictObject({
  name: z
    .string()
    .trim()
    .min(1)
    .max(LONGEST_VIEW_NAME)
    .describe('What it is called in the list of views.'),
  // Whether it can be understood is found when it is opened: one wrong view must not stop everything else.
  query: z
    .string()
    .max(1_000)
    .describe(
      'What it shows, such as "status:pending rule:R1 sort:impact"; see docs/filtering.md.',
    ),
});

const reasonCode = z.strictObject({
  code: z
    .string()
    .regex(/^[a-z][a-z0-9-]{1,40}$/u)
    .describe('As it stands in decisions: lower-case words with hyphens.'),
  label: z.string().trim().min(1).max(80).describe('What reviewers read.'),
});

const review = z
  .strictObject({
    views: z
      .array(view)
      .max(100)
      .default([])
      .describe('Saved views of the queue; "Save View" adds one.'),
    reasonCodes: z
      .array(reasonCode)
      .max(30)
      .refine((codes) => new Set(codes.map(({ code }) => code)).size === codes.length, {
        error: 'two reasons have one code',
      })
      .default([])
      .describe("The workspace's own reasons for rejecting and flagging, beside the usual ones."),
    reservation: z
      .int()
      .min(1)
      .max(1_440)
      .default(30)
      .describe('Minutes for which a candidate is reserved; while it is open that is renewed.'),
    overlap: share('Share of candidates that two people review without knowing of each other.', 0),
    overlapKey: z
      .string()
      .max(200)
      .default('')
      .describe('Which candidates these are; another key draws others.'),
  })
  .prefault({})
  .describe('How people decide.');

/** More people than any team asks to look at one thing. */
const MOST_APPROVALS = 10;

const quorum = z
  .strictObject({
    entry: approvals(1).describe('Of an accepted candidate, before it is in a snapshot.'),
    hotfix: approvals(2, 2).describe('Of each candidate in a hotfix, signed with different keys.'),
    release: approvals(1).describe(
      'Of each step of a rollout to more users: beta, and production.',
    ),
    policy: approvals(2).describe('Of a change of this policy, signed with different keys.'),
  })
  .prefault({})
  .describe('How many people have to approve. Nobody counts twice, and no author of a text alone.');

function approvals(usual: number, least = 1) {
  return z.int().min(least).max(MOST_APPROVALS).default(usual);
}

export const policySchema = z
  .strictObject({
    quorum,
    unsigned: z
      .enum(['none', 'canary', 'prod'])
      .default('canary')
      .describe('How far what nobody signed may go: into no snapshot, to the canary, everywhere.'),
    validation: heldValidationSchema,
  })
  .prefault({})
  .describe(
    'Who has to approve what. Changes of it are approved by signature once there are signers.',
  );

/** `.codelumi/config.json`: the workspace's policy. Every key has a default; unknown keys are refused. */
export const configSchema = z.strictObject({
  $schema: z.string().optional(),
  sources,
  mining,
  screening,
  review,
  reranking: rerankingSchema,
  policy: policySchema,
  rollout: rolloutSchema,
  monitoring: monitoringSchema,
  validation: validationSchema,
  snapshots: snapshotsSchema,
  training: trainingSchema,
  cadence: cadenceSchema,
  agents: agentsSchema,
});

export type SavedView = z.infer<typeof view>;
export type Policy = z.infer<typeof policySchema>;
export type Config = z.infer<typeof configSchema>;
