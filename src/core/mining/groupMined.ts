import type { Mined } from './mined.js';

/**
 * Whatever is about the same thing, in the order in which its first was seen: it becomes one candidate
 * with all its evidence. Things belong together when they share the answer's log line, or when the
 * same answer was given to questions in other words. Answers that are only similar stay apart: the one
 * word they differ in may be the point. The best of each group comes first.
 */
export function groupMined(all: readonly Mined[]): Mined[][] {
  const groups: Mined[][] = [];
  const groupOf = new Map<string, number>();
  for (const mined of all) {
    const keys = [...answerLines(mined), ...answerKeys(mined)];
    const known = keys.map((key) => groupOf.get(key)).find((at) => at !== undefined);
    const at = known ?? groups.push([]) - 1;
    groups[at]?.push(mined);
    for (const key of keys) groupOf.set(key, at);
  }
  return groups.map(bestFirst);
}

function answerLines({ support }: Mined): string[] {
  return support.lines
    .filter(({ part }) => part === 'answer')
    .map(({ position }) => `${position.file}:${position.byteOffset}`);
}

/** Gaps have no answer to share. */
function answerKeys({ answer }: Mined): string[] {
  return answer === undefined ? [] : [answer.key];
}

/** What is linked to the knowledge base speaks for the group; then what has most evidence, then the first. */
function bestFirst(group: readonly Mined[]): Mined[] {
  const rank = ({ kbId, support }: Mined) => (kbId === undefined ? 0 : 1_000_000) + support.count;
  return [...group].sort((a, b) => rank(b) - rank(a));
}
