import { type Command, Option } from 'commander';
import { recordRun } from '../../core/audit/runs/recordRun.js';
import type { JobContext } from '../../core/job.js';
import { comparedSnapshots } from '../../core/snapshots/compared.js';
import {
  type EntryProof,
  isProof,
  parseEntryProof,
  proveEntry,
} from '../../core/snapshots/entryProof.js';
import { listSnapshots, requireSnapshot } from '../../core/snapshots/list.js';
import { printable } from '../../shared/printable.js';
import { EXIT } from '../exitCode.js';
import { type CommonOptions, runCommand, withCommonOptions } from '../runCommand.js';
import { readStandardInput } from '../standardInput.js';
import { say, sayJson } from '../terminal.js';
import { printManifest } from './printManifest.js';
import { compareFiles, printDiff, printDiffMarkdown } from './recordDiff.js';

interface DiffOptions extends CommonOptions {
  readonly markdown?: boolean;
}

/** A line of a snapshot, and hashes beside it. */
const LONGEST_PROOF = 64 * 1024 * 1024;

/** Looking at snapshots and proving what is in them; nothing is changed. */
export function addLookCommands(snapshot: Command): void {
  withCommonOptions(snapshot.command('show'))
    .description('one snapshot: what it is made of, and by whom')
    .argument('<name>', 'as in the list, or latest')
    .action((name: string, options: CommonOptions) =>
      runCommand(options, (context) => requireSnapshot(context, name), printManifest),
    );
  withCommonOptions(snapshot.command('diff'))
    .description(
      'what differs between two snapshots, entry by entry; exit code 1 where something does',
    )
    .argument('<a>', 'a snapshot, or latest')
    .argument('[b]', 'a later one; left out: <a> against the one before it')
    .addOption(new Option('--markdown', 'print Markdown, for a pull request').conflicts('json'))
    .action((a: string, b: string | undefined, options: DiffOptions) =>
      runCommand(
        options,
        (context) => diffOf(context, a, b),
        options.markdown === true ? printDiffMarkdown : printDiff,
      ),
    );
  withCommonOptions(snapshot.command('prove'))
    .description('print a proof that an entry is in a snapshot; it can be checked anywhere')
    .argument('<name>', 'a snapshot, or latest')
    .argument('<id>', 'of the entry')
    .action((name: string, id: string, options: CommonOptions) =>
      runCommand(options, (context) => proveEntry({ snapshot: name, id }, context), sayJson),
    );
  withCommonOptions(snapshot.command('check'))
    .description('check such a proof from standard input, and against the manifest if it is here')
    .action((options: CommonOptions) => runCommand(options, checkProof, printChecked));
}

async function diffOf(context: JobContext, a: string, b: string | undefined) {
  const { before, after } = await comparedSnapshots(context, a, b);
  const subject = { id: `${before.file} ${after.file}` };
  return recordRun(context, { action: 'compare', subject }, (watched) =>
    compareFiles(watched, before, after),
  );
}

interface Checked {
  readonly proof: EntryProof;
  readonly holds: boolean;
  /** Whether the manifest here has the same root; null: there is no such snapshot here. */
  readonly as_manifest: boolean | null;
}

async function checkProof(context: JobContext): Promise<Checked> {
  const proof = parseEntryProof(await readStandardInput(LONGEST_PROOF, context.signal));
  const known = (await listSnapshots({}, context)).find(({ name }) => name === proof.snapshot);
  const checked = {
    proof,
    holds: isProof(proof),
    as_manifest: known === undefined ? null : known.merkle_root === proof.merkle_root,
  };
  if (!checked.holds || checked.as_manifest === false) process.exitCode = EXIT.gateFailed;
  return checked;
}

function printChecked({ proof, holds, as_manifest: asManifest }: Checked): void {
  const name = printable(proof.snapshot);
  if (!holds) say(`${name}: the proof does not hold`);
  else if (asManifest === false)
    say(`${name}: the proof holds, for another root than the manifest's`);
  else {
    const root = asManifest === true ? "the manifest's root" : `the root ${proof.merkle_root}`;
    say(`${name}: line ${proof.index + 1} of ${proof.size}, by ${root}`);
    say(printable(Buffer.from(proof.bytes, 'base64').toString('utf8')));
  }
}
