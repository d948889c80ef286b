import type { Match, Recogniser } from '../recogniser.js';
import type { ScannedText } from '../scannedText.js';
import { PHRASES, type Phrase } from '../text/modelPhrases.js';
import type { Trigger } from '../triggers.js';
import { characterClass, isIn, runStart, WORD } from './secrets/characterClass.js';

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
      if (!mayHold(scanned, phrase)) continue;
      if (phrase.begins !== undefined) addWhereItBegins(scanned, phrase, phrase.begins, matches);
      else if (scanned.lower.search(phrase.pattern) >= 0)
        matches.push(...matchesOf(phrase, scanned.lower));
    }
    return withoutNested(matches);
  },
};

/** Cheap, and false for most texts. */
function mayHold(scanned: ScannedText, { triggers, words, beginsLine }: Phrase): boolean {
  for (const trigger of triggers) {
    if (!scanned.holds(trigger)) return false;
  }
  if (words === undefined) return true;
  const hits = scanned.hits(words);
  for (let hit = 0; hit < hits.length; hit += 2) {
    const start = hits[hit] ?? 0;
    const end = hits[hit + 1] ?? 0;
    if (isInWord(scanned.text, start - 1) || isInWord(scanned.text, end)) continue;
    if (beginsLine !== true || isNearLineStart(scanned.text, start)) return true;
  }
  return false;
}

const INDENT = characterClass(' \t>*#');
const LONGEST_INDENT = 8;

/** Whether nothing but white space and the marks of Markdown stands before a place on its line. */
function isNearLineStart(text: string, at: number): boolean {
  const start = runStart(text, at, INDENT, LONGEST_INDENT);
  return start === 0 || text[start - 1] === '\n';
}

function addWhereItBegins(
  { text, lower, first }: ScannedText,
  { pattern, score, message }: Phrase,
  begins: Trigger,
  matches: Match[],
): void {
  const hits = begins.hitsIn(first);
  let done = 0;
  for (let hit = 0; hit < hits.length; hit += 2) {
    const start = hits[hit] ?? 0;
    if (start < done || isInWord(text, start - 1)) continue;
    pattern.lastIndex = start;
    if (!pattern.test(lower)) continue;
    done = pattern.lastIndex;
    matches.push({ start, end: done, score, message });
  }
}

function isInWord(text: string, at: number): boolean {
  return isIn(WORD, text.charCodeAt(at));
}

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
