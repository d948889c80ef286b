import { CodelumiError } from '../../errors.js';
import type { Files } from '../../ports/files.js';
import { addToGroup } from '../../records/addToGroup.js';
import { sha256 } from '../../records/sha256.js';
import type { Proof, ProofState } from './reviewStatement.js';

/**
 * Whether log lines are still what was recorded. Each log is opened once, however many lines are asked for.
 * @returns the state of each, by the object that was given
 */
export async function proofStates(
  files: Files,
  proofs: Iterable<Proof>,
): Promise<ReadonlyMap<Proof, ProofState>> {
  const byFile = new Map<string, Proof[]>();
  for (const proof of proofs) addToGroup(byFile, proof.file, proof);
  const states = new Map<Proof, ProofState>();
  for (const [file, own] of byFile) {
    for (const proof of own) states.set(proof, 'absent');
    try {
      await lookInto(files, file, own, states);
    } catch (error) {
      // What cannot be read is as good as gone: that is what is said of it.
      if (!(error instanceof CodelumiError)) throw error;
    }
  }
  return states;
}

async function lookInto(
  files: Files,
  file: string,
  proofs: readonly Proof[],
  states: Map<Proof, ProofState>,
): Promise<void> {
  const stat = await files.stat(file);
  if (stat?.kind !== 'file') return;
  for (const proof of proofs) states.set(proof, 'changed');
  // A candidates file may say anything; what is not there is not made room for.
  const there = proofs.filter(
    ({ byte_offset, byte_length }) => byte_offset + byte_length <= stat.size,
  );
  const ranges = there.map(({ byte_offset: start, byte_length }) => ({
    start,
    end: start + byte_length,
  }));
  let at = 0;
  for await (const bytes of files.readRanges(file, ranges)) {
    const proof = there[at];
    at += 1;
    if (proof !== undefined && sha256(bytes) === proof.sha256) states.set(proof, 'held');
  }
}
