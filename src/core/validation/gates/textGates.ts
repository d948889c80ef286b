import { throwIfCancelled } from '../../errors.js';
import type { JobContext } from '../../job.js';
import type { CandidateText } from '../../records/candidate.js';
import type { EvaluationContext } from '../../screening/context/evaluationContext.js';
import { leaksIn } from '../../screening/contextRules/holdoutLeak.js';
import type { ScreeningPolicy } from '../../screening/recogniser.js';
import { screenText } from '../../screening/screenText.js';
import { mayBePrivate } from '../../screening/textFinding.js';
import type { SnapshotEntry } from '../../snapshots/snapshotEntry.js';
import { isFoundAlike } from '../versions/changes.js';
import type { KnowledgeVersion } from '../versions/knowledgeVersion.js';
import { type GateResult, shareFigure } from './gateResult.js';

export interface TextRules {
  readonly screening: ScreeningPolicy;
  readonly evaluation: EvaluationContext;
}

/** What a rule has against an entry. */
interface Objection {
  readonly id: string;
  readonly candidates: readonly string[];
  readonly rules: readonly string[];
}

const MOST_DETAILS = 100;

/**
 * Whether any entry that was learned, or that the baseline does not have like this, holds something private, or nearly a
 * question that quality is measured with. Something private that somebody wrote into the knowledge base itself is told and
 * no failure, as in a verification: nobody here let it in. A leak is one wherever it comes from: nothing can be measured with
 * that question any more.
 */
export function textGates(
  { signal }: Pick<JobContext, 'signal'>,
  { baseline, candidate }: { baseline: KnowledgeVersion; candidate: KnowledgeVersion },
  { screening, evaluation }: TextRules,
): GateResult[] {
  const looked = [...candidate.entries.values()].filter(
    (entry) =>
      candidatesOf(entry).length > 0 || !isFoundAlike(baseline.entries.get(entry.id), entry),
  );
  const [secret, leaking]: [Objection[], Objection[]] = [[], []];
  for (const entry of looked) {
    throwIfCancelled(signal);
    const texts = textsOf(entry);
    const found = (of: (text: CandidateText) => readonly string[]): Objection => ({
      id: entry.id,
      candidates: candidatesOf(entry),
      rules: [...new Set(texts.flatMap(of))],
    });
    secret.push(found((text) => rulesOf(screenText(text, screening).filter(mayBePrivate))));
    leaking.push(
      found((text) =>
        leaksIn(text, evaluation, screening).map(({ other }) => `nearly ${other?.id ?? 'one'}`),
      ),
    );
  }
  return [
    gate('privacy', secret, 'hold nothing private'),
    gate('leak', leaking, 'ask nothing that quality is measured with'),
  ];
}

function gate(name: 'privacy' | 'leak', looked: readonly Objection[], promise: string): GateResult {
  const wrong = looked.filter(({ rules }) => rules.length > 0);
  const failing = wrong.filter(({ candidates }) => name === 'leak' || candidates.length > 0);
  const n = looked.length;
  return {
    gate: name,
    status: failing.length === 0 ? 'pass' : 'fail',
    words: `${n - wrong.length} of ${n} learned or changed entries ${promise}.`,
    figures: shareFigure('objected to', wrong.length, n),
    details: [...new Set([...failing, ...wrong])].slice(0, MOST_DETAILS).map(objectionWords),
    candidates: [...new Set(wrong.flatMap(({ candidates }) => candidates))].sort(),
  };
}

function objectionWords({ id, candidates, rules }: Objection): string {
  const from = candidates.length === 0 ? ', from the knowledge base itself' : '';
  return `${id}: ${rules.join(', ')}${from}`;
}

function rulesOf(findings: readonly { readonly rule: string }[]): string[] {
  return findings.map(({ rule }) => rule);
}

function textsOf({ q, a, variants = [] }: SnapshotEntry): CandidateText[] {
  const asked = variants.map((query) => ({ query, assistant_output: '' }));
  return [{ query: q, assistant_output: a }, ...asked];
}

function candidatesOf({ origin, merged = [] }: SnapshotEntry): string[] {
  const own = 'candidate' in origin ? [origin.candidate] : [];
  return [...own, ...merged.map(({ candidate }) => candidate)];
}
