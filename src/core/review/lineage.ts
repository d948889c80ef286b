import type { JournalledDecision } from './decisionJournals.js';

/** The decisions on one candidate, and which of them were made in knowledge of which. */
export interface Lineage {
  /** Each behind those that its maker knew, else in the order given. */
  readonly inOrder: readonly JournalledDecision[];
  /** Those that nobody built on, in that order. More than one: they were made in parallel. Without comments. */
  readonly tips: readonly JournalledDecision[];
}

/**
 * Clocks of two machines differ, and branches are merged late: what somebody knew is told by what a
 * decision names, not by its time. Within a journal the maker of a line knows the lines before it, unless they
 * decided blind.
 *
 * @param decisions those about one candidate, in one order for all machines
 */
export function lineageOf(decisions: readonly JournalledDecision[]): Lineage {
  const own = decisive(decisions);
  const last = own.at(-1);
  if (isChain(own)) return { inOrder: decisions, tips: last === undefined ? [] : [last] };
  const inOrder = behindTheirParents(decisions);
  const left = new Set(decisive(inOrder));
  for (const parents of parentsIn([...left]).values())
    for (const parent of parents) left.delete(parent);
  return { inOrder, tips: [...left] };
}

/** A decision and all those that its maker knew, in the order given. */
export function knownTo(
  tip: JournalledDecision,
  inOrder: readonly JournalledDecision[],
): JournalledDecision[] {
  const parents = parentsIn(decisive(inOrder));
  const known = new Set([tip]);
  // A set grows while it is walked through.
  for (const each of known) for (const parent of parents.get(each) ?? []) known.add(parent);
  return inOrder.filter((each) => known.has(each));
}

/** Without comments, and what became of them. */
export function decisive(decisions: readonly JournalledDecision[]): JournalledDecision[] {
  const comments = new Set(
    decisions
      .filter(({ decision }) => decision.action === 'comment')
      .map(({ decision, writer }) => keyOf(writer, decision.seq)),
  );
  if (comments.size === 0) return [...decisions];
  return decisions.filter(
    ({ decision, writer }) =>
      !comments.has(keyOf(writer, decision.seq)) && !comments.has(keyOf(writer, decision.undoes)),
  );
}

/** The decisions that were not taken back, in order. */
export function standing(decisions: readonly JournalledDecision[]): JournalledDecision[] {
  const undone = new Set(
    decisions
      .filter(({ decision }) => decision.action === 'undo')
      .map(({ decision, writer }) => keyOf(writer, decision.undoes)),
  );
  return decisions.filter(
    ({ decision, writer }) =>
      decision.action !== 'undo' && !undone.has(keyOf(writer, decision.seq)),
  );
}

function keyOf(writer: string, seq: number | undefined): string {
  return `${writer}#${seq}`;
}

/** What nearly all are: each made in knowledge of the one before. */
function isChain(decisions: readonly JournalledDecision[]): boolean {
  return decisions.every((each, at) => {
    const before = decisions[at - 1];
    const { decision, writer } = each;
    const isNext = before?.writer === writer && decision.blind !== true;
    return before === undefined || isNext || decision.on === before.decision.hash;
  });
}

/** @param decisions those of one journal in the order of its lines */
function parentsIn(
  decisions: readonly JournalledDecision[],
): ReadonlyMap<JournalledDecision, readonly JournalledDecision[]> {
  const byHash = new Map(decisions.map((each) => [each.decision.hash, each]));
  const lastOf = new Map<string, JournalledDecision>();
  const parents = new Map<JournalledDecision, JournalledDecision[]>();
  for (const each of decisions) {
    const { on, settles = [] } = each.decision;
    const named = [...(on === null ? [] : [on]), ...settles].map((hash) => byHash.get(hash));
    // Whoever decided blind knew nothing of what somebody else had written in the same clone.
    const before = each.decision.blind === true ? undefined : lastOf.get(each.writer);
    const found = [before, ...named].filter((parent) => parent !== undefined);
    parents.set(each, found);
    lastOf.set(each.writer, each);
  }
  return parents;
}

/** Without recursion: a journal may hold a hundred thousand lines about one candidate. */
function behindTheirParents(decisions: readonly JournalledDecision[]): JournalledDecision[] {
  const parents = parentsIn(decisions);
  const done = new Set<JournalledDecision>();
  const open = new Set<JournalledDecision>();
  for (const each of decisions) {
    const path = [each];
    open.add(each);
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const missing = (parents.get(top) ?? []).find((one) => !done.has(one) && !open.has(one));
      if (missing === undefined) {
        path.pop();
        done.add(top);
      } else {
        open.add(top);
        path.push(missing);
      }
    }
  }
  return [...done];
}
