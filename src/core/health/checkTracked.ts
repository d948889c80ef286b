import type { Repository } from '../ports/machine.js';
import { counted } from '../records/counted.js';
import type { HealthFinding } from './healthFinding.js';

/**
 * Whether Git has, or would get, what users said.
 * @param folder as a person knows it
 * @param isOurs whether it is in the workspace, so that its .gitignore is ours to write
 */
export async function checkTracked(
  repository: Repository,
  folder: string,
  isOurs: boolean,
): Promise<HealthFinding[]> {
  const findings: HealthFinding[] = [];
  const tracked = await repository.tracked();
  const [first] = tracked;
  if (first !== undefined) {
    findings.push({
      check: 'tracked',
      severity: 'problem',
      what: `Git tracks ${counted(tracked.length, 'file')} below ${folder}`,
      place: { file: `${folder}/${first}` },
      why: 'Everybody who clones the repository gets what users said, and its history keeps it.',
      remedy:
        'Take them out of the index; the files stay. Earlier commits still hold them: docs/privacy.md says how to rewrite those.',
      command: `git rm -r --cached ${quoted(folder)}`,
      fix: { kind: 'untrack', folder },
    });
  }
  if (await repository.ignores()) return findings;
  findings.push({
    check: 'not-ignored',
    severity: 'warning',
    what: `Git does not ignore ${folder}`,
    place: { file: folder },
    why: 'The next "git add" takes what users said with it.',
    remedy: isOurs
      ? 'Add it to .gitignore.'
      : 'Add it to the .gitignore of the repository it is in.',
    command: isOurs
      ? `echo '/${folder}/' >> .gitignore`
      : `echo '*' >> ${quoted(`${folder}/.gitignore`)}`,
    ...(isOurs ? { fix: { kind: 'ignore', folder } as const } : {}),
  });
  return findings;
}

function quoted(path: string): string {
  return /^[\w./-]+$/u.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
}
