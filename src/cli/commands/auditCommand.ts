import { Command, InvalidArgumentError } from 'commander';
import { type AuditFilter, describeEntry } from '../../core/audit/journal/auditLog.js';
import {
  checkLineProof,
  type LineProof,
  parseLineProof,
  proveLine,
  signedCheckpoint,
} from '../../core/audit/proofs/lineProof.js';
import type { JobContext } from '../../core/job.js';
import { type AuditReport, auditReport } from '../../core/runs/auditReport.js';
import { readSigners } from '../../core/signing/readSigners.js';
import { isSignatureFault } from '../../core/signing/signatureFault.js';
import { verifySignature } from '../../core/signing/verifyEnvelope.js';
import type { LinePlace } from '../../core/workspace/linePlace.js';
import { printable } from '../../shared/printable.js';
import { EXIT } from '../exitCode.js';
import { type CommonOptions, runCommand, withCommonOptions } from '../runCommand.js';
import { readStandardInput } from '../standardInput.js';
import { say, sayJson } from '../terminal.js';
import { parseDay, parsePlace } from '../usage.js';

interface AuditOptions extends CommonOptions {
  readonly since?: string;
  readonly actor?: string;
  readonly action?: string;
}

/** Some thousand lines of the longest kind. */
const LONGEST_PROOF = 64 * 1024 * 1024;

/** `codelumi audit`: who did and looked at what, and proofs of it. */
export function auditCommand(): Command {
  const audit = withCommonOptions(new Command('audit'))
    .description('show who did and looked at what')
    .option('--since <date>', 'only from this day on (2026-01-24)', parseDay)
    .option('--actor <text>', 'only of people whose name or e-mail address holds this')
    .option('--action <name>', 'only this, such as extract or reveal-secret', parseAction)
    .action((options: AuditOptions) =>
      runCommand(options, (context) => auditReport(filterOf(options), context), printEntries),
    );
  withCommonOptions(audit.command('prove'))
    .description(
      'print a proof that a line of a journal is in a checkpoint; it can be checked anywhere',
    )
    .argument('<file:line>', 'a line of a journal', parsePlace)
    .action((place: LinePlace, _options: CommonOptions, command: Command) =>
      runCommand(
        command.optsWithGlobals<CommonOptions>(),
        (context) => proveLine(context, place),
        sayJson,
      ),
    );
  withCommonOptions(audit.command('check'))
    .description('check a proof from standard input, by itself and by who may sign here')
    .action((_options: CommonOptions, command: Command) =>
      runCommand(command.optsWithGlobals<CommonOptions>(), checkProof, printChecked),
    );
  return audit;
}

function parseAction(text: string): string {
  if (/^[a-z-]{1,40}$/u.test(text)) return text;
  throw new InvalidArgumentError('Actions are written like build-snapshot.');
}

function filterOf({ since, actor, action }: AuditOptions): AuditFilter {
  return {
    ...(since === undefined ? {} : { since: Date.parse(`${since}T00:00:00Z`) }),
    ...(actor === undefined ? {} : { actor }),
    ...(action === undefined ? {} : { action }),
  };
}

function printEntries({ entries }: AuditReport): void {
  for (const entry of entries) say(printable(describeEntry(entry)));
  if (entries.length === 0) say('nothing was recorded that fits');
  say(
    'review decisions are not among these: they stand in staging_kb/*/decisions, and codelumi review show <candidate> tells them',
  );
}

interface Checked {
  readonly proof: LineProof;
  /** What does not fit. */
  readonly fault: string | undefined;
  readonly signedBy: string | undefined;
  /** Why its signature does not count. */
  readonly signatureFault: string | undefined;
}

async function checkProof(context: JobContext): Promise<Checked> {
  const proof = parseLineProof(await readStandardInput(LONGEST_PROOF, context.signal));
  const fault = checkLineProof(proof);
  const whose = await signerOf(context, proof);
  if (fault !== undefined || whose.signatureFault !== undefined) process.exitCode = EXIT.gateFailed;
  return { proof, fault, ...whose };
}

async function signerOf(
  context: JobContext,
  proof: LineProof,
): Promise<Pick<Checked, 'signedBy' | 'signatureFault'>> {
  const signed = signedCheckpoint(proof);
  if (signed === undefined) return { signedBy: undefined, signatureFault: undefined };
  const { message, signature, at } = signed;
  const signers = await readSigners(context);
  const wanted = { namespace: 'codelumi-audit@v1', signers, at } as const;
  const found = await verifySignature(context, message, signature, wanted);
  return isSignatureFault(found)
    ? { signedBy: undefined, signatureFault: found.message }
    : { signedBy: found.principal, signatureFault: undefined };
}

function printChecked({ proof, fault, signedBy, signatureFault }: Checked): void {
  const where = `${proof.file}:${proof.line}`;
  if (fault !== undefined) {
    say(printable(`${where}: the proof does not hold: ${fault}`));
    return;
  }
  const who = signedBy ?? (signatureFault === undefined ? 'nobody' : `nobody: ${signatureFault}`);
  say(printable(`${where}: in the checkpoint, signed by ${who}`));
  say(printable(Buffer.from(proof.bytes, 'base64').toString('utf8')));
}
