import type { Deployment } from '../registry/deployment.js';
import type { RolloutState } from '../registry/rolloutState.js';
import type { Gate, Verdict } from './gates/gate.js';
import type { RolledBack, TriedDeployment } from './rollBack.js';
import type { RolloutOutlook } from './rolloutOutlook.js';
import type { RolloutStatus } from './rolloutStatus.js';

const VERDICTS: Readonly<Record<Verdict, string>> = {
  pass: 'passes',
  fail: 'fails',
  inconclusive: 'cannot be told',
  'no-data': 'no data yet',
};

/** `Sample ratio` */
export function gateName({ id }: Pick<Gate, 'id'>): string {
  const words = id.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** `passes: 31 of 30 exposures`: the verdict is never told by an icon alone. */
export function gateWords({ verdict, words }: Pick<Gate, 'verdict' | 'words'>): string {
  return `${VERDICTS[verdict]}: ${words}`;
}

/** null is what the assistant has of its own. */
export function deploymentName(id: string | null): string {
  return id ?? 'what the assistant has of its own';
}

/** `kb_snapshot_20260201_0900 with reranker.json 1.2.0`, or `… in the order of BM25F` */
export function contentWords({ kb, reranker }: Pick<Deployment, 'kb' | 'reranker'>): string {
  return `${kb.name} ${reranker === null ? 'in the order of BM25F' : `with ${rerankerWords(reranker)}`}`;
}

/** `reranker.json 1.2.0`; a version only where the name has one. */
export function rerankerWords({
  name,
  version,
}: Pick<NonNullable<Deployment['reranker']>, 'name' | 'version'>): string {
  return version === 'unversioned' ? name : `${name} ${version}`;
}

/** `CANARY, 10 %, 12 of 30 exposures, paused`: where it stands, as far as it is known. */
export function stageWords(
  { id, stage, weightBp, pause, kind }: RolloutState,
  outlook: RolloutOutlook | undefined,
): string {
  const exposures = outlook?.id === id ? outlook.gates.find(isExposures)?.words : undefined;
  return [
    stage,
    ...(weightBp > 0 && stage !== 'PROD' ? [`${weightBp / 100} %`] : []),
    ...(exposures === undefined ? [] : [exposures]),
    ...(pause === undefined ? [] : ['paused']),
    ...(kind === 'hotfix' ? ['hotfix'] : []),
  ].join(', ');
}

/** One sentence about what is on its way, or watched in production; undefined where neither is. */
export function rolloutSentence(
  { underWay, inProd }: Pick<RolloutStatus, 'underWay' | 'inProd'>,
  outlook: RolloutOutlook | undefined,
): string | undefined {
  if (underWay !== undefined)
    return `Rollout of ${underWay.deployment}: ${stageWords(underWay, outlook)}.`;
  if (inProd === undefined || outlook?.id !== inProd.id) return undefined;
  return `${inProd.deployment} is in production and is watched.`;
}

/** What a rollback leads to, or would lead to, and whether that works: one line each. */
export function rollbackWords(
  { outcome, from, to, tried }: RolledBack,
  isRehearsal: boolean,
): string[] {
  return [headOf({ outcome, from, to }, isRehearsal), ...tried.map(triedWords)];
}

function headOf(
  { outcome, from, to }: Pick<RolledBack, 'outcome' | 'from' | 'to'>,
  isRehearsal: boolean,
): string {
  if (outcome === 'withdrawn')
    return `${from} ${isRehearsal ? 'is' : 'was'} withdrawn; it has answered nobody yet.`;
  if (outcome === 'failed')
    return `Nothing that ${from} could be taken back to works; ${deploymentName(to)} ${isRehearsal ? 'would answer' : 'answers'}.`;
  return isRehearsal
    ? `Everybody is answered ${sourceWords(to)} again, and nobody from ${from} any more.`
    : `Rolled back ${from}: everybody is answered ${sourceWords(to)} again.`;
}

/** What users get, told by where it comes from. */
function sourceWords(id: string | null): string {
  return id === null ? 'from what the assistant has of its own' : `from ${id}`;
}

function triedWords({ deployment, problems }: TriedDeployment): string {
  if (deployment === null)
    return 'What the assistant has of its own is not tried out; it looks after that itself.';
  return `${deployment}: ${problems.length === 0 ? 'works' : problems.join('; ')}`;
}

function isExposures({ id }: Gate): boolean {
  return id === 'exposures';
}
