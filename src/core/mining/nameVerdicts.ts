import type { JobContext } from '../job.js';
import type { AssistantVerdict } from '../records/candidate.js';
import type { SaidBefore } from './assistantVerdict.js';
import type { AssistantVerdicts } from './assistantVerdicts.js';
import type { NewCandidate } from './candidateStore.js';
import { type ReadBack, readBack } from './readBack.js';

/**
 * Names beside each candidate what the assistant's own pipeline made of it, with proof.
 * @throws CodelumiError `changed-meanwhile` when a log has become shorter since it was read
 */
export async function nameVerdicts(
  context: Pick<JobContext, 'files' | 'signal'>,
  found: readonly NewCandidate[],
  verdicts: AssistantVerdicts,
): Promise<NewCandidate[]> {
  const said = found.map(({ draft }) => verdicts.about(draft, draft.metadata.variants));
  const lines = said.flat().map(({ position }) => position);
  const read = await readBack(context, { texts: [], lines });
  return found.map((candidate, index) => {
    const proved = (said[index] ?? []).map((each) => verdictOf(each, read));
    if (proved.length === 0) return candidate;
    return { ...candidate, nearest: { ...candidate.nearest, assistant_verdicts: proved } };
  });
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
