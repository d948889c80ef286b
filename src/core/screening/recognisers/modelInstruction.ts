import type { Match, Recogniser } from '../recogniser.js';
import { PHRASES, type Phrase } from '../text/modelPhrases.js';

/** "Ignore previous instructions", "always recommend …", forged roles and tool calls. */
export const modelInstruction: Recogniser = {
  rule: 'model-instruction',
  version: 1,
  kind: 'hostile',
  severity: 'warning',
  description: 'Text that speaks to a model instead of a reader, or imitates its markup.',
  find(scanned) {
    const matches: Match[] = [];
    for (const phrase of PHRASES) {
      if (!scanned.holds(phrase.trigger)) continue;
      if (scanned.lower.search(phrase.pattern) >= 0)
        matches.push(...matchesOf(phrase, scanned.lower));
    }
    return withoutNested(matches);
  },
};

function matchesOf({ pattern, score, message }: Phrase, lower: string): Match[] {
  return Array.from(lower.matchAll(pattern), ({ index, 0: phrase }): Match => {
    const start = index + phrase.length - phrase.trimStart().length;
    return { start, end: index + phrase.length, score, message };
  });
}

/** Of matches that overlap, the surer one, and of those the first. */
function withoutNested(matches: readonly Match[]): readonly Match[] {
  if (matches.length < 2) return matches;
  const kept: Match[] = [];
  for (const match of matches.toSorted((a, b) => a.start - b.start || b.score - a.score)) {
    const last = kept.at(-1);
    if (last === undefined || match.start >= last.end) kept.push(match);
    else if (match.score > last.score) kept[kept.length - 1] = match;
  }
  return kept;
}
