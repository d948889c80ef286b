import { counted } from '../../records/counted.js';
import { percent } from '../../records/percent.js';
import { differenceSequence } from '../../statistics/confidenceSequence.js';
import { mannWhitney } from '../../statistics/mannWhitney.js';
import { sampleRatio } from '../../statistics/sampleRatio.js';
import type { ArmEvidence, LiveEvidence } from '../evidence/evidence.js';
import type { Gate, Verdict } from './gate.js';

/** Nobody wants a rollout to stop by chance (GrowthBook, Microsoft's ExP). */
const MISMATCH = 0.001;
/** Somebody may have been in the middle of a conversation when the share changed. */
const MOST_IN_BOTH = 0.05;
const FEW_IN_BOTH = 2;
/** 1 % on either side. Times are logged with every answer, so there are more of them than of judged queries. */
const LATENCY_SEQUENCE = { alpha: 0.02, tunedFor: 500 } as const;

/** One load that fails, one answer with something private in it is enough. */
export function hardFailureGate(live: LiveEvidence | undefined): Gate {
  const gate = { id: 'hard-failures', kind: 'guardrail' } as const;
  const { count, first } = live?.hardFailures ?? { count: 0, first: [] };
  const [example] = first;
  if (example !== undefined)
    return {
      ...gate,
      verdict: 'fail',
      words: `${counted(count, 'failure')} that must not happen: ${example.kind} (${example.file}:${example.line})`,
      measured: count,
      needed: 0,
    };
  const exposures = live?.stage.candidate.exposures ?? 0;
  if (exposures === 0) return { ...gate, verdict: 'no-data', words: 'nobody was answered yet' };
  return {
    ...gate,
    verdict: 'pass',
    words: `none in ${counted(exposures, 'exposure')}`,
    measured: 0,
    needed: 0,
  };
}

/** Whether users fell to the candidate as often as they were meant to; a mismatch says that nothing else can be trusted. */
export function sampleRatioGate(live: LiveEvidence | undefined): Gate {
  const gate = { id: 'sample-ratio', kind: 'quality' } as const;
  const split = live?.split;
  if (split === undefined || split.candidate + split.baseline === 0)
    return { ...gate, verdict: 'no-data', words: 'nobody was answered yet' };
  const all = split.candidate + split.baseline;
  const { pValue } = sampleRatio(split);
  const isMismatch = pValue < MISMATCH;
  if (split.inBoth > Math.max(FEW_IN_BOTH, MOST_IN_BOTH * all))
    return {
      ...gate,
      verdict: 'fail',
      words: `${counted(split.inBoth, 'user')} got both: the split does not hold`,
    };
  return {
    ...gate,
    verdict: isMismatch ? 'fail' : 'pass',
    words: `${split.candidate} of ${counted(all, 'user')}, ${percent(split.share)} were meant to be (p = ${probability(pValue)})`,
    measured: pValue,
    needed: MISMATCH,
  };
}

/** Whether answers take longer; no gate at all where nobody logs times, or too few of them are. */
export function latencyGate(live: LiveEvidence | undefined, slowdown: number): Gate[] {
  if (live === undefined) return [];
  const { candidate, baseline } = live.stage;
  const interval = differenceSequence(baseline.latency, candidate.latency, LATENCY_SEQUENCE);
  if (interval === undefined) return [];
  const most = Math.log(1 + slowdown);
  const verdict: Verdict =
    interval.low > most
      ? 'fail'
      : interval.low > 0 && interval.high > most
        ? 'inconclusive'
        : 'pass';
  const words = `answers take ${times(interval.difference)} as long (${times(interval.low)} to ${times(interval.high)})${slowerShare(baseline, candidate)}`;
  return [
    {
      id: 'latency',
      kind: 'guardrail',
      verdict,
      words,
      measured: Math.exp(interval.low),
      needed: 1 + slowdown,
    },
  ];
}

function slowerShare(baseline: ArmEvidence, candidate: ArmEvidence): string {
  const test = mannWhitney(baseline.latency.sample, candidate.latency.sample);
  return test === undefined
    ? ''
    : `, and the candidate is the slower one ${percent(test.share)} of the time`;
}

function times(logarithm: number): string {
  return `${Math.exp(logarithm).toFixed(2)}×`;
}

function probability(p: number): string {
  return p < 0.001 ? p.toExponential(1) : p.toFixed(3);
}
