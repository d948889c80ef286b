import type { JobContext } from '../../job.js';
import { stampOf } from '../../workspace/fileStamp.js';
import { EVALUATION_FOLDER } from '../../workspace/paths.js';
import { EvaluationContext } from './evaluationContext.js';
import { readEvaluationContext } from './screeningContext.js';

/** Reads the evaluation queries again only when a file in their folder changed; else gives the same object. */
export class EvaluationMemory {
  readonly #context: Pick<JobContext, 'files' | 'signal'>;
  #stamp = '';
  #evaluation = new EvaluationContext([]);

  constructor(context: Pick<JobContext, 'files' | 'signal'>) {
    this.#context = context;
  }

  /** As `readEvaluationContext`. */
  async read(): Promise<EvaluationContext> {
    const stamp = await this.#stampNow();
    if (stamp === this.#stamp) return this.#evaluation;
    this.#evaluation = await readEvaluationContext(this.#context);
    this.#stamp = stamp;
    return this.#evaluation;
  }

  async #stampNow(): Promise<string> {
    const { files } = this.#context;
    const stamps: string[] = [];
    for (const { name } of await files.list(EVALUATION_FOLDER))
      stamps.push(`${name} ${await stampOf(files, `${EVALUATION_FOLDER}/${name}`)}`);
    return stamps.join('\n');
  }
}
