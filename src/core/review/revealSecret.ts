import { makeCheckpoint } from '../audit/checkpoints/makeCheckpoint.js';
import { appendEntry } from '../audit/journal/appendEntry.js';
import type { NewEntry } from '../audit/journal/auditEntry.js';
import { CodelumiError } from '../errors.js';
import type { JobContext } from '../job.js';
import type { Reviewer } from '../records/decision.js';
import type { SecretMask } from '../screening/secretMask.js';
import { readConfig } from '../workspace/config.js';
import { withWorkspaceLock } from '../workspace/lock.js';
import { writerOf } from '../workspace/writer.js';
import { type Decided, readReview } from './decide.js';
import { secretMaskOf } from './maskedReview.js';

export interface RevealRequest {
  readonly candidate: string;
  readonly reviewer: Reviewer;
  /** The masks to be lifted; left out: all. */
  readonly masks?: readonly string[];
}

/** A mask and what stands behind it. */
export interface Revealed {
  readonly mask: string;
  readonly secret: string;
}

/**
 * Tells what stands behind masks of a candidate, once it is on the disk who asked, when, and where the
 * secret stands. The secret itself is recorded nowhere.
 *
 * @throws CodelumiError `wrong-usage` for what is no mask, `not-found`, `locked`, `not-writable`; in each
 *   case nothing is told.
 */
export async function revealSecrets(
  context: Omit<JobContext, 'progress'>,
  { candidate, reviewer, masks }: RevealRequest,
): Promise<Revealed[]> {
  const { files } = context;
  const review = await readReview(context, candidate);
  const { screening } = await readConfig(files);
  const mask = secretMaskOf(review, screening);
  const revealed = (masks ?? mask.masks).map((each) => ({
    mask: each,
    secret: secretOf(mask, each),
  }));
  if (revealed.length === 0) return [];
  const entry: NewEntry = {
    actor: reviewer,
    action: 'reveal-secret',
    subject: { id: candidate, sha256: review.state.fingerprint },
    outcome: 'done',
    findings: placesOf(review, revealed),
  };
  await withWorkspaceLock(context, `reveal a secret of ${candidate}`, async (lock) => {
    const writer = await writerOf(context);
    await lock.confirm();
    await appendEntry(context, writer, entry);
    await makeCheckpoint(context, writer);
  });
  return revealed;
}

function secretOf(mask: SecretMask, wanted: string): string {
  const secret = mask.secretOf(wanted);
  if (secret !== undefined) return secret;
  throw new CodelumiError({
    reason: 'wrong-usage',
    what: 'There is no such secret in the candidate',
    remedy: 'Open the candidate again.',
  });
}

/** The findings in the text as it stands that are about these secrets. */
function placesOf({ state, findings }: Decided, revealed: readonly Revealed[]): object[] {
  const secrets = new Set(revealed.map(({ secret }) => secret));
  return findings
    .filter(({ kind }) => kind === 'secret')
    .filter(({ field, start, end }) => secrets.has(state.text[field].slice(start, end)))
    .map(({ rule, field, start, end }) => ({ rule, field, start, end }));
}
