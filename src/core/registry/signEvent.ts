import type { JobContext } from '../job.js';
import { appendEnvelope } from '../review/signatures/signatureFiles.js';
import { signStatement } from '../signing/envelope.js';
import { statement } from '../signing/statement.js';
import type { AppendedLine } from '../workspace/journal.js';
import { RELEASE_SIGNATURES_FOLDER } from '../workspace/paths.js';
import type { NewReleaseEvent } from './releaseEvent.js';
import { releaseEventsFile } from './releaseJournals.js';

/** What tells statements about events of a release, and this version of them, from all others. */
export const RELEASE_PREDICATE = 'urn:codelumi:predicate:release:v1';

export function releaseSignaturesFile(writer: string): string {
  return `${RELEASE_SIGNATURES_FOLDER}/${writer}.jsonl`;
}

/** An event that was just appended to the journal of a writer. */
export interface AppendedEvent {
  readonly writer: string;
  readonly event: NewReleaseEvent;
  readonly line: AppendedLine;
}

/**
 * Signs an event that stands in a journal. Its hash covers all that it says, and the line before. The caller holds
 * the workspace lock.
 *
 * @returns false where there is no key to sign with, or no address to sign for
 * @throws CodelumiError `cannot-sign`, `not-writable`; the event stands all the same
 */
export async function signEvent(
  context: Pick<JobContext, 'files' | 'signer' | 'toolVersion'>,
  { writer, event, line }: AppendedEvent,
): Promise<boolean> {
  const { actor, at, type, rollout } = event;
  if (actor.email === '') return false;
  const subject = {
    name: `${releaseEventsFile(writer)}#${line.seq}`,
    digest: { sha256: line.hash },
  };
  const predicate = {
    timeCreated: at,
    by: actor,
    event: type,
    rollout,
    tool: { name: 'codelumi', version: context.toolVersion },
  };
  const envelope = await signStatement(
    context,
    statement(RELEASE_PREDICATE, [subject], predicate),
    'codelumi-release@v1',
    actor.email,
  );
  if (envelope === undefined) return false;
  await appendEnvelope(context.files, releaseSignaturesFile(writer), envelope);
  return true;
}
