import type { KnowledgeBase } from './kb/knowledgeBase.js';
import type { PlantedList } from './lib/planted.js';
import type { UsageCounts } from './logs/kbUsage.js';
import type { MemoryLog } from './memory/memoryLog.js';
import type { StrongPositive } from './memory/outcomeTypes.js';

/** Exact totals for tests, with the meaning of each figure beside it. */
export function summarise(
  memory: MemoryLog,
  usage: UsageCounts,
  kb: KnowledgeBase,
  planted: PlantedList,
  evaluation: { holdout: number; annotated: number },
): object {
  const kept = memory.strong.filter(({ cancelledBy }) => cancelledBy === undefined);
  return {
    definitions: {
      records: 'JSON objects with a role and a string text, concatenated ones counted singly',
      strongPositives:
        'answers with a thumbs up (meta.type up, positive or thumbs_up) or praise in the user’s next message, cancelled ones included',
      uncancelled:
        'of these, without undo, test_fail, thumbs down or complaint about the same pair later',
      distinctPairs: 'uncancelled pairs, different in question or answer (trimmed, lower case)',
      crlfLines: 'records that end in CRLF; one legacy line does, too',
      saidOnly: 'praise in the next message that the detector did not log',
      notCounted: 'copy_event, manual_edit, test_pass and approval, and all weak signals',
    },
    memory: {
      lines: memory.writer.log.lines + 1,
      conversations: memory.conversations,
      ...memory.writer.counts,
      perRole: sorted(memory.writer.counts.perRole),
    },
    positives: {
      strongPositives: memory.strong.length,
      cancelled: memory.strong.length - kept.length,
      uncancelled: kept.length,
      distinctPairs: new Set(kept.map(pairOf)).size,
      by: tally(kept.map(({ by }) => by)),
      byLabel: tally(kept.map(({ label }) => label)),
    },
    kbUsage: usage,
    kb: {
      entries: kb.entries.length,
      perFile: Object.fromEntries(kb.files.map(({ path, count }) => [path, count])),
      withoutId: kb.entries.filter((entry) => entry['id'] === undefined).length,
      withEmbedding: kb.entries.filter((entry) => entry['embedding'] !== undefined).length,
    },
    evaluation,
    planted: planted.counts(),
  };
}

function pairOf({ question, answer }: StrongPositive): string {
  return `${question.trim().toLowerCase()}\n${answer.trim().toLowerCase()}`;
}

function tally(names: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return sorted(counts);
}

function sorted(counts: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(Object.entries(counts).sort(([a], [b]) => (a < b ? -1 : 1)));
}
