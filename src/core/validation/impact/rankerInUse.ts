import type { JobContext } from '../../job.js';
import { type RerankerInUse, requireInUse, rerankerInUse } from '../../registry/rerankerInUse.js';
import type { Reranker } from '../../reranking/reranker.js';
import { stampsOf } from '../../workspace/fileStamp.js';
import {
  ALLOWED_SIGNERS_FILE,
  DEPLOYMENTS_FOLDER,
  RELEASE_EVENTS_FOLDER,
  RELEASE_SIGNATURES_FOLDER,
  RERANKER_FILE,
  SIGNERS_ROOT_FILE,
} from '../../workspace/paths.js';
import type { RerankingSettings } from '../../workspace/settings/rerankingSchema.js';
import { rerankerOpener } from '../versions/rerankerChoice.js';
import type { EntryIndex } from './entryIndex.js';

const REGISTRY = [DEPLOYMENTS_FOLDER, RELEASE_EVENTS_FOLDER, RELEASE_SIGNATURES_FOLDER];
const FILES = [RERANKER_FILE, ALLOWED_SIGNERS_FILE, SIGNERS_ROOT_FILE];

/** The reranker that the assistant ranks by, looked for and opened again only where files changed. */
export class RankerInUse {
  readonly #context: JobContext;
  readonly #index: EntryIndex;
  #found: { readonly stamp: string; readonly inUse: RerankerInUse } | undefined;
  #opened: { readonly stamp: string; readonly reranker: Reranker } | undefined;

  constructor(context: JobContext, index: EntryIndex) {
    this.#context = context;
    this.#index = index;
  }

  async inUse(): Promise<RerankerInUse> {
    const stamp = await this.#stampOfRegistry();
    if (this.#found?.stamp !== stamp)
      this.#found = { stamp, inUse: await rerankerInUse(this.#context) };
    return this.#found.inUse;
  }

  /** @throws CodelumiError `invalid-input` when its file cannot be understood, or is not what was deployed */
  async open(settings: RerankingSettings): Promise<Reranker | undefined> {
    const inUse = await this.inUse();
    if (inUse.file === null) return undefined;
    const stamp = `${inUse.sha256}\n${await stampsOf(this.#context.files, [inUse.file])}`;
    if (this.#opened?.stamp === stamp) return this.#opened.reranker;
    const reranker = await this.#index.open(rerankerOpener(this.#context, inUse.file, settings));
    this.#opened = reranker && { stamp, reranker: requireInUse(inUse, reranker) };
    return reranker;
  }

  async #stampOfRegistry(): Promise<string> {
    const { files } = this.#context;
    const paths: string[] = [...FILES];
    for (const folder of REGISTRY)
      for (const { name, kind } of await files.list(folder))
        if (kind === 'file') paths.push(`${folder}/${name}`);
    return stampsOf(files, paths);
  }
}
