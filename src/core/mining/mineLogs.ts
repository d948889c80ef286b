import type { JobContext } from '../job.js';
import type { Config } from '../workspace/configSchema.js';
import { applyRules } from './applyRules.js';
import { type CandidateDraft, draftOf, outlineOf, wantedFor } from './candidateDraft.js';
import type { Facts } from './facts/facts.js';
import { readFacts } from './facts/readFacts.js';
import { groupMined } from './groupMined.js';
import type { Mined, TellVerdict, Verdict } from './mined.js';
import { readBack } from './readBack.js';
import type { RuleReport, SourceTally } from './runReport.js';

export interface MiningResult {
  readonly drafts: readonly CandidateDraft[];
  /** Distinct pairs before what is about the same thing was joined. */
  readonly pairs: number;
  readonly rules: readonly RuleReport[];
  /** Answers that users complained about last, as `answerKey` has them. */
  readonly complained: ReadonlySet<string>;
  /** What every rule made of everything it looked at; empty unless asked for. */
  readonly verdicts: readonly Verdict[];
}

export interface MinedLogs {
  readonly result: MiningResult;
  readonly tallies: readonly SourceTally[];
}

export interface MineOptions {
  /** Read everything again, whatever is known of earlier runs. */
  readonly full?: boolean | undefined;
  /** Keep what was read for the next run. */
  readonly keep?: boolean;
  /** Milliseconds since the epoch; what is older is left out. */
  readonly since?: number | undefined;
  readonly verdicts?: boolean;
}

/**
 * Reads what the logs have gained since the last run and applies every rule to all that they say.
 * @throws CodelumiError `not-found`, `not-a-file` or `not-readable` for the conversation log
 */
export async function mineLogs(
  context: JobContext,
  config: Config,
  options: MineOptions = {},
): Promise<MinedLogs> {
  const { facts, tallies } = await readFacts(context, config, options);
  const result = await mineFacts(context, facts, config.mining, options);
  return { result, tallies };
}

/** Applies the rules to what was read, and reads back the texts of what became a candidate. */
export async function mineFacts(
  context: JobContext,
  facts: Facts,
  policy: Config['mining'],
  { since, verdicts: isTold = false }: Pick<MineOptions, 'since' | 'verdicts'> = {},
): Promise<MiningResult> {
  context.progress({ message: 'Applying the rules' });
  const verdicts: Verdict[] = [];
  const tell: TellVerdict = (rule, drop, about) => {
    if (isTold) verdicts.push({ rule, drop, ...about() });
  };
  const { mined, rules, complained } = applyRules(facts, policy, { since, tell });
  const outlines = groupMined(mined).map(outlineOf);
  const read = await readBack(context, wantedFor(outlines));
  const now = context.clock.now().getTime();
  return {
    drafts: outlines.map((outline) => draftOf(outline, read, now)),
    pairs: new Set(mined.map(pairOf)).size,
    rules,
    complained,
    verdicts,
  };
}

function pairOf({ asked, answer }: Mined): string {
  return `${asked.query} ${answer?.key ?? ''}`;
}
