import type { Judgements } from '../../retrieval/metrics/judgedRanking.js';
import type { KnowledgeVersion } from '../versions/knowledgeVersion.js';
import type { HoldoutQuery } from './holdout.js';

/** Stands for an answer that a version does not have: no entry has this id, so nothing finds it. */
const NOWHERE = '\u0000';

/** What is relevant to a query in one version. */
export interface VersionJudgements {
  readonly judgements: Judgements;
  /** Whether the version has anything that is relevant. */
  readonly isAnswerable: boolean;
}

/**
 * What a holdout query asks for, in the ids of one version: an entry that another took the place of counts as that
 * one, and an answer as every entry that gives it. What the version does not have stays judged, and is not found.
 *
 * @param before the version that this one came from: what took the place of a right answer there is right here
 */
export function judgementsIn(
  version: KnowledgeVersion,
  query: HoldoutQuery,
  before?: KnowledgeVersion,
): VersionJudgements {
  const judgements = new Map<string, number>();
  for (const [id, grade] of gradesIn(version, query, before)) {
    const standing = version.standingId(id);
    judgements.set(standing, Math.max(grade, judgements.get(standing) ?? 0));
  }
  const relevant = [...judgements].filter(([, grade]) => grade > 0);
  return { judgements, isAnswerable: relevant.some(([id]) => version.entries.has(id)) };
}

function gradesIn(
  version: KnowledgeVersion,
  { value }: HoldoutQuery,
  before: KnowledgeVersion | undefined,
): [id: string, grade: number][] {
  if ('relevant' in value) return value.relevant.map(({ id, grade }) => [id, grade]);
  const answering = version.idsAnswering(value.answer);
  const superseded = (before?.idsAnswering(value.answer) ?? []).filter(
    (id) => version.heirOf(id) !== undefined,
  );
  const ids = [...answering, ...superseded];
  return (ids.length === 0 ? [NOWHERE] : ids).map((id) => [id, 1]);
}
