import * as z from 'zod';

import { LONGEST_PROPOSED, PROPOSAL_KINDS } from '../records/proposal.js';
import { type ProposeRequest, proposeChange } from '../review/proposals/proposeChange.js';
import { agentTool } from './agentTool.js';
import { PROPOSE_TOOL } from './proposeTool.js';
import { candidateId } from './showCandidate.js';

export const proposeForCandidate = agentTool({
  name: PROPOSE_TOOL,
  title: 'Propose a Change to a Candidate',
  description:
    'Proposes something for one candidate; a person sees it beside the candidate, marked as yours, and decides. It is no decision: it accepts nothing and speaks for nothing. `edit`: a better question or answer (give the whole of each part you change). `variant`: other words for the question. `flag`: why a person should look again. `redaction`: put in the replacements that screening suggests. Leave placeholders such as [EMAIL_1] as they are. Few proposals are taken, so make each one count.',
  input: z.object({
    candidate: candidateId,
    kind: z.enum(PROPOSAL_KINDS),
    reason: z.string().min(1).max(LONGEST_PROPOSED.reason).describe('Why, for the person.'),
    question: z
      .string()
      .min(1)
      .max(LONGEST_PROPOSED.query)
      .optional()
      .describe('Of an edit or a variant: the new question.'),
    answer: z
      .string()
      .min(1)
      .max(LONGEST_PROPOSED.assistant_output)
      .optional()
      .describe('Of an edit: the new answer.'),
    rules: z
      .array(z.string().min(1).max(100))
      .min(1)
      .max(20)
      .optional()
      .describe('Of a redaction: rules of findings; left out: all that are redactable.'),
  }),
  isReadOnly: false,
  run: async ({ candidate, kind, reason, question, answer, rules }, context, agent) => {
    const text = {
      ...(question === undefined ? {} : { query: question }),
      ...(answer === undefined ? {} : { assistant_output: answer }),
    };
    const request: ProposeRequest = {
      candidate,
      kind,
      reason,
      agent,
      ...(kind === 'edit' ? { text } : {}),
      ...(kind === 'variant' && question !== undefined ? { question } : {}),
      ...(kind === 'redaction' && rules !== undefined ? { rules } : {}),
    };
    const { id, warnings } = await proposeChange(context, request);
    return {
      proposal: id,
      candidate,
      kind,
      next: 'It waits for a person, who may take it over, change it or dismiss it.',
      ...(warnings.length > 0 ? { screening_warns_of: warnings } : {}),
    };
  },
});
