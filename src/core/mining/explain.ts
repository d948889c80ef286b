import { CodelumiError } from '../errors.js';
import type { Job } from '../job.js';
import { FAULTS } from '../records/readFault.js';
import { maskPrivate } from '../screening/maskPrivate.js';
import { candidatesProvedBy } from '../workspace/candidateFiles.js';
import { readConfig } from '../workspace/config.js';
import { type LinePlace, linePlaceOf } from '../workspace/linePlace.js';
import { requireLine } from '../workspace/requireLine.js';
import { resolveSources } from '../workspace/sources.js';
import { logContext } from './central/logContext.js';
import { RULES, type Verdict } from './mined.js';
import { type MinedLogs, mineLogs } from './mineLogs.js';

export interface ExplainInput {
  /** A line of a log: `userData/lumi_memory.jsonl:207`. */
  readonly place: string;
}

export interface Explanation {
  readonly file: string;
  readonly line: number;
  /** Ids of candidates that name this line as proof. */
  readonly candidates: readonly string[];
  /** Questions that would become candidates with it now, what is private masked. */
  readonly would_become: readonly string[];
  /** What each rule made of it, with figures and thresholds. */
  readonly verdicts: readonly { rule: string; outcome: string; detail: string }[];
  /** What was wrong with the line when it was read. */
  readonly faults: readonly string[];
}

/** Candidates are mined from these kinds of logs; the others say something about candidates. */
export const EXPLAINED = ['memory', 'kbUsage', 'signals', 'executor'] as const;

/**
 * Why a line of a log became a candidate, or why not. Mines anew with the settings as they are and
 * writes nothing.
 * @throws CodelumiError `wrong-usage` for a place that names no line of a log that is read, or one that is not there
 */
export const explain: Job<ExplainInput, Explanation> = async ({ place }, context) => {
  const { file, line } = parsePlace(place);
  const config = await readConfig(context.files);
  const logsFrom = logContext(context, config);
  const sources = await resolveSources(logsFrom, config);
  const logs = EXPLAINED.flatMap((kind) => sources[kind]);
  if (!logs.includes(file)) throw notALog(file, logs);
  const { result, tallies } = await mineLogs(logsFrom, config, { verdicts: true });
  const isHere = (at: LinePlace) => at.file === file && at.line === line;
  const candidates: string[] = [];
  for await (const { candidate } of candidatesProvedBy(context, { file, line }))
    candidates.push(candidate.id);
  const masked = (text: string) => maskPrivate(text, config.screening);
  const verdicts = result.verdicts.filter(({ lines }) => lines.some(isHere));
  const faults = faultsOf(tallies, isHere);
  const isKnown = candidates.length + verdicts.length + faults.length > 0;
  if (!isKnown) await requireLine([logsFrom.files], { file, line });
  return {
    file,
    line,
    candidates,
    would_become: result.drafts
      .filter(({ provenance }) => provenance.some(isHere))
      .map(({ query }) => masked(query)),
    verdicts: verdicts.map(verdictWords),
    faults,
  };
};

/** A verdict as it is told. */
export function verdictWords({ rule, drop, detail }: Verdict): Explanation['verdicts'][number] {
  return { rule: RULES[rule].rule, outcome: drop ?? 'candidate', detail };
}

function faultsOf(tallies: MinedLogs['tallies'], isHere: (at: LinePlace) => boolean): string[] {
  return tallies.flatMap(({ malformed }) =>
    malformed.filter(isHere).map(({ kind }) => FAULTS[kind].message),
  );
}

function parsePlace(text: string): LinePlace {
  const place = linePlaceOf(text);
  if (place !== undefined) return place;
  throw new CodelumiError({
    reason: 'wrong-usage',
    what: `"${text}" names no line of a file`,
    remedy: 'Write it like userData/lumi_memory.jsonl:207.',
  });
}

/** There may be an audit file for every action. */
const MOST_NAMED = 4;

function notALog(file: string, logs: readonly string[]): CodelumiError {
  return new CodelumiError({
    reason: 'wrong-usage',
    what: 'Candidates are not mined from this file',
    place: { file },
    remedy: `Name a line of ${logs.slice(0, MOST_NAMED).join(' or ')}.`,
  });
}
