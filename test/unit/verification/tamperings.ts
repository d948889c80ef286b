import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { makeCheckpoint } from '../../../src/core/audit/checkpoints/makeCheckpoint.js';
import type { JobContext } from '../../../src/core/job.js';
import { genesis } from '../../../src/core/workspace/journal.js';
import { MERKLE_FILE } from '../../../src/core/workspace/paths.js';
import { DAYS, WRITERS } from '../support/auditedWorkspace.js';

const [DAY, LATER] = DAYS;

/** What stands where in the audited workspace. */
export const PATHS = {
  adas: `staging_kb/${DAY}/decisions/${WRITERS.ada}.jsonl`,
  adasLater: `staging_kb/${LATER}/decisions/${WRITERS.ada}.jsonl`,
  bobs: `staging_kb/${DAY}/decisions/${WRITERS.bob}.jsonl`,
  bobsLater: `staging_kb/${LATER}/decisions/${WRITERS.bob}.jsonl`,
  signed: `staging_kb/${DAY}/signatures/${WRITERS.ada}.jsonl`,
  bobSigned: `staging_kb/${DAY}/signatures/${WRITERS.bob}.jsonl`,
  audit: `.codelumi/audit/${WRITERS.ada}/2026-11.jsonl`,
  auditLater: `.codelumi/audit/${WRITERS.ada}/2026-12.jsonl`,
  bobAudit: `.codelumi/audit/${WRITERS.bob}/2026-11.jsonl`,
  checkpoints: `.codelumi/audit/${WRITERS.ada}/checkpoints.jsonl`,
  bobCheckpoints: `.codelumi/audit/${WRITERS.bob}/checkpoints.jsonl`,
  accepted: `staging_kb/${DAY}/accepted.jsonl`,
  rejected: `staging_kb/${DAY}/rejected.jsonl`,
  flagged: `staging_kb/${DAY}/flagged.jsonl`,
  signers: '.codelumi/registry/allowed_signers',
} as const;

/** The files of a workspace, to be tampered with. */
export class Tampered {
  readonly #files: Map<string, Buffer>;
  readonly root: string;
  readonly context: JobContext;
  readonly snapshots: readonly string[];

  constructor(
    files: Map<string, Buffer>,
    { root, context, snapshots }: Pick<Tampered, 'root' | 'context' | 'snapshots'>,
  ) {
    this.#files = files;
    this.root = root;
    this.context = context;
    this.snapshots = snapshots;
  }

  text(path: string): string {
    const found = this.#files.get(path);
    assert.ok(found, `there is no ${path}`);
    return found.toString('utf8');
  }

  lines(path: string): string[] {
    return this.text(path).trimEnd().split('\n');
  }

  put(path: string, content: string): void {
    this.#files.set(path, Buffer.from(content));
  }

  remove(path: string): void {
    for (const each of [...this.#files.keys()])
      if (each === path || each.startsWith(`${path}/`)) this.#files.delete(each);
  }

  change(path: string, from: RegExp | string, to: string): void {
    const before = this.text(path);
    const after = before.replace(from, to);
    assert.notEqual(after, before, `nothing changed in ${path}`);
    this.put(path, after);
  }

  relines(path: string, edit: (lines: string[]) => string[]): void {
    this.put(
      path,
      edit(this.lines(path))
        .map((line) => `${line}\n`)
        .join(''),
    );
  }

  /** Writes a journal anew so that its chain is whole again, as somebody would who knows how it is made. */
  rechain(
    path: string,
    edit: (entries: Record<string, unknown>[]) => Record<string, unknown>[],
  ): void {
    const entries = edit(this.lines(path).map((line) => JSON.parse(line)));
    let prev = genesis(path);
    const lines = entries.map(({ v: _v, seq: _seq, prev: _prev, hash: _hash, ...entry }, index) => {
      const body = JSON.stringify({ v: 1, seq: index + 1, ...entry, prev }).slice(0, -1);
      prev = createHash('sha256').update(body).digest('hex');
      return `${body},"hash":"${prev}"}`;
    });
    this.put(path, lines.map((line) => `${line}\n`).join(''));
  }

  /** The same on the disk, for forgeries that the product's own code makes. */
  flush: () => Promise<void> = async () => {};
  reload: () => Promise<void> = async () => {};
}

export interface Tampering {
  readonly name: string;
  /** Where a fault has to be named. */
  readonly at: string;
  readonly how: (files: Tampered) => void | Promise<void>;
}

type Entry = Record<string, unknown>;

function flip(name: string, at: string, from: RegExp | string, to: string): Tampering {
  return { name: `flip: ${name}`, at, how: (files) => files.change(at, from, to) };
}

/** Another digit in the place of the first one. */
function flipDigit(name: string, at: string, before: RegExp): Tampering {
  return {
    name: `flip: ${name}`,
    at,
    how: (files) => {
      const found = new RegExp(`(${before.source})(.)`, 'u').exec(files.text(at));
      assert.ok(found, name);
      const [whole, kept = '', digit] = found;
      files.change(at, whole, `${kept}${digit === '7' ? '8' : '7'}`);
    },
  };
}

function cutLine(name: string, at: string, index: number): Tampering {
  return {
    name: `cut: ${name}`,
    at,
    how: (files) => files.relines(at, (lines) => lines.toSpliced(index, 1)),
  };
}

function gone(name: string, path: string, at = path): Tampering {
  return { name: `cut: ${name}`, at, how: (files) => files.remove(path) };
}

function swap(name: string, at: string): Tampering {
  return {
    name: `reorder: ${name}`,
    at,
    how: (files) => files.relines(at, ([one = '', two = '', ...rest]) => [two, one, ...rest]),
  };
}

/** Forges a journal and then everything of these writers that tells of it. */
async function forgeAll(
  files: Tampered,
  writers: readonly string[],
  forge: () => void,
): Promise<void> {
  forge();
  files.remove(MERKLE_FILE);
  for (const writer of writers) {
    const [november, december] = [DAY, LATER].map(
      (day) => `.codelumi/audit/${writer}/${day.slice(0, 7)}.jsonl`,
    ) as [string, string];
    files.remove(`.codelumi/audit/${writer}/checkpoints.jsonl`);
    for (const month of [november, december]) {
      files.rechain(month, (entries) =>
        entries.map(({ checkpoint: _checkpoint, ...entry }) => entry),
      );
    }
    const ended = files.lines(november);
    const { hash } = JSON.parse(ended.at(-1) ?? '');
    const follows = { file: november, lines: ended.length, hash };
    files.rechain(december, ([first = {}, ...rest]) => [{ ...first, follows }, ...rest]);
  }
  await files.flush();
  for (const writer of writers)
    await makeCheckpoint({ ...files.context, signer: undefined }, writer);
  await files.reload();
}

function flagged(entries: Entry[]): Entry[] {
  return entries.map((entry) => ({ ...entry, reason: 'forged' }));
}

/** Fifty ways to make a workspace say what was not so; `snapshots`: as they are named there. */
export function tamperings([first = '']: readonly string[]): Tampering[] {
  const P = PATHS;
  const manifest = first.replace(/\.jsonl$/u, '.manifest.json');
  return [
    flip("a reviewer's name", P.adas, '"name":"Ada"', '"name":"Eve"'),
    flip('what was decided', P.adas, '"action":"reject"', '"action":"accept"'),
    flip('when it was decided', P.adas, '10:00', '10:01'),
    flip('on which candidate', P.adas, /candidate-20261120-0001/u, 'candidate-20261120-0009'),
    flipDigit('of which text', P.adas, /"fingerprint":"/u),
    flip('what was checked', P.adas, '"no_pii":true', '"no_pii":false'),
    flip('why', P.adas, 'too short', 'too shrot'),
    flip('what it was edited to', P.bobs, 'below logs', 'above logs'),
    flip('the number of a line', P.adas, '"seq":2', '"seq":3'),
    flipDigit('the hash of the line before', P.adas, /"prev":"/u),
    flipDigit('the hash of a line', P.adas, /"hash":"/u),
    flipDigit('what was signed', P.signed, /"payload":"[A-Za-z0-9+/]{40}/u),
    flipDigit(
      'a signature',
      P.signed,
      /SIGNATURE-----(?:\\n[A-Za-z0-9+/]{70}){2}\\n[A-Za-z0-9+/]{30}/u,
    ),
    flip('who signed', P.signed, '"principal":"ada@acme.dev"', '"principal":"bob@acme.dev"'),
    flipDigit('with which key', P.signed, /"keyid":"SHA256:/u),
    flip('who ran a job', P.audit, '"name":"Ada"', '"name":"Eve"'),
    flip('what was run', P.audit, '"action":"extract"', '"action":"explain"'),
    flipDigit('how large a log was', P.audit, /"size":/u),
    flipDigit('what a file became', P.audit, /"after":"/u),
    flip('why a value was allowed', P.auditLater, 'a public address', 'a pubIic address'),
    flipDigit('by which version', P.audit, /"tool_version":"/u),
    flipDigit('the root of a journal', P.checkpoints, /"root":"/u),
    flipDigit('how many lines it had', P.checkpoints, /"lines":/u),
    flipDigit(
      'the signature of a checkpoint',
      P.checkpoints,
      /SIGNATURE-----(?:\\n[A-Za-z0-9+/]{70}){2}\\n[A-Za-z0-9+/]{30}/u,
    ),
    flip('an answer in a snapshot', first, 'once the checks', 'before the checks'),
    flipDigit('when a snapshot was built', manifest, /"created_at": "20/u),
    flip('who is named in a manifest', manifest, 'Ada', 'Eve'),
    flip('an answer in a projection', P.accepted, 'once the checks', 'before the checks'),
    gone('a projection', P.rejected),
    cutLine('a line of a projection', P.flagged, 0),
    cutLine('the last decision', P.adas, -1),
    cutLine('a decision in the middle', P.adas, 1),
    gone('a journal of decisions', P.adas),
    gone('all decisions of a day', `staging_kb/${DAY}/decisions`, P.bobs),
    {
      name: 'cut: half of the last decision',
      at: P.adas,
      how: (files) => files.put(P.adas, files.text(P.adas).slice(0, -90)),
    },
    cutLine('the last signature', P.signed, -1),
    gone('all signatures', P.signed),
    cutLine('the last entry of the audit log', P.auditLater, -1),
    gone('a month of the audit log', P.audit),
    gone('the whole audit log of a writer', `.codelumi/audit/${WRITERS.ada}`, P.checkpoints),
    cutLine('the last checkpoint', P.checkpoints, -1),
    {
      name: 'cut: a snapshot and its manifest',
      at: first,
      how: (files) => {
        files.remove(first);
        files.remove(manifest);
      },
    },
    swap('two decisions', P.adas),
    swap('two signatures', P.signed),
    swap('two checkpoints', P.checkpoints),
    {
      name: 'replace: the journal of another day',
      at: P.adas,
      how: (files) => files.put(P.adas, files.text(P.adasLater)),
    },
    {
      name: 'replace: an older state of decisions, signatures and projections',
      at: P.bobs,
      how: (files) => {
        files.relines(P.bobs, (lines) => lines.slice(0, 1));
        files.relines(P.bobSigned, (lines) => lines.slice(0, 1));
      },
    },
    {
      name: 're-chain: another reason for every decision',
      at: P.adas,
      how: (files) => files.rechain(P.adas, flagged),
    },
    {
      name: 're-chain: a journal, its audit log and all checkpoints, which the other writer saw',
      at: P.checkpoints,
      how: (files) =>
        forgeAll(files, [WRITERS.ada], () =>
          files.rechain(P.adasLater, (entries) => flagged(entries)),
        ),
    },
    {
      name: 'signers: a key put in the place of another',
      at: P.signers,
      how: (files) =>
        files.change(
          P.signers,
          /ada@acme\.dev (ssh-ed25519 )(A{4}C3NzaC1lZDI1NTE5A{4}I)(.)/u,
          'ada@acme.dev $1$2Z',
        ),
    },
  ];
}

/** Everything of both writers anew, by somebody who knows how: only what was committed shows it. */
export const FORGED_BY_BOTH: Tampering = {
  name: 're-chain: everything of both writers',
  at: PATHS.auditLater,
  how: (files) =>
    forgeAll(files, Object.values(WRITERS), () =>
      files.rechain(PATHS.auditLater, (entries) => [
        { ...entries[0], actor: { name: 'Eve', email: '' } },
        ...entries.slice(1),
      ]),
    ),
};
