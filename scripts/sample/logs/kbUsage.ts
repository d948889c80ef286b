import type { KbTopic } from '../kb/kbModel.js';
import { LogFile } from '../lib/logFile.js';
import type { PlantedList } from '../lib/planted.js';
import { at, type Random } from '../lib/random.js';
import type { KnownTurns } from '../memory/knownTurns.js';
import type { Usage } from '../memory/writer.js';

export interface UsageCounts {
  lines: number;
  records: number;
  joinedWithMemory: number;
  emptyHits: number;
  hitsWithoutId: number;
  withRolloutFields: number;
}

const rolloutSince = Date.parse('2026-11-18T00:00:00Z');

/** The KB usage log: what the memory log's `kb_used` entries came from, and searches beside it. */
export function buildKbUsage(
  joined: readonly Usage[],
  known: readonly KbTopic[],
  turns: KnownTurns,
  planted: PlantedList,
  random: Random,
): { log: LogFile; counts: UsageCounts } {
  const uses = [
    ...joined,
    ...secondLooks(joined, random),
    ...searches(joined, known, turns, random),
  ];
  uses.sort((a, b) => a.ts - b.ts);
  const log = new LogFile('userData/kb_usage.jsonl');
  const counts = count(uses, joined.filter(({ hits }) => hits.length > 0).length);
  const bad = damaged();
  uses.forEach((use, index) => {
    if (index % 150 === 90) {
      const { kind, text, expect } = bad.shift() ?? {};
      if (kind && text && expect) planted.add({ kind, expect }, log.append(text));
    }
    const record = withRollout(use, index, counts);
    const glued = index === 333;
    const place = log.json(record, glued ? '' : '\n');
    if (glued) {
      planted.add(
        { kind: 'malformed:concatenated', expect: 'two objects on one line: both are read' },
        place,
      );
    }
  });
  counts.lines = log.lines;
  return { log, counts };
}

/** With `kbFirst` the assistant looks once more and takes only the best hit. */
function secondLooks(joined: readonly Usage[], random: Random): Usage[] {
  return joined
    .filter(({ source, hits }) => source === 'kbContext' && hits.length > 0 && random.chance(0.85))
    .map(({ ts, query, hits }) => ({
      ts: ts + random.int(5, 25),
      query,
      source: 'kbFirst',
      hits: hits.slice(0, 1),
    }));
}

/** Searches in the knowledge base panel: no conversation belongs to them. */
function searches(
  joined: readonly Usage[],
  known: readonly KbTopic[],
  turns: KnownTurns,
  random: Random,
): Usage[] {
  return Array.from({ length: 170 }, () => {
    const topic = random.pick(known);
    const near = random.pick(joined);
    const query = random.chance(0.5) ? topic.title.toLowerCase() : at(topic.also, 1);
    const hits = random.chance(0.9) ? turns.hits(topic) : [];
    const source = random.chance(0.8) ? 'kbSearch' : 'suggestions';
    return { ts: near.ts + random.int(900_000, 1_300_000), query, source, hits };
  });
}

function withRollout(use: Usage, index: number, counts: UsageCounts): object {
  if (use.ts < rolloutSince || index % 4 !== 0) return use;
  counts.withRolloutFields++;
  const canary = index % 12 === 0;
  return {
    ...use,
    deployment: canary ? 'deploy-20261118-0900' : 'deploy-20261001-0900',
    variant: canary ? 'canary' : 'baseline',
    rolloutId: 'rollout-20261118-0900',
    scores: use.hits.map(
      (_, rank) => Math.round((0.91 - rank * 0.17 - (index % 7) * 0.01) * 1e4) / 1e4,
    ),
  };
}

function count(uses: readonly Usage[], joinedWithMemory: number): UsageCounts {
  return {
    lines: 0,
    records: uses.length,
    joinedWithMemory,
    emptyHits: uses.filter(({ hits }) => hits.length === 0).length,
    hitsWithoutId: uses.flatMap(({ hits }) => hits).filter(({ id }) => id === undefined).length,
    withRolloutFields: 0,
  };
}

function damaged(): { kind: string; text: string; expect: string }[] {
  const expect = 'reported with its position, not used';
  return [
    { kind: 'malformed:torn-middle', text: '{"ts":1792585000000,"query":"how do I re', expect },
    { kind: 'malformed:plain-text', text: 'kb reload 2026-10-29 10:00', expect },
    {
      kind: 'malformed:hits-not-array',
      text: '{"ts":1793270000000,"query":"docker prune","source":"kbContext","hits":"kb-41"}',
      expect,
    },
    {
      kind: 'malformed:no-time',
      text: '{"query":"tag a version in git","source":"kbContext","hits":[]}',
      expect,
    },
  ];
}
