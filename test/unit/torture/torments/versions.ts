import fc from 'fast-check';
import { recordedJobs } from '../../../../src/core/runs/recordedJobs.js';
import { place, rechained } from '../damage.js';
import { Lost, torment } from '../torment.js';
import { ACTS, runJob } from '../world/jobs.js';
import { requireKept } from '../world/keeps.js';
import { Lives } from '../world/lives.js';
import { richWorkspace } from '../world/richWorkspace.js';
import { requireTyped } from './damagedFiles.js';

/** What a version to come may write beside what is known today. */
const FIELD = 'of_a_later_version';
const CANDIDATES = /^candidates\/.*\.jsonl$/u;
/** Lines with a version of their format. */
const VERSIONED =
  /^(?:staging_kb\/[^/]+\/(?:decisions|claims)\/|\.codelumi\/(?:registry\/events|monitoring\/alerts)\/).*\.jsonl$/u;

interface NewerLine {
  readonly file: number;
  readonly line: number;
  readonly how: 'field' | 'version';
  readonly act: string;
}

/** Another version of the product works in the same workspace: what it adds stays, what cannot be understood is named. */
export const versions = torment<NewerLine>({
  name: 'a line of a newer version, then an act of this one',
  cost: 80,
  cases: fc.record({
    file: place,
    line: place,
    how: fc.constantFrom('field', 'version'),
    act: fc.constantFrom(...Object.keys(ACTS).filter((name) => name !== 'erase')),
  }),
  prepare: async () => {
    const workspace = await richWorkspace();
    const paths = [...workspace.files.keys()].sort();
    const ofField = paths.filter((path) => CANDIDATES.test(path) || VERSIONED.test(path));
    const ofVersion = paths.filter((path) => VERSIONED.test(path));
    return async ({ file, line, how, act }) => {
      const from = how === 'field' ? ofField : ofVersion;
      const path = from[Math.floor(file * from.length)] ?? '';
      const newer = newerFile(path, workspace.files.get(path) ?? Buffer.alloc(0), line, how);
      const lives = new Lives(new Map(workspace.files).set(path, newer), workspace.signer);
      const before = lives.files.contents();
      try {
        await runJob(act, lives.begin(), workspace);
      } catch (error) {
        requireTyped(error, `${act} beside a newer ${path}`);
      }
      const held = requireKept(before, lives.files.contents(), act);
      if (how === 'field') requireField(path, lives.files.contents().get(path), act);
      else await requireNamed(path, lives);
      return held;
    };
  },
});

function newerFile(path: string, content: Buffer, at: number, how: NewerLine['how']): Buffer {
  const lines = content.toString('utf8').trimEnd().split('\n');
  const line = Math.floor(at * lines.length);
  const record = JSON.parse(lines[line] ?? '{}');
  const newer =
    how === 'field' ? { ...record, [FIELD]: { much: [1] } } : { ...record, v: 2, what: 'else' };
  lines[line] = JSON.stringify(newer);
  return Buffer.from(`${rechained(path, lines)}\n`);
}

function requireField(path: string, now: Buffer | undefined, act: string): void {
  if (now?.includes(`"${FIELD}":{"much":[1]}`) !== true)
    throw new Lost(1, `${act} took away a field of a later version in ${path}`);
}

/** Verification says which line it is and what to do. */
async function requireNamed(path: string, lives: Lives): Promise<void> {
  const { faults } = await recordedJobs.verify({ base: false }, lives.begin());
  const named = faults.some(
    ({ place: { file }, message }) =>
      file === path && /newer version of CodeLumi.*updated/u.test(message),
  );
  if (named) return;
  const said = faults.map(({ place: { file }, message }) => `${file}: ${message}`).join('\n');
  throw new Error(
    `A line of a newer version in ${path} is not named as one; verify says:\n${said.slice(0, 600)}`,
  );
}
