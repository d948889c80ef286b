import { CodelumiError } from '../errors.js';
import type { JobContext } from '../job.js';
import type { HealthFinding } from './healthFinding.js';

const WHY =
  'Without a key nobody can prove who accepted something, and policy may keep it from production.';

/**
 * Whether decisions made here are signed, as the signer says that will sign them: with the key that was chosen, or the
 * one that Git signs with. A key that is named and of no use is worse than none: each decision then warns.
 */
export async function checkSigning({
  signer,
}: Pick<JobContext, 'signer'>): Promise<HealthFinding[]> {
  if (signer === undefined) return []; // Nothing may be asked here: the workspace is not trusted.
  try {
    if ((await signer.key()) !== undefined) return [];
  } catch (error) {
    if (!(error instanceof CodelumiError)) throw error;
    const { what, remedy } = error.details;
    return [finding({ severity: 'warning', what, remedy })];
  }
  const reason = (await signer.whyUnsigned?.()) ?? 'There is no key to sign with';
  return [
    finding({
      severity: 'note',
      what: `Decisions made here are not signed: ${reason}`,
      remedy: 'Let Git sign with an SSH key, or choose one for reviews alone; see docs/signing.md.',
      command: 'git config gpg.format ssh && git config user.signingkey ~/.ssh/id_ed25519.pub',
    }),
  ];
}

function finding(
  told: Pick<HealthFinding, 'severity' | 'what' | 'remedy' | 'command'>,
): HealthFinding {
  return { check: 'signing', place: { file: '.git/config' }, why: WHY, ...told };
}
