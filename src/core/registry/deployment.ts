import * as z from 'zod';
import { CodelumiError } from '../errors.js';
import type { JobContext } from '../job.js';
import { parsedJson } from '../records/parsedJson.js';
import { sha256 } from '../records/sha256.js';
import { DEPLOYMENTS_FOLDER } from '../workspace/paths.js';

const digest = z.string().regex(/^[0-9a-f]{64}$/u);
const path = z.string().regex(/^(?!\/)(?!(?:.*\/)?\.\.(?:\/|$))[^\\]{1,500}$/u);

/** `dep-20260201-1a2b3c4d`: the day, and the first digits of the hash of what it holds. */
export const DEPLOYMENT_ID = /^dep-\d{8}-[0-9a-f]{8}$/u;

/** A snapshot of the knowledge base with a reranker, which are only ever rolled out together. Never edited. */
export const deploymentSchema = z.strictObject({
  schema: z.literal('codelumi.deployment/1'),
  id: z.string().regex(DEPLOYMENT_ID),
  /** The deployment that was in production then; left out where none was. */
  parent: z.string().regex(DEPLOYMENT_ID).optional(),
  created_at: z.iso.datetime(),
  created_by: z.strictObject({ name: z.string(), email: z.string() }),
  kind: z.enum(['scheduled', 'hotfix']),
  /** Why it must not wait; of a hotfix. */
  reason: z.string().optional(),
  kb: z.strictObject({ name: z.string(), path, sha256: digest, entries: z.int().nonnegative() }),
  /** null: the order of BM25F. */
  reranker: z
    .strictObject({ name: z.string(), version: z.string(), path, sha256: digest })
    .nullable(),
  /** Of the settings it was made under; left out where there were none. */
  settings: z.strictObject({ sha256: digest }).optional(),
  /** Of the golden prompts it was made beside, all together; left out where there were none. */
  prompts: z.strictObject({ files: z.int().positive(), sha256: digest }).optional(),
});

export type Deployment = z.infer<typeof deploymentSchema>;

/** A deployment as it stands in its file. */
export interface StoredDeployment {
  readonly deployment: Deployment;
  readonly file: string;
  /** Of the file's bytes: what is signed. */
  readonly sha256: string;
}

export function deploymentFile(id: string): string {
  return `${DEPLOYMENTS_FOLDER}/${id}.json`;
}

/** The id of what it holds: made up of the day and of everything but the id. */
export function deploymentId(content: Omit<Deployment, 'id'>): string {
  const day = content.created_at.slice(0, 10).replaceAll('-', '');
  return `dep-${day}-${sha256(JSON.stringify(content)).slice(0, 8)}`;
}

export function deploymentText(deployment: Deployment): string {
  return `${JSON.stringify(deployment, null, 2)}\n`;
}

/** undefined where there is none, or where the file holds something else than it was made with. */
export async function readDeployment(
  { files }: Pick<JobContext, 'files'>,
  id: string,
): Promise<StoredDeployment | undefined> {
  const file = deploymentFile(id);
  if (!DEPLOYMENT_ID.test(id) || (await files.stat(file))?.kind !== 'file') return undefined;
  const bytes = await files.read(file);
  const parsed = deploymentSchema.safeParse(parsedJson(bytes));
  if (!parsed.success) return undefined;
  const { id: own, ...content } = parsed.data;
  // The id is made of the content, so one that was edited is no longer the deployment of that name.
  if (own !== id || deploymentId(content) !== id) return undefined;
  return { deployment: parsed.data, file, sha256: sha256(bytes) };
}

/** Of a file that a deployment names by its hash. */
export function notTheDeployed(file: string): CodelumiError {
  return new CodelumiError({
    reason: 'invalid-input',
    what: 'The file is not what was deployed',
    place: { file },
    remedy: 'Restore it from Git, or roll back.',
  });
}
