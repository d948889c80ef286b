import { l10n } from 'vscode';
import type { CandidateStory } from '../../core/review/candidateStory.js';
import { METRICS } from '../../shared/metricWords.js';
import { printableLine } from '../../shared/printable.js';
import { signatureSuffix } from '../../shared/signatureWords.js';
import { ruleWords, STATUS_WORDS } from '../../shared/words.js';

/** Longer, and the end of the line is cut off on common screens. */
const LONGEST = 60;

/** Where a candidate comes from: source, time, and what its user thought of it. */
export function originWords({ source, timestamp, feedback }: CandidateStory): string {
  return short([source, minuteOf(timestamp), feedback.replaceAll('_', ' ')].join(', '));
}

/** How near the knowledge base is, how good the answer looks, how much speaks for it. */
export function figureWords({ bm25, reranker, evidence }: CandidateStory): string {
  const figures = [
    ...(bm25 === undefined ? [] : [`${METRICS.bm25.name} ${rounded(bm25)}`]),
    ...(reranker === undefined ? [] : [`${METRICS.reranker.name} ${rounded(reranker)}`]),
    l10n.t('{0} × evidence', evidence),
  ];
  return short(figures.join(', '));
}

/** Where it stands, and by whom. */
export function standingWords(story: CandidateStory): string {
  const { status, edited, decision, rules } = story;
  const word = STATUS_WORDS[status];
  const [rule] = rules;
  if (decision === undefined) {
    const by = status === 'pending' ? '' : l10n.t(' by screening');
    return short(
      rule === undefined ? `${word}${by}` : `${word}${by}: ${allOf(rule, rules.length)}`,
    );
  }
  const { by, at, signature } = decision;
  const verb = edited && status === 'pending' ? l10n.t('{0}, edited', word) : word;
  // Not last: that is what is cut off, and who made up a long name must not hide it.
  const signed = signature === undefined ? '' : `${signatureSuffix(signature)},`;
  return short(l10n.t('{0}{1} by {2}, {3}', verb, signed, by, at.slice(0, 10)));
}

function allOf(rule: string, count: number): string {
  return count === 1 ? ruleWords(rule) : l10n.t('{0} and {1} more', ruleWords(rule), count - 1);
}

/** `2026-01-24 12:03`; what is no time stays as it is. */
export function minuteOf(timestamp: string): string {
  return timestamp.slice(0, 16).replace('T', ' ');
}

function rounded(figure: number): string {
  return figure.toFixed(2);
}

/** VS Code makes `$(name)` in the title of a lens a picture. */
function short(text: string): string {
  return printableLine(text.replaceAll('$(', '$ ('), LONGEST);
}
