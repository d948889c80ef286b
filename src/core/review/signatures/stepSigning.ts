import type { JobContext } from '../../job.js';
import type { Reviewer } from '../../records/decision.js';
import type { AppendedLine } from '../../workspace/journal.js';
import type { Attestable, Proof } from './reviewStatement.js';
import { signStep, unsignedWarning } from './signStep.js';

type Context = Omit<JobContext, 'progress'>;
type Entry = Readonly<Record<string, unknown>>;

/** Lines that were just appended to a journal. */
export interface AppendedStep {
  readonly day: string;
  readonly writer: string;
  readonly journal: string;
  readonly at: string;
  readonly entries: readonly Entry[];
  /** One for each entry. */
  readonly lines: readonly AppendedLine[];
  /** The log lines behind a candidate that was accepted. */
  readonly proofsOf: (candidate: string) => readonly Proof[];
}

/** Who signs the decisions that are about to be made. */
export interface StepSigning {
  /** With the key that is to sign, so that the chain itself says so. */
  readonly reviewer: Reviewer;
  /**
   * Never fails: what was decided stands, and can be signed later.
   * @returns what did not work
   */
  sign(step: AppendedStep): Promise<string | undefined>;
}

/**
 * Asks which key signs, before anything is written. Without one, or without an address to sign for, nothing
 * is signed.
 */
export async function beginSigning(context: Context, reviewer: Reviewer): Promise<StepSigning> {
  const { name, email } = reviewer;
  const unsigned = (warning: string | undefined): StepSigning => ({
    reviewer: { name, email },
    sign: async () => warning,
  });
  if (context.signer === undefined) return unsigned(undefined);
  try {
    const key = await context.signer.key();
    if (key === undefined) return unsigned(undefined);
    if (email === '') return unsigned(unsignedWarning(noAddress()));
    return {
      reviewer: { name, email, key: key.keyid },
      sign: (step) => signed(context, { name, email }, step),
    };
  } catch (error) {
    return unsigned(unsignedWarning(error));
  }
}

async function signed(
  context: Context,
  reviewer: Pick<Reviewer, 'name' | 'email'>,
  { entries, lines, ...step }: AppendedStep,
): Promise<string | undefined> {
  try {
    const decisions = entries.flatMap((entry, index) => {
      const line = lines[index];
      // What was just written is a decision, by the one function that writes it.
      return line === undefined ? [] : [{ ...entry, ...line } as unknown as Attestable];
    });
    const isSigned = await signStep(context, { ...step, reviewer, decisions });
    return isSigned ? undefined : unsignedWarning(new Error('The key that was to sign is gone.'));
  } catch (error) {
    return unsignedWarning(error);
  }
}

function noAddress(): Error {
  return new Error('Git knows no e-mail address of yours, and a signature is made for one.');
}
