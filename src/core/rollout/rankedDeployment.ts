import type { JobContext } from '../job.js';
import { type Deployment, notTheDeployed } from '../registry/deployment.js';
import { openReranker } from '../reranking/openReranker.js';
import type { Reranker } from '../reranking/reranker.js';
import type { KnowledgeIndex } from '../retrieval/knowledgeIndex.js';
import { readManifest } from '../snapshots/list.js';
import { manifestFile } from '../snapshots/snapshotName.js';
import type { RankedVersion } from '../validation/gates/rankedGates.js';
import { knowledgeBaseVersion, snapshotVersion } from '../validation/versions/readVersions.js';
import type { Config } from '../workspace/configSchema.js';

/**
 * A deployment, ready to answer, if its files are what was deployed.
 * @param deployment undefined: what the assistant has of its own, in the order of BM25F
 * @throws CodelumiError `invalid-input` where a file is another, `not-found` where it is gone
 */
export async function rankedDeployment(
  context: JobContext,
  config: Config,
  deployment: Deployment | undefined,
): Promise<RankedVersion> {
  if (deployment === undefined) {
    const { version } = await knowledgeBaseVersion(context, config);
    return { version, system: { knowledge: version.index(), reranker: undefined } };
  }
  const { kb } = deployment;
  const file = manifestFile(kb.name);
  const isThere = (await context.files.stat(file)) !== undefined;
  const manifest = isThere ? await readManifest(context, file) : undefined;
  if (manifest?.sha256 !== kb.sha256) throw notTheDeployed(file);
  const { version } = await snapshotVersion(context, manifest);
  const knowledge = version.index();
  return {
    version,
    system: { knowledge, reranker: await rerankerOf(context, deployment, knowledge) },
  };
}

async function rerankerOf(
  context: JobContext,
  { reranker: deployed }: Deployment,
  knowledge: KnowledgeIndex,
): Promise<Reranker | undefined> {
  if (deployed === null) return undefined;
  const reranker = await openReranker(context, deployed.path, knowledge);
  if (reranker.sha256 !== deployed.sha256) throw notTheDeployed(deployed.path);
  return reranker;
}
