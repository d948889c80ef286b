import { visibleLine } from '../records/visibleText.js';
import type { RolloutState } from '../registry/rolloutState.js';
import { type Advice, adviceOf, type Gate } from '../rollout/gates/gate.js';
import type { RolloutOutlook } from '../rollout/rolloutOutlook.js';
import type { RolloutStatus, RolloutView } from '../rollout/rolloutStatus.js';
import { gateName, gateWords, rerankerWords } from '../rollout/rolloutWords.js';
import type { MetricState } from './metric.js';
import { JUDGING_VERSION, type MetricResult } from './metricResult.js';

/** Of gates' words and of reasons, which people and logs wrote. */
const LONGEST = 400;

type Judgement = Pick<MetricResult, 'state' | 'words'>;

/**
 * What the guardrails of the rollout say. A guardrail that fails, or that paused it, is an alert; what cannot be told, and a
 * pause because of that, a warning. A pause that a person made is no problem by itself. `statistic` counts the guardrail and
 * quality gates that fail or cannot be told; `n` and `m` are exposures with the candidate and without it.
 *
 * @param outlook as `rolloutOutlook` gives it
 * @param status of the same registry
 */
export function rolloutMetric(
  outlook: RolloutOutlook | undefined,
  { underWay, inProd }: Pick<RolloutStatus, 'underWay' | 'inProd'>,
): MetricResult {
  const watched = underWay ?? (outlook?.id === inProd?.id ? inProd : undefined);
  if (watched === undefined)
    return resultOf(undefined, [], { state: 'no-data', words: 'No rollout is on its way.' });
  const gates = outlook?.id === watched.id ? outlook.gates : [];
  const { state, words } = judgementOf(watched, gates);
  const sentence = visibleLine(`${watched.deployment} (${watched.stage}): ${words}`, LONGEST);
  return resultOf(watched, gates, { state, words: `${sentence}.` });
}

function judgementOf(rollout: RolloutState, gates: readonly Gate[]): Judgement {
  const { stage, pause } = rollout;
  if (stage === 'ROLLBACK_FAILED')
    return { state: 'alert', words: 'what it was rolled back to does not work' };
  if (stage === 'ROLLING_BACK') return { state: 'warn', words: 'it is being rolled back' };
  const advice = adviceOf(gates);
  const paused = pause === undefined ? '' : `paused (${pause.reason}): ${pause.why}`;
  if (advice.action === 'roll-back') return { state: 'alert', words: because(advice) };
  if (pause?.reason === 'guardrail') return { state: 'alert', words: paused };
  if (advice.action === 'pause') return { state: 'warn', words: because(advice) };
  if (pause !== undefined && pause.reason !== 'human') return { state: 'warn', words: paused };
  const rest = withoutProblem(gates);
  return { ...rest, words: paused === '' ? rest.words : `${rest.words}; ${paused}` };
}

/** Never ok while a guardrail has nothing to go by, or too few users were served. */
function withoutProblem(gates: readonly Gate[]): Judgement {
  const judging = gates.filter(isJudging);
  if (judging.length === 0)
    return { state: 'no-data', words: 'nothing is judged in this stage yet' };
  const open = gates.filter(
    (gate) => gate.verdict !== 'pass' && (isJudging(gate) || gate.kind === 'minimum'),
  );
  const state: MetricState = open.length === 0 ? 'ok' : 'warming-up';
  return { state, words: (open.length === 0 ? judging : open).map(gateSentence).join('; ') };
}

function isJudging({ kind }: Gate): boolean {
  return kind === 'guardrail' || kind === 'quality';
}

function because({ because: gates }: Advice): string {
  return gates.map(gateSentence).join('; ');
}

function gateSentence(gate: Gate): string {
  return `${gateName(gate)} ${gateWords(gate)}`;
}

function resultOf(
  watched: RolloutView | undefined,
  gates: readonly Gate[],
  judgement: Judgement,
): MetricResult {
  const exposed = gates.find(({ id }) => id === 'exposures');
  const without = gates.find(({ id }) => id === 'baseline-exposures');
  const bad = gates.filter(({ verdict }) => verdict === 'fail' || verdict === 'inconclusive');
  const reranker = watched?.content?.reranker ?? null;
  return {
    version: JUDGING_VERSION,
    metric: 'rollout',
    deployment: watched?.deployment ?? null,
    reranker: reranker && rerankerWords(reranker),
    ...judgement,
    n: exposed?.measured ?? 0,
    m: without?.measured ?? 0,
    needed: { n: exposed?.needed ?? 0, m: without?.needed ?? 0 },
    ...(gates.length === 0
      ? {}
      : {
          statistic: { name: 'gates', value: bad.filter(isJudging).length } as const,
          threshold: { warn: 1, alert: 1 },
        }),
  };
}
