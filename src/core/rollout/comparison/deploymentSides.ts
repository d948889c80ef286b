import type { SideInput } from '../../comparison/recordSide.js';
import type { JobContext } from '../../job.js';
import { counted } from '../../records/counted.js';
import { fileDigest } from '../../records/fileDigest.js';
import { isLoss } from '../../records/readFault.js';
import { sha256 } from '../../records/sha256.js';
import { type Deployment, notTheDeployed } from '../../registry/deployment.js';
import { OWN } from '../../registry/ownDeployment.js';
import { readReleases } from '../../registry/readReleases.js';
import { readKnowledgeBase } from '../../retrieval/knowledgeBase.js';
import { fromKnowledgeBase } from '../../snapshots/base.js';
import { collectEntries } from '../../snapshots/collectEntries.js';
import { linesOf } from '../../snapshots/snapshotLines.js';
import { readConfig } from '../../workspace/config.js';
import { deploymentName, rerankerWords } from '../rolloutWords.js';
import { chosenDeployments, type DeploymentChoice } from './chosenDeployments.js';

/** What a deployment is made of, in words and by hash. */
export interface DeploymentPart {
  /** For people; may hold text from files. */
  readonly words: string;
  /** undefined: what the assistant does by itself, which is not known here. */
  readonly sha256: string | null | undefined;
}

export interface DeploymentSide {
  /** null: what the assistant has of its own. */
  readonly id: string | null;
  readonly knowledge: DeploymentPart;
  /** `sha256` is null for the order of BM25F. */
  readonly reranker: DeploymentPart;
  /** Settings it was made under; `sha256` is null where there were none. */
  readonly settings: DeploymentPart;
  /** Golden prompts it was made beside; `sha256` is null where there were none. */
  readonly prompts: DeploymentPart;
  /** Its entries, to be held against others. */
  readonly entries: SideInput;
}

export interface DeploymentSides {
  readonly before: DeploymentSide;
  readonly after: DeploymentSide;
}

/**
 * Two deployments side by side, whichever they are. What the assistant has of its own is the knowledge base as it stands now; how the
 * assistant ranks it, and under which settings, is not known.
 *
 * @throws CodelumiError `not-found` for a deployment that is not there, `invalid-input` where the file of its snapshot is not
 *   what was deployed
 */
export async function deploymentSides(
  context: JobContext,
  choice: DeploymentChoice,
): Promise<DeploymentSides> {
  const { before, after } = chosenDeployments(await readReleases(context), choice);
  const sides = { before: await sideOf(context, before), after: await sideOf(context, after) };
  if (before !== undefined && after !== undefined) return sides;
  return { before: withoutProofs(sides.before), after: withoutProofs(sides.after) };
}

function withoutProofs(side: DeploymentSide): DeploymentSide {
  return { ...side, entries: { ...side.entries, withoutProofs: true } };
}

function sideOf(context: JobContext, deployment: Deployment | undefined): Promise<DeploymentSide> {
  return deployment === undefined ? ownSide(context) : deployedSide(context, deployment);
}

async function deployedSide(
  { files }: JobContext,
  { id, kb, reranker, settings, prompts }: Deployment,
): Promise<DeploymentSide> {
  if ((await fileDigest(files, kb.path)) !== kb.sha256) throw notTheDeployed(kb.path);
  return {
    id,
    knowledge: { words: `${kb.name}, ${entriesWords(kb.entries)}`, sha256: kb.sha256 },
    reranker:
      reranker === null
        ? { words: 'none: the order of BM25F', sha256: null }
        : { words: rerankerWords(reranker), sha256: reranker.sha256 },
    settings:
      settings === undefined
        ? { words: 'none', sha256: null }
        : { words: `settings ${settings.sha256.slice(0, 12)}`, sha256: settings.sha256 },
    prompts:
      prompts === undefined
        ? { words: 'none', sha256: null }
        : {
            words: `${counted(prompts.files, 'file')} of golden prompts ${prompts.sha256.slice(0, 12)}`,
            sha256: prompts.sha256,
          },
    entries: { file: kb.path, name: `${id} ${kb.name}`, withoutPlaces: true },
  };
}

/** Its entries as a snapshot of the knowledge base alone would have them, so that they go by the same ids. */
async function ownSide(context: JobContext): Promise<DeploymentSide> {
  const { sources } = await readConfig(context.files);
  const { entries: kept, faults } = await readKnowledgeBase(context, sources.knowledgeBase);
  const known = kept.map(fromKnowledgeBase);
  const { entries } = collectEntries(known, [], () => ({ taken: [], leftOut: 0 }));
  const text = [...linesOf(entries)].map((line) => `${line}\n`);
  const bytes = Buffer.concat(text.map((line) => Buffer.from(line)));
  const lost = faults.filter(({ kind }) => isLoss(kind)).length;
  const unread = lost === 0 ? '' : `, and ${counted(lost, 'line')} that cannot be read`;
  return {
    id: null,
    knowledge: {
      words: `${sources.knowledgeBase} as it is, ${entriesWords(entries.length)}${unread}`,
      sha256: sha256(bytes),
    },
    reranker: { words: "the assistant's own way, which is not known", sha256: undefined },
    settings: { words: 'not known', sha256: undefined },
    prompts: { words: 'not known', sha256: undefined },
    entries: {
      file: `${sources.knowledgeBase}/${OWN}.jsonl`,
      bytes,
      name: `${OWN} ${sources.knowledgeBase}`,
      withoutPlaces: true,
    },
  };
}

/** `dep-20260201-1a2b3c4d`, or `what the assistant has of its own` */
export function sideName({ id }: Pick<DeploymentSide, 'id'>): string {
  return deploymentName(id);
}

function entriesWords(count: number): string {
  return counted(count, 'entry', 'entries');
}
