import { CodelumiError, throwIfCancelled } from '../../errors.js';
import type { JobContext } from '../../job.js';
import { REGISTRY_FOLDER } from '../../workspace/paths.js';
import type { SnapshotManifest } from '../snapshotEntry.js';

/** Events of years are shorter. */
const LONGEST_BYTES = 256 * 1024 * 1024;

type Context = Pick<JobContext, 'files' | 'signal'>;

/**
 * Which snapshots something in the registry names, by name or by the SHA-256 of their bytes: a deployment, an event of
 * a rollout, the flags that the assistant reads, in whatever shape, signed (then in base64) or not. To take a mention
 * for more than it is costs a file; to miss one costs what somebody rolls back to.
 */
export async function namedInRegistry(
  context: Context,
  snapshots: readonly SnapshotManifest[],
): Promise<ReadonlySet<string>> {
  const named = new Set<string>();
  for await (const text of registryTexts(context)) {
    for (const { name, sha256 } of snapshots)
      if (text.includes(name) || text.includes(sha256)) named.add(name);
  }
  return named;
}

async function* registryTexts({ files, signal }: Context): AsyncGenerator<string> {
  const waiting = [REGISTRY_FOLDER];
  for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
    for (const { name, kind } of await files.list(folder)) {
      throwIfCancelled(signal);
      const path = `${folder}/${name}`;
      if (kind === 'folder') waiting.push(path);
      if (kind !== 'file') continue;
      if (((await files.stat(path))?.size ?? 0) > LONGEST_BYTES) throw tooLong(path);
      const text = Buffer.from(await files.read(path)).toString('utf8');
      yield text;
      yield* payloadsIn(text);
    }
  }
}

function tooLong(file: string): CodelumiError {
  return new CodelumiError({
    reason: 'not-readable',
    what: 'A file of the registry is too long to be looked through',
    place: { file },
    remedy: 'Move it elsewhere if it does not belong there; nothing was pruned.',
  });
}

/** What is signed stands in base64 in its envelope. */
const PAYLOAD = /"payload"\s{0,20}:\s{0,20}"([A-Za-z0-9+/_=-]{1,4000000})"/gu;

function* payloadsIn(text: string): Generator<string> {
  for (const [, payload = ''] of text.matchAll(PAYLOAD))
    yield Buffer.from(payload, 'base64').toString('utf8');
}
