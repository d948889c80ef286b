import type { Detail } from '../../src/shared/candidateProtocol.js';
import type { Impact, ImpactChoice } from '../../src/shared/impactProtocol.js';
import { comparables } from './comparable.js';
import { openDetail, openDraft, type PanelState } from './panelState.js';

/** What is known of one choice's impact. What was known before stays to be shown while it is looked at anew. */
export interface PreviewedImpact {
  /** Of everything that it depends on. */
  readonly stamp: string;
  readonly phase: 'asked' | 'ready' | 'failed';
  readonly impact: Impact | undefined;
  readonly failure: string | undefined;
  /** The same in the order of the reranker in use, once it is known. */
  readonly reranked?: Impact | undefined;
  /** Why it is not. */
  readonly rerankFailure?: string | undefined;
}

/** By `choiceKey`. */
export type Impacts = ReadonlyMap<string, PreviewedImpact>;

/** undefined: what was decided. */
export function choiceKey(choice: ImpactChoice | undefined): string {
  if (choice === undefined) return 'decided';
  return choice.kind === 'keep'
    ? 'keep'
    : `${choice.kind} ${choice.other.where} ${choice.other.id}`;
}

/** What accepting would do as it stands; of an accepted candidate, what it does. */
export function chosenImpact(state: PanelState): ImpactChoice | undefined {
  const resolution = openDraft(state)?.resolution;
  if (resolution === undefined)
    return openDetail(state)?.status === 'accepted' ? undefined : { kind: 'keep' };
  if (resolution.kind === 'keep') return { kind: 'keep' };
  const { where, id } = resolution.entry;
  return { kind: resolution.kind, other: { where, id } };
}

/** The nearest entry of the knowledge base, where nothing was chosen about one: it may ask something quite different. */
export function nearestMerge(state: PanelState): MergeChoice | undefined {
  const detail = openDetail(state);
  if (detail === undefined || chosenImpact(state)?.kind !== 'keep') return undefined;
  const other = comparables(detail).find(({ where }) => where === 'kb');
  return other === undefined ? undefined : { kind: 'merge', other };
}

/** The same with what it would do, where the candidate may well be a variant of it. */
export function likelyMerge(
  state: PanelState,
): { readonly choice: MergeChoice; readonly impact: Impact } | undefined {
  const choice = nearestMerge(state);
  const detail = openDetail(state);
  const impact = choice && impactOf(state, choice)?.impact;
  if (detail === undefined || choice === undefined || impact?.obstacle !== null) return undefined;
  const isLikely = impact.asksSame || resembled(detail).some((id) => id === choice.other.id);
  return isLikely ? { choice, impact } : undefined;
}

type MergeChoice = Extract<ImpactChoice, { readonly other: unknown }>;

/** The entries that it would improve, or whose answer is nearly the same: who asks so wants that answer. */
function resembled({ kbId, nearDuplicates }: Detail): string[] {
  const near = nearDuplicates.filter(({ where }) => where === 'kb').map(({ id }) => id);
  return kbId === undefined ? near : [kbId, ...near];
}

/** What is shown now or may be chosen with the next key, what is looked at first to begin with. */
export function wantedImpacts(state: PanelState): (ImpactChoice | undefined)[] {
  if (openDetail(state) === undefined) return [];
  const merge = nearestMerge(state);
  const wanted = [chosenImpact(state), ...(merge === undefined ? [] : [merge]), ...compared(state)];
  const keys = wanted.map(choiceKey);
  return wanted.filter((_, at) => keys.indexOf(keys[at] ?? '') === at);
}

function compared({ comparison }: PanelState): ImpactChoice[] {
  if (comparison?.phase !== 'ready' || comparison.entry.obstacle !== undefined) return [];
  const { other } = comparison;
  return [{ kind: 'merge', other }, { kind: 'supersede', other }, { kind: 'keep' }];
}

/** Changes with the candidate, what was decided about it, and everything else in the queue. */
export function impactStamp({ impactVersion }: PanelState, detail: Detail): string {
  return [detail.id, detail.fingerprint, detail.on, impactVersion].join(' ');
}

/** The choice of which the order of the reranker in use is to be looked at, once BM25F's is known. */
export function missingReranked(
  state: PanelState,
  stamp: string,
): { readonly choice: ImpactChoice | undefined } | undefined {
  const choice = chosenImpact(state);
  const known = impactOf(state, choice);
  if (known?.phase !== 'ready' || known.stamp !== stamp) return undefined;
  if (known.reranked !== undefined || known.rerankFailure !== undefined) return undefined;
  const { impact } = known;
  return impact === undefined || impact.obstacle !== null || impact.inUse === null
    ? undefined
    : { choice };
}

/** What is known of a choice about the open candidate. */
export function impactOf(
  { impacts }: PanelState,
  choice: ImpactChoice | undefined,
): PreviewedImpact | undefined {
  return impacts.get(choiceKey(choice));
}
