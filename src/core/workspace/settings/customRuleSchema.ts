import * as z from 'zod';
import { messageOf } from '../../errors.js';
import { linearPattern } from '../linearPattern.js';

/** A screening rule of the workspace's own. */
export const customRuleSchema = z
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
