import type { CheckpointTimes } from '../audit/checkpoints/checkpointTimes.js';
import { CodelumiError, type Place, throwIfCancelled } from '../errors.js';
import type { JobContext } from '../job.js';
import { type JournalledDecision, readDecisions, stagedDays } from '../review/decisionJournals.js';
import {
  type Attestation,
  isAttestation,
  readAttestation,
  whyNotOf,
} from '../review/signatures/attestation.js';
import { subjectName } from '../review/signatures/reviewStatement.js';
import { envelopeLines, signatureFilesOf } from '../review/signatures/signatureFiles.js';
import { readSigners } from '../signing/readSigners.js';
import { isSignatureFault } from '../signing/signatureFault.js';
import type { Signers } from '../signing/signers.js';
import { verifyEnvelope } from '../signing/verifyEnvelope.js';
import { ALLOWED_SIGNERS_FILE } from '../workspace/paths.js';
import type { Findings } from './fault.js';

/**
 * Whether every statement about decisions is signed by somebody who was allowed to at that time, is about decisions
 * that stand in the journals, and is their reviewer's; and whether every decision that names a key is signed.
 *
 * @param checkpointedAt a statement cannot have been signed after that
 * @returns how many decisions are signed
 */
export async function verifySignatures(
  context: JobContext,
  findings: Findings,
  checkpointedAt: CheckpointTimes,
): Promise<number> {
  const signers = await readableSigners(context, findings);
  if (signers === undefined) return 0;
  let signed = 0;
  const unsigned: JournalledDecision[] = [];
  let unproven = 0;
  for (const day of await stagedDays(context)) {
    context.progress({ message: `Verifying signatures of ${day}` });
    const { decisions } = await readDecisions(context, day);
    const looked = new DayVerification(context, signers, decisions, findings, checkpointedAt);
    for (const file of await signatureFilesOf(context.files, day)) await looked.look(file);
    looked.finish();
    signed += looked.signed.size;
    unproven += looked.unproven.size;
    unsigned.push(...looked.unsigned);
  }
  warnOfUnproven(unproven, findings);
  warnOfUnsigned(unsigned, findings);
  return signed;
}

async function readableSigners(
  context: JobContext,
  { faults }: Findings,
): Promise<Signers | undefined> {
  try {
    return await readSigners(context);
  } catch (error) {
    if (!(error instanceof CodelumiError)) throw error;
    const { what, place = { file: ALLOWED_SIGNERS_FILE } } = error.details;
    faults.push({ check: 'signature', place, message: `${what}; no signature can be checked` });
    return undefined;
  }
}

class DayVerification {
  /** Hashes. */
  readonly signed = new Set<string>();
  /** Hashes of what is signed where nobody is said to be allowed to. */
  readonly unproven = new Set<string>();
  readonly unsigned: JournalledDecision[] = [];
  readonly #context: JobContext;
  readonly #signers: Signers;
  readonly #findings: Findings;
  readonly #checkpointedAt: CheckpointTimes;
  readonly #standing: ReadonlyMap<string, JournalledDecision>;

  constructor(
    context: JobContext,
    signers: Signers,
    decisions: readonly JournalledDecision[],
    findings: Findings,
    checkpointedAt: CheckpointTimes,
  ) {
    this.#context = context;
    this.#signers = signers;
    this.#findings = findings;
    this.#checkpointedAt = checkpointedAt;
    this.#standing = new Map(
      decisions.map((entry) => [subjectName(entry.file, entry.decision.seq), entry]),
    );
  }

  async look(file: string): Promise<void> {
    for await (const { line, bytes, terminated } of envelopeLines(
      this.#context.files.readChunks(file),
    )) {
      throwIfCancelled(this.#context.signal);
      // A torn last line was never promised to anybody.
      if (!terminated) continue;
      const read = readAttestation(bytes);
      if (isAttestation(read)) await this.#lookAt(read, { file, line });
      else this.#fault({ file, line }, read.problem);
    }
  }

  /** What is not signed though it was to be, once all files were looked at. */
  finish(): void {
    for (const entry of this.#standing.values()) {
      const { hash, reviewer, candidate, action } = entry.decision;
      if (this.signed.has(hash) || this.unproven.has(hash)) continue;
      if (reviewer.key === undefined) {
        this.unsigned.push(entry);
        continue;
      }
      const message = `${action} of ${candidate} was to be signed with ${reviewer.key}, and no signature of it holds; its reviewer signs it with \`codelumi review sign\``;
      this.#fault({ file: entry.file, line: entry.line }, message);
    }
  }

  async #lookAt(attestation: Attestation, place: Required<Place>): Promise<void> {
    const { envelope, subjects, predicate } = attestation;
    const { timeCreated: at } = predicate;
    const wanted = { namespace: 'codelumi-review@v1', signers: this.#signers, at } as const;
    const found = await verifyEnvelope(this.#context, envelope, wanted);
    if (isSignatureFault(found)) {
      const isNobodyAllowed = this.#signers.allowed.length === 0;
      if (found.fault !== 'unknown-signer' || !isNobodyAllowed)
        return this.#fault(place, found.message);
      for (const { digest } of subjects) this.unproven.add(digest.sha256);
      return;
    }
    const checkpoint = this.#checkpointedAt(place.file, place.line);
    if (checkpoint !== undefined && Date.parse(at) > Date.parse(checkpoint))
      this.#fault(
        place,
        `said to be signed at ${at}, after the checkpoint of ${checkpoint} that holds it`,
      );
    for (const [number, { name, digest }] of subjects.entries()) {
      const entry = this.#standing.get(name);
      const why =
        entry === undefined
          ? 'The decision does not stand in its journal'
          : whyNotOf(attestation, number, entry, found);
      if (why === undefined) this.signed.add(digest.sha256);
      else this.#fault(place, `${why} (${name})`);
    }
  }

  #fault(place: Place, message: string): void {
    this.#findings.faults.push({ check: 'signature', place, message });
  }
}

function warnOfUnproven(count: number, { warnings }: Findings): void {
  if (count === 0) return;
  const message = `nobody is allowed to sign yet, so ${count === 1 ? '1 signature proves' : `${count} signatures prove`} nothing; \`codelumi signers init\` makes the first signer`;
  warnings.push({ check: 'signature', place: { file: ALLOWED_SIGNERS_FILE }, message });
}

/** Said once for each journal, at the first. */
function warnOfUnsigned(unsigned: readonly JournalledDecision[], { warnings }: Findings): void {
  const journals = new Map<string, { first: number; count: number }>();
  for (const { file, line } of unsigned) {
    const known = journals.get(file) ?? { first: line, count: 0 };
    journals.set(file, { first: Math.min(known.first, line), count: known.count + 1 });
  }
  for (const [file, { first: line, count }] of journals) {
    const message =
      count === 1
        ? 'this decision is unsigned'
        : `${count} decisions are unsigned, this one is the first`;
    warnings.push({ check: 'signature', place: { file, line }, message });
  }
}
