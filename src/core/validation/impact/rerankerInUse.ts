import type { JobContext } from '../../job.js';
import type { Reranker } from '../../reranking/reranker.js';
import { stampsOf } from '../../workspace/fileStamp.js';
import { RERANKER_FILE } from '../../workspace/paths.js';
import type { RerankingSettings } from '../../workspace/settings/rerankingSchema.js';
import { rerankerOpener } from '../versions/rerankerChoice.js';
import type { EntryIndex } from './entryIndex.js';

/** The reranker that the assistant ranks by, opened once for each version of its file. */
export class RerankerInUse {
  readonly #context: JobContext;
  readonly #index: EntryIndex;
  #opened: { readonly stamp: string; readonly reranker: Reranker } | undefined;

  constructor(context: JobContext, index: EntryIndex) {
    this.#context = context;
    this.#index = index;
  }

  /** Its file; undefined: there is none, and the order is BM25F's. */
  async file(): Promise<string | undefined> {
    const stat = await this.#context.files.stat(RERANKER_FILE);
    return stat === undefined ? undefined : RERANKER_FILE;
  }

  /** @throws CodelumiError `invalid-input` when its file cannot be understood */
  async open(settings: RerankingSettings): Promise<Reranker | undefined> {
    const file = await this.file();
    if (file === undefined) return undefined;
    const stamp = await stampsOf(this.#context.files, [file]);
    if (this.#opened?.stamp === stamp) return this.#opened.reranker;
    const reranker = await this.#index.open(rerankerOpener(this.#context, file, settings));
    this.#opened = reranker && { stamp, reranker };
    return reranker;
  }
}
