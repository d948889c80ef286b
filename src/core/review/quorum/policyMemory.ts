import type { JobContext } from '../../job.js';
import { stampsOf } from '../../workspace/fileStamp.js';
import { APPROVALS_FOLDER, CONFIG_FILE, SIGNERS_ROOT_FILE } from '../../workspace/paths.js';
import type { Policy } from '../../workspace/settings/policySchema.js';
import { readListPolicy } from './policies.js';

/** The policy in force, read again when a file that says so was written. */
export class PolicyMemory {
  readonly #context: Pick<JobContext, 'files' | 'signer'>;
  #known: { readonly stamps: string; readonly policy: Policy } | undefined;

  constructor(context: Pick<JobContext, 'files' | 'signer'>) {
    this.#context = context;
  }

  /** @throws CodelumiError as `readListPolicy` */
  async read(): Promise<Policy> {
    const { files } = this.#context;
    const approvals = await files.list(APPROVALS_FOLDER);
    const stamps = await stampsOf(files, [
      CONFIG_FILE,
      SIGNERS_ROOT_FILE,
      ...approvals.map(({ name }) => `${APPROVALS_FOLDER}/${name}`),
    ]);
    if (this.#known?.stamps !== stamps)
      this.#known = { stamps, policy: await readListPolicy(this.#context) };
    return this.#known.policy;
  }
}
