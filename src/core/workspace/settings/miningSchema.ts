import * as z from 'zod';
import { count, share } from './numbers.js';

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

/** What becomes a candidate: thresholds of the mining rules. */
export const miningSchema = z
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
