import * as z from 'zod';
import { wrongUsage } from '../errors.js';
import { requireQuery } from '../review/query/parseQuery.js';
import type { Query } from '../review/query/query.js';
import { queueAs } from '../review/queue.js';
import { withoutPrivate } from '../screening/maskPrivate.js';
import { readConfig } from '../workspace/config.js';
import { agentTool } from './agentTool.js';
import { untrusted } from './untrustedText.js';

/** Who reviews what is for people to know. */
const ABOUT_PEOPLE = new Set(['reviewer', 'assigned', 'reserved']);

export const listCandidates = agentTool({
  name: 'codelumi_list_candidates',
  title: 'List Candidates',
  description:
    'Lists candidates (questions and answers mined from logs that people may let an assistant learn), a page at a time. `query` takes filter words, all at once: status:pending|flagged|accepted|rejected|waiting|decided, rule:R1, finding:email, day:2026-01-24..2026-01-31, score:>0.5, impact:>2, bm25:>3, source:chat, has:findings, has:blocking, edited:yes, sort:impact|date|score, "words of the text", and -word to exclude. An accepted candidate is what a person decided; you cannot.',
  input: z.object({
    query: z.string().max(1_000).optional().describe('Filter words; left out: everything.'),
    offset: z.int().min(0).max(1_000_000).default(0).describe('How many to pass over.'),
    limit: z.int().min(1).max(100).default(20).describe('At most so many.'),
  }),
  isReadOnly: true,
  run: async ({ query: words, offset, limit }, context) => {
    const query = queryOf(words);
    const { screening } = await readConfig(context.files);
    // What was masked must not be found either: else somebody could guess it, letter by letter.
    const queue = await queueAs(
      { ...(query === undefined ? {} : { query }), limit: offset + limit },
      context,
      (text) => withoutPrivate(text, screening).text,
    );
    const { candidates, matching, counts } = queue;
    const page = candidates.slice(offset);
    const next = offset + page.length;
    return {
      counts,
      matching,
      offset,
      ...(next < matching ? { next_offset: next } : {}),
      unreadable_lines: queue.problems.length,
      candidates: page.map(({ id, day, status, query, rules, minedBy, edited, proposals }) => ({
        id,
        day,
        status,
        question: untrusted(query, screening),
        open_findings: rules,
        mined_by: minedBy,
        edited,
        open_proposals: proposals ?? 0,
      })),
    };
  },
});

function queryOf(words: string | undefined): Query | undefined {
  if (words === undefined || words.trim() === '') return undefined;
  const query = requireQuery(words);
  const person = query.terms.find(({ condition }) => ABOUT_PEOPLE.has(condition.key));
  if (person !== undefined)
    throw wrongUsage(
      `Agents cannot filter by ${person.condition.key}:`,
      'Leave it out; who reviews what is for people.',
    );
  return query;
}
