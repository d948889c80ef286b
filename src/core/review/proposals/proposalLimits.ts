import { DAY_MS } from '../../durations.js';
import { wrongUsage } from '../../errors.js';
import type { JobContext } from '../../job.js';
import type { Agent } from '../../records/proposal.js';
import { readJournal } from '../../workspace/journal.js';
import { isDay, STAGING_FOLDER } from '../../workspace/paths.js';
import type { AgentsSettings } from '../../workspace/settings/agentsSchema.js';
import { proposalsFile } from './proposalJournals.js';

interface Wish {
  readonly candidate: string;
  /** Proposals for it that wait. */
  readonly open: number;
  readonly agent: Agent;
  readonly writer: string;
}

/**
 * Holds a proposal against the caps: what nobody can read any more protects nobody. Names and sessions are what agents say of
 * themselves; the last cap counts whoever it is.
 * @throws CodelumiError `wrong-usage`
 */
export async function requireRoom(
  context: Pick<JobContext, 'files' | 'clock'>,
  { candidate, open, agent, writer }: Wish,
  { perCandidate, perSession, perDay }: AgentsSettings,
): Promise<void> {
  if (open >= perCandidate)
    throw full(`${open} proposals for ${candidate} wait already`, 'agents.perCandidate');
  const since = context.clock.now().getTime() - DAY_MS;
  const counts = { session: 0, day: 0 };
  for (const line of await ownProposals(context, writer)) {
    if (line.session === agent.session) counts.session += 1;
    if (line.at >= since) counts.day += 1;
  }
  if (counts.session >= perSession)
    throw full(`This session made ${counts.session} proposals already`, 'agents.perSession');
  if (counts.day >= perDay)
    throw full(`Agents made ${counts.day} proposals here in 24 hours`, 'agents.perDay');
}

function full(what: string, setting: string) {
  return wrongUsage(what, `No more are taken (${setting}); a person has to decide first.`);
}

/** Every proposal this clone has written down, on whichever day. */
async function ownProposals(
  { files }: Pick<JobContext, 'files'>,
  writer: string,
): Promise<{ at: number; session: unknown }[]> {
  const days = (await files.list(STAGING_FOLDER)).filter(({ name }) => isDay(name));
  const found: { at: number; session: unknown }[] = [];
  for (const { name } of days) {
    for (const { value } of (await readJournal(files, proposalsFile(name, writer))).lines) {
      if (value['action'] !== 'propose') continue;
      const { agent, at } = value;
      const session = typeof agent === 'object' && agent !== null && 'session' in agent;
      found.push({ at: Date.parse(String(at)), session: session ? agent.session : undefined });
    }
  }
  return found;
}
