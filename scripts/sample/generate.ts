// Writes the sample workspace: training/, staging_kb/, models/, userData/ and the list of what was
// planted in it. See `usage` for the options.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { trainingPairs } from './kb/pairs.js';
import { buildWorkspace, type SampleWorkspace } from './workspace.js';

const usage = `usage: generate [--out DIR] [--planted FILE] [--check] [--pairs FILE]
  --out DIR       write below DIR instead of the current folder
  --planted FILE  where the list of planted things goes
                  (default: test/fixtures/sample/planted.json, with --out: DIR/../planted.json)
  --check         write nothing; exit 1 and name the first file that differs
  --pairs FILE    write only the {"input","output"} lines that train the baseline reranker`;

function main(): number {
  const options = readOptions();
  if (!options) return 2;
  const workspace = buildWorkspace();
  if (options.pairs !== undefined) {
    write(options.pairs, trainingPairs(workspace.kb.entries));
    return 0;
  }
  const root = resolve(options.out ?? '.');
  const targets = targetsOf(workspace, root, options);
  if (options.check) return check(targets);
  for (const [path, bytes] of targets) write(path, bytes);
  if (options.out === undefined && !existsSync(join(root, 'models/reranker.joblib'))) {
    process.stderr.write('models/reranker.joblib is missing: see models/README.md\n');
    return 1;
  }
  process.stdout.write(`${targets.size} files written below ${root}\n`);
  return 0;
}

interface Options {
  readonly out?: string;
  readonly planted?: string;
  readonly pairs?: string;
  readonly check?: boolean;
}

function readOptions(): Options | undefined {
  try {
    const { values } = parseArgs({
      options: {
        out: { type: 'string' },
        planted: { type: 'string' },
        pairs: { type: 'string' },
        check: { type: 'boolean' },
      },
    });
    return values;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${usage}\n`);
    return undefined;
  }
}

function targetsOf(
  workspace: SampleWorkspace,
  root: string,
  options: Options,
): Map<string, Buffer> {
  const fixture = join(
    root,
    options.out === undefined ? 'test/fixtures/sample' : '..',
    'planted.json',
  );
  const files = [...workspace.files].map(([path, bytes]): [string, Buffer] => [
    join(root, path),
    bytes,
  ]);
  return new Map([...files, [resolve(options.planted ?? fixture), workspace.planted]]);
}

function check(targets: ReadonlyMap<string, Buffer>): number {
  for (const [path, bytes] of targets) {
    if (existsSync(path) && readFileSync(path).equals(bytes)) continue;
    process.stderr.write(`${path} differs from what the generator writes\n`);
    return 1;
  }
  process.stdout.write(`${targets.size} files are up to date\n`);
  return 0;
}

function write(path: string, bytes: Buffer): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, bytes);
}

process.exitCode = main();
