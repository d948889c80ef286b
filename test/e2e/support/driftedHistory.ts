import { execFile } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

/** Unsigned deployments are let into production, and little is enough to say something. */
const SETTINGS = {
  policy: { unsigned: 'prod' },
  monitoring: { reference: { sessions: 400, minimumSessions: 300 }, automatic: true },
};

/** Gives a sample workspace a deployment that has answered for a month, and whose scores have been lower for some days. */
export async function withDrift(folder: string): Promise<void> {
  await mkdir(join(folder, '.codelumi'), { recursive: true });
  await writeFile(join(folder, '.codelumi/config.json'), JSON.stringify(SETTINGS));
  // What the sample logged before has nothing to do with it.
  await rm(join(folder, 'userData/kb_usage.jsonl'), { force: true });
  const program = resolve('out/sample/history.cjs');
  await promisify(execFile)(process.execPath, [program, '--workspace', folder]);
}
