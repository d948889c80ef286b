import type { Repository } from '../ports/machine.js';
import {
  auditFile,
  candidatesFile,
  decisionsFolder,
  SNAPSHOTS_FOLDER,
} from '../workspace/paths.js';
import type { HealthFinding } from './healthFinding.js';

/** One of each kind of file whose bytes are hashed. */
const HASHED = [
  candidatesFile('2026-01-01'),
  `${decisionsFolder('2026-01-01')}/writer.jsonl`,
  auditFile('writer', '2026-01'),
  `${SNAPSHOTS_FOLDER}/kb_snapshot_20260101_0000.jsonl`,
];

/** What `.gitattributes` must say; `codelumi init` writes the same. */
export const LINE_ENDS_RULE = '*.jsonl -text';

/** Whether Git leaves the bytes of our files alone. */
export async function checkLineEnds(repository: Repository): Promise<HealthFinding[]> {
  const [first, ...others] = await repository.converted(HASHED);
  if (first === undefined) return [];
  const more = others.length === 0 ? '' : ' and its like';
  return [
    {
      check: 'line-ends',
      severity: 'warning',
      what: `Git may change the line ends of ${first}${more}`,
      place: { file: '.gitattributes' },
      why: 'Journals and snapshots are hashed byte by byte: a clone with other line ends could not be verified.',
      remedy: `Add the line "${LINE_ENDS_RULE}" to .gitattributes.`,
      command: `echo '${LINE_ENDS_RULE}' >> .gitattributes`,
      fix: { kind: 'line-ends' },
    },
  ];
}

/** Whether decisions get a name. */
export async function checkIdentity(repository: Repository): Promise<HealthFinding[]> {
  const name = await repository.setting('user.name');
  const email = await repository.setting('user.email');
  if (name !== undefined && email !== undefined) return [];
  return [
    {
      check: 'identity',
      severity: 'warning',
      what: `Git has no ${name === undefined ? 'name' : 'e-mail address'} for who reviews here`,
      place: { file: '.git/config' },
      why: 'Decisions carry the Git identity; without one they carry the name of the account.',
      remedy: 'Tell Git who you are.',
      command: 'git config user.name "Your Name" && git config user.email you@example.org',
    },
  ];
}
