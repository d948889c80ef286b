import { type CheckpointLog, readCheckpoints } from '../audit/checkpoints/checkpointLog.js';
import { checkpointText, originOf } from '../audit/checkpoints/checkpointText.js';
import { isCovered, journalsOf } from '../audit/checkpoints/coveredJournals.js';
import { hashLines } from '../audit/checkpoints/hashLines.js';
import type { JournalHead } from '../audit/checkpoints/journalHead.js';
import { parseAuditEntry } from '../audit/journal/auditEntry.js';
import { auditMonths, auditWriters } from '../audit/journal/auditFiles.js';
import { CompactRange } from '../audit/merkle/compactRange.js';
import { CodelumiError, throwIfCancelled } from '../errors.js';
import type { JobContext } from '../job.js';
import { addToGroup } from '../records/addToGroup.js';
import { readSigners } from '../signing/readSigners.js';
import { isSignatureFault } from '../signing/signatureFault.js';
import type { Signers } from '../signing/signers.js';
import { verifySignature } from '../signing/verifyEnvelope.js';
import { describeBreak, readJournal } from '../workspace/journal.js';
import { ALLOWED_SIGNERS_FILE, auditFile } from '../workspace/paths.js';
import type { Findings } from './fault.js';

type Context = Pick<JobContext, 'files' | 'signal' | 'signer'>;

/** A head, and the checkpoint that says it. */
interface Claim extends JournalHead {
  readonly by: string;
}

export interface Covered {
  readonly checkpoints: number;
  /** Lines of journals that no checkpoint covers yet. */
  readonly uncovered: number;
}

/**
 * Whether every checkpoint is what it says it is, and every journal that one names still begins with the lines
 * it had then: a chain alone does not see that its end was cut off, or that all of it was written anew.
 */
export async function verifyCheckpoints(context: Context, findings: Findings): Promise<Covered> {
  const { files, signal } = context;
  const claims = new Map<string, Claim[]>();
  const own = new Set<string>();
  const signers = await signersHere(context, findings);
  let checkpoints = 0;
  for (const writer of await auditWriters(files)) {
    const log = await readCheckpoints(files, writer);
    checkpoints += log.lines.length;
    verifyLog(log, writer, findings);
    await verifySignatures(context, log, signers, findings);
    collect(log, claims, findings);
    await verifyThere(context, writer, log, findings);
    for (const path of await journalsOf(files, writer)) own.add(path);
  }
  let uncovered = 0;
  for (const path of new Set([...claims.keys(), ...own])) {
    throwIfCancelled(signal);
    const since = await verifyJournal(context, path, claims.get(path) ?? [], findings);
    // Of somebody else's checkpoints only what this clone saw is covered, ever.
    if (own.has(path)) uncovered += since;
  }
  return { checkpoints, uncovered };
}

function verifyLog(
  { file, lines, fault }: CheckpointLog,
  writer: string,
  { faults }: Findings,
): void {
  for (const { line, checkpoint, size, root } of lines) {
    const { at } = checkpoint;
    const text = checkpointText({ origin: originOf(writer), size, root, at });
    if (checkpoint.checkpoint === text) continue;
    const message = 'does not say what its heads add up to';
    faults.push({ check: 'checkpoint', place: { file, line }, message });
  }
  if (fault === undefined || fault.kind === 'torn') return;
  const what = fault.kind === 'not-a-checkpoint' ? 'not a checkpoint' : describeBreak(fault);
  const message = `${what}; checkpoints from here on prove nothing`;
  faults.push({ check: 'checkpoint', place: { file, line: fault.line }, message });
}

async function signersHere(context: Context, { faults }: Findings): Promise<Signers | undefined> {
  try {
    return await readSigners(context);
  } catch (error) {
    if (!(error instanceof CodelumiError)) throw error;
    const { what, place = { file: ALLOWED_SIGNERS_FILE } } = error.details;
    faults.push({ check: 'checkpoint', place, message: `${what}; no signature can be checked` });
    return undefined;
  }
}

/** Where nobody is known who may sign, a signature says little, and whose it is cannot be wrong. */
async function verifySignatures(
  context: Context,
  { file, lines }: CheckpointLog,
  signers: Signers | undefined,
  { faults, warnings }: Findings,
): Promise<void> {
  if (signers === undefined) return;
  const last = lines.at(-1);
  if (signers.allowed.length > 0 && last !== undefined && last.checkpoint.signature === undefined) {
    const message = 'not signed; whoever can write this file could have made it';
    warnings.push({ check: 'checkpoint', place: { file, line: last.line }, message });
  }
  for (const {
    line,
    checkpoint: { at, checkpoint, signature },
  } of lines) {
    if (signature === undefined) continue;
    const wanted = { namespace: 'codelumi-audit@v1', signers, at } as const;
    const found = await verifySignature(context, Buffer.from(checkpoint), signature, wanted);
    if (!isSignatureFault(found)) continue;
    const isUnknown = found.fault === 'unknown-signer' && signers.allowed.length === 0;
    const isWarning = isUnknown || found.fault === 'cannot-check';
    const message = found.message;
    (isWarning ? warnings : faults).push({ check: 'checkpoint', place: { file, line }, message });
  }
}

function collect(
  { file, lines }: CheckpointLog,
  claims: Map<string, Claim[]>,
  { faults }: Findings,
): void {
  for (const { line, checkpoint } of lines) {
    for (const head of checkpoint.heads) {
      const by = `${file}:${line}`;
      if (isCovered(head.path)) addToGroup(claims, head.path, { ...head, by });
      else
        faults.push({
          check: 'checkpoint',
          place: { file, line },
          message: 'names a file that is no journal',
        });
    }
  }
}

/** After every job there is a checkpoint, so who has an audit log has those. */
async function verifyThere(
  { files }: Context,
  writer: string,
  { file, lines, fault }: CheckpointLog,
  { faults }: Findings,
): Promise<void> {
  if (lines.length > 0 || fault !== undefined) return;
  const month = (await auditMonths(files, writer)).at(-1);
  if (month === undefined) return;
  const last = (await readJournal(files, auditFile(writer, month))).lines.at(-1);
  const parsed = parseAuditEntry(last?.value);
  if (parsed === undefined || parsed.isFirstShape) return;
  const message =
    'missing, though there is an audit log; restore it from Git, or make the first with codelumi checkpoint';
  faults.push({ check: 'checkpoint', place: { file }, message });
}

/** @returns how many lines stand behind the last head */
async function verifyJournal(
  { files }: Context,
  path: string,
  claims: readonly Claim[],
  { faults }: Findings,
): Promise<number> {
  const fault = (line: number | undefined, message: string) =>
    faults.push({
      check: 'checkpoint',
      place: line === undefined ? { file: path } : { file: path, line },
      message,
    });
  const size = (await files.stat(path))?.size;
  const inOrder = claims.toSorted((a, b) => a.lines - b.lines);
  const [first] = inOrder;
  if (size === undefined) {
    if (first !== undefined)
      fault(undefined, `missing, though ${first.by} saw ${first.lines} lines of it`);
    return 0;
  }
  const tree = new CompactRange();
  const waiting = [...inOrder];
  const range = { start: 0, end: size };
  for await (const { line, bytes, leaf } of hashLines(files, path, range, 0)) {
    tree.append(leaf);
    const root = waiting[0]?.lines === line ? tree.root().toString('hex') : '';
    for (; waiting[0]?.lines === line; waiting.shift()) {
      const [claim] = waiting;
      if (claim.root === root && claim.bytes === bytes) continue;
      const from = 1 + (inOrder.findLast(({ lines }) => lines < line)?.lines ?? 0);
      fault(from, `holds other lines up to ${line} than ${claim.by} saw`);
      return 0;
    }
  }
  const [cut] = waiting;
  if (cut !== undefined) fault(tree.size + 1, `ends here, though ${cut.by} saw ${cut.lines} lines`);
  return Math.max(0, tree.size - (inOrder.at(-1)?.lines ?? 0));
}
