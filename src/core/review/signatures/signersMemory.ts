import type { JobContext } from '../../job.js';
import { readSigners } from '../../signing/readSigners.js';
import type { Signers } from '../../signing/signers.js';
import { stampsOf } from '../../workspace/fileStamp.js';
import { APPROVALS_FOLDER, SIGNERS_ROOT_FILE } from '../../workspace/paths.js';

type Context = Pick<JobContext, 'files' | 'signer'>;

/** Who may sign, read again when a file that says so was written; the same object while none was. */
export class SignersMemory {
  readonly #context: Context;
  #known: { readonly stamps: string; readonly signers: Signers } | undefined;

  constructor(context: Context) {
    this.#context = context;
  }

  /** @throws CodelumiError as `readSigners` */
  async read(): Promise<Signers> {
    const { files } = this.#context;
    const approvals = await files.list(APPROVALS_FOLDER);
    const stamps = await stampsOf(files, [
      SIGNERS_ROOT_FILE,
      ...approvals.map(({ name }) => `${APPROVALS_FOLDER}/${name}`),
    ]);
    if (this.#known?.stamps !== stamps)
      this.#known = { stamps, signers: await readSigners(this.#context) };
    return this.#known.signers;
  }
}
