import type { Finding } from '../../../src/core/records/candidate.js';
import type { KbEntry } from '../../../src/core/records/kbEntry.js';
import { termsOf } from '../../../src/core/retrieval/analyser.js';
import { EvaluationContext } from '../../../src/core/screening/context/evaluationContext.js';
import type { Screenable } from '../../../src/core/screening/context/screenable.js';
import {
  contextOf,
  type ScreeningContext,
} from '../../../src/core/screening/context/screeningContext.js';
import type { ContextRule } from '../../../src/core/screening/contextRule.js';
import type { Recogniser } from '../../../src/core/screening/recogniser.js';
import { ScannedText } from '../../../src/core/screening/scannedText.js';
import { configSchema } from '../../../src/core/workspace/configSchema.js';

export const CONFIG = configSchema.parse({});
export const POLICY = CONFIG.screening;

/** What a rule finds in a text, as the stretches of that text. */
export function stretches(recogniser: Recogniser, text: string): string[] {
  return recogniser
    .find(new ScannedText(text), POLICY)
    .map(({ start, end }) => text.slice(start, end));
}

/** The text with every replacement of a rule put in. */
export function mended(recogniser: Recogniser, text: string): string {
  let result = '';
  let done = 0;
  for (const match of recogniser.find(new ScannedText(text), POLICY)) {
    result += text.slice(done, match.start) + (match.replacement ?? '');
    done = match.end;
  }
  return result + text.slice(done);
}

let number = 0;

export function candidate(
  query: string,
  answer: string,
  more: Partial<Screenable> = {},
): Screenable {
  number += 1;
  return {
    id: `candidate-20261120-${String(number).padStart(4, '0')}`,
    source: 'user_memory',
    timestamp: '2026-11-20T10:00:00.000Z',
    query,
    assistant_output: answer,
    user_feedback: 'positive_feedback',
    confidence_metrics: {},
    author: 'codelumi-system',
    fingerprint: 'f'.repeat(64),
    provenance: [
      {
        file: 'userData/lumi_memory.jsonl',
        line: number,
        byte_offset: number,
        byte_length: 1,
        sha256: '0'.repeat(64),
        part: 'answer',
      },
    ],
    evidence: [],
    metadata: {},
    ...more,
  };
}

export function entry(id: string, question: string, answer: string): KbEntry {
  const position = { file: 'training/kb.jsonl', line: 1, byteOffset: 0, byteLength: 1 };
  return {
    id,
    question,
    answer,
    variants: [],
    supersedes: [],
    confidence: undefined,
    source: undefined,
    date: undefined,
    position,
  };
}

interface Known {
  readonly entries?: readonly KbEntry[];
  readonly candidates?: readonly Screenable[];
  readonly queries?: readonly string[];
}

export function contextWith({
  entries = [],
  candidates = [],
  queries = [],
}: Known): ScreeningContext {
  const evaluation = new EvaluationContext(
    queries.map((query, index) => ({
      query,
      file: 'training/eval/holdout.jsonl',
      line: index + 1,
    })),
  );
  const countTokens = (text: string) => termsOf(text).length;
  return contextOf({ entries, candidates, evaluation, config: CONFIG, countTokens });
}

/** What one rule finds in a candidate that is held against what is known. */
export function found(rule: ContextRule, screened: Screenable, known: Known = {}): Finding[] {
  const candidates = [...(known.candidates ?? []), screened];
  return rule.find(screened, contextWith({ ...known, candidates }), POLICY);
}
