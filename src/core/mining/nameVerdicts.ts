import type { JobContext } from '../job.js';
import type { AssistantVerdict } from '../records/candidate.js';
import type { SaidBefore } from './assistantVerdict.js';
import type { AssistantVerdicts } from './assistantVerdicts.js';
import type { CandidateDraft } from './candidateDraft.js';
import { type ReadBack, readBack } from './readBack.js';

/**
 * What the assistant's own pipeline made of each draft, with proof.
 * @throws CodelumiError `changed-meanwhile` when a log has become shorter since it was read
 */
export async function nameVerdicts(
  context: Pick<JobContext, 'files' | 'signal'>,
  drafts: readonly CandidateDraft[],
  verdicts: AssistantVerdicts,
): Promise<AssistantVerdict[][]> {
  const said = drafts.map((draft) => verdicts.about(draft, draft.metadata.variants));
  const lines = said.flat().map(({ position }) => position);
  const read = await readBack(context, { texts: [], lines });
  return said.map((each) => each.map((verdict) => verdictOf(verdict, read)));
}

function verdictOf({ position, ...verdict }: SaidBefore, read: ReadBack): AssistantVerdict {
  return {
    ...verdict,
    line: {
      file: position.file,
      line: position.line,
      byte_offset: position.byteOffset,
      byte_length: position.byteLength,
      sha256: read.sha256Of(position),
      part: 'signal',
    },
  };
}
