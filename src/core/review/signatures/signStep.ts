import { messageOf } from '../../errors.js';
import type { JobContext } from '../../job.js';
import type { Reviewer } from '../../records/decision.js';
import { textDigest } from '../../records/fingerprint.js';
import { signStatement } from '../../signing/envelope.js';
import { type Statement, statement } from '../../signing/statement.js';
import { settingsDigest } from '../../workspace/settingsDigest.js';
import { proofStates } from './proofStates.js';
import {
  type Attestable,
  attested,
  type Proof,
  REVIEW_PREDICATE,
  type ReviewPredicate,
  subjectName,
} from './reviewStatement.js';
import { appendEnvelope, signaturesFile } from './signatureFiles.js';

type Context = Omit<JobContext, 'progress'>;

/** Decisions of one reviewer in one journal, to be signed together. */
export interface SignableStep {
  readonly day: string;
  /** Whose file of statements it goes to. */
  readonly writer: string;
  readonly journal: string;
  /** When it is signed, ISO 8601. */
  readonly at: string;
  readonly reviewer: Pick<Reviewer, 'name' | 'email'>;
  readonly decisions: readonly Attestable[];
  /** The log lines behind a candidate that was accepted. */
  readonly proofsOf: (candidate: string) => readonly Proof[];
}

/**
 * Signs decisions that stand in a journal, as one statement, and appends it to the writer's file. The caller
 * holds the workspace lock.
 *
 * @returns false where there is no key to sign with
 * @throws CodelumiError `cannot-sign`, `not-writable`; the decisions stand all the same
 */
export async function signStep(context: Context, step: SignableStep): Promise<boolean> {
  const { day, writer, reviewer } = step;
  const envelope = await signStatement(
    context,
    await statementOf(context, step),
    'codelumi-review@v1',
    reviewer.email,
  );
  if (envelope === undefined) return false;
  await appendEnvelope(context.files, signaturesFile(day, writer), envelope);
  return true;
}

async function statementOf(context: Context, step: SignableStep): Promise<Statement> {
  const { journal, at, reviewer, decisions, proofsOf } = step;
  const accepted = decisions.filter(({ action }) => action === 'accept');
  const proofs = new Map(accepted.map(({ candidate }) => [candidate, proofsOf(candidate)]));
  const states = await proofStates(context.files, [...proofs.values()].flat());
  const statedProofs = (candidate: string) =>
    proofs.get(candidate)?.map((proof) => ({
      sha256: proof.sha256,
      state: states.get(proof) ?? 'absent',
    }));
  const settings = await settingsDigest(context);
  const predicate: ReviewPredicate = {
    timeCreated: at,
    reviewer: { name: reviewer.name, email: reviewer.email },
    ...(settings === undefined ? {} : { policy: { sha256: settings } }),
    tool: { name: 'codelumi', version: context.toolVersion },
    decisions: decisions.map((decision) =>
      attested(
        decision,
        textDigest,
        decision.action === 'accept' ? statedProofs(decision.candidate) : undefined,
      ),
    ),
  };
  const subjects = decisions.map(({ seq, hash }) => ({
    name: subjectName(journal, seq),
    digest: { sha256: hash },
  }));
  return statement(REVIEW_PREDICATE, subjects, predicate);
}

/** What stands in the way of signing, to be said beside what was decided. */
export function unsignedWarning(error: unknown): string {
  return `What was decided is recorded, but not signed: ${messageOf(error)} Once that is mended, sign it with Sign Own Decisions or codelumi review sign.`;
}
