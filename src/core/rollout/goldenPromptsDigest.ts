import type { JobContext } from '../job.js';
import { sha256 } from '../records/sha256.js';
import type { Deployment } from '../registry/deployment.js';
import { readGoldenPrompts } from '../validation/prompts/goldenPrompts.js';

/**
 * The golden prompts that a deployment goes with, by one hash: of the hash and path of each file, in the order of their names, with
 * LF as line ends. A file that is none is left out; validation says what is wrong with it.
 *
 * @returns undefined where there are none
 */
export async function goldenPromptsDigest(
  context: Pick<JobContext, 'files'>,
): Promise<Deployment['prompts']> {
  const { files } = await readGoldenPrompts(context);
  if (files.length === 0) return undefined;
  const lines = files.map(({ file, text }) => `${sha256(text)}  ${file}\n`);
  return { files: files.length, sha256: sha256(lines.sort().join('')) };
}
