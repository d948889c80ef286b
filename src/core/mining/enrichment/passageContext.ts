import type { ContextTurn, PassageContext } from '../../records/candidate.js';
import { isAnswer, type MemoryEntry } from '../../records/memoryEntry.js';
import type { ScreeningPolicy } from '../../screening/recogniser.js';
import type { Passage } from './passage.js';
import { quote } from './quote.js';

/** On either side. */
const TURNS = 2;
const LONGEST_TURN = 500;

/** The turns right before and after a candidate's answer, or after and before the question of a gap. */
export function passageContext(
  { before, after }: Passage,
  policy: ScreeningPolicy,
): PassageContext {
  const shown = ({ role, text, position }: MemoryEntry): ContextTurn => ({
    role,
    text: quote(text, LONGEST_TURN, policy),
    file: position.file,
    line: position.line,
  });
  return {
    before: before.filter(isTurn).slice(-TURNS).map(shown),
    after: after.filter(isTurn).slice(0, TURNS).map(shown),
  };
}

/** What somebody said; signals, searches and the assistant's own notes are no turns. */
export function isTurn(entry: MemoryEntry): boolean {
  const isSaid = isAnswer(entry) || entry.role === 'user' || entry.role === 'text';
  return isSaid && entry.text.trim() !== '';
}
