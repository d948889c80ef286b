import type { Files } from '../../ports/files.js';
import type { MemoryEntry } from '../../records/memoryEntry.js';
import type { CandidateDraft } from '../candidateDraft.js';
import { feedbackSignalsOf } from '../feedbackSignal.js';
import { RULES } from '../mined.js';
import { detectWords } from '../wordDetector.js';
import type { EvidenceCounts } from './evidenceStrength.js';
import { readEntries } from './provedEntry.js';

/** One more would change the strength by less than a thousandth. */
const MOST_SIGNALS = 12;

/**
 * What speaks for a draft. A draft does not say who gave each signal, so the lines that prove them
 * are read back; one that is no longer there counts for nothing.
 */
export async function countEvidence(files: Files, draft: CandidateDraft): Promise<EvidenceCounts> {
  const { provenance, evidence, metadata } = draft;
  const signals = provenance.filter(({ part }) => part === 'signal').slice(0, MOST_SIGNALS);
  const praise = (await readEntries(files, signals)).map(praiseIn);
  const { frequentMemory, knowledgeGap } = RULES;
  const weak: string[] = [frequentMemory.rule, knowledgeGap.rule];
  const questions = evidence
    .filter(({ rule }) => weak.includes(rule))
    .reduce((sum, { count }) => sum + count, 0);
  const { sessions = 0, days = 0 } = metadata.corroboration ?? {};
  return {
    buttons: praise.filter((each) => each === 'button').length,
    messages: praise.filter((each) => each === 'message').length,
    questions,
    sessions,
    days,
  };
}

/** Who praised: the lines that prove a gap are complaints. */
function praiseIn(entry: MemoryEntry | undefined): 'button' | 'message' | undefined {
  if (entry === undefined) return undefined;
  if (entry.role === 'user')
    return detectWords(entry.text)?.polarity === 'positive' ? 'message' : undefined;
  const positive = feedbackSignalsOf(entry).filter(({ polarity }) => polarity === 'positive');
  if (positive.some(({ producer }) => producer === 'button')) return 'button';
  return positive.length > 0 ? 'message' : undefined;
}
