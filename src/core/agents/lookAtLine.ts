import * as z from 'zod';
import { wrongUsage } from '../errors.js';
import { explain } from '../mining/explain.js';
import { trace } from '../tracing/trace.js';
import { readConfig } from '../workspace/config.js';
import { linePlaceOf } from '../workspace/linePlace.js';
import { agentTool } from './agentTool.js';
import { untrusted } from './untrustedText.js';

const place = z
  .string()
  .max(520)
  .describe('A line of a file, such as userData/lumi_memory.jsonl:207.');

export const explainLine = agentTool({
  name: 'codelumi_explain_line',
  title: 'Explain a Log Line',
  description:
    'Says why a line of one of the assistant’s logs became a candidate, or which rule dropped it and by what threshold.',
  input: z.object({ line: place }),
  isReadOnly: true,
  run: async ({ line: wanted }, context) => {
    const { screening: policy } = await readConfig(context.files);
    const found = await explain({ place: wanted }, context);
    return {
      file: found.file,
      line: found.line,
      candidates: found.candidates,
      would_become: found.would_become.map((question) => untrusted(question, policy)),
      verdicts: found.verdicts.map(({ rule, outcome, detail }) => ({
        rule,
        outcome,
        detail: untrusted(detail, policy),
      })),
      faults: found.faults,
    };
  },
});

export const traceLine = agentTool({
  name: 'codelumi_trace_line',
  title: 'Trace a Line',
  description:
    'Follows a line of a log, of candidates, decisions or a snapshot: where it comes from, and what came of it.',
  input: z.object({ line: place }),
  isReadOnly: true,
  run: async ({ line: wanted }, context) => {
    const at = linePlaceOf(wanted);
    if (at === undefined)
      throw wrongUsage(
        'That names no line of a file',
        'Write it like candidates/2026-01-24.jsonl:3.',
      );
    const { screening: policy } = await readConfig(context.files);
    const { kind, origins, uses } = await trace(at, context);
    const step = (each: (typeof origins)[number]) => ({
      kind: each.kind,
      file: each.place.file,
      line: each.place.line,
      label: untrusted(each.label, policy),
    });
    return { kind: kind ?? 'no record', comes_from: origins.map(step), led_to: uses.map(step) };
  },
});
