import { type HiddenRun, hiddenRuns, mayHide, spelledByTags } from '../hidden/invisible.js';
import type { Match, Recogniser } from '../recogniser.js';
import { ScannedText } from '../scannedText.js';
import { modelInstruction } from './modelInstruction.js';

/** Overrides, embeddings and isolates: what is shown is not in the order in which it is read. */
export const bidiControl: Recogniser = {
  rule: 'bidi-control',
  version: 1,
  kind: 'hostile',
  severity: 'blocking',
  description: 'Characters that change the order in which text is shown.',
  seesThrough: false,
  find(scanned) {
    return runsOf(scanned, 'direction').map((run) =>
      removed(run, 0.95, 'What is shown here is not in the order in which a machine reads it.'),
    );
  },
};

/** Tag characters spell whole sentences that only a model reads. */
export const tagCharacters: Recogniser = {
  rule: 'tag-characters',
  version: 1,
  kind: 'hostile',
  severity: 'blocking',
  description: 'Characters that nobody sees and that spell text for a model.',
  seesThrough: false,
  find(scanned, policy) {
    return runsOf(scanned, 'tag').map((run) => {
      const hidden = new ScannedText(spelledByTags(scanned.text.slice(run.start, run.end)));
      const isInstruction = modelInstruction.find(hidden, policy).length > 0;
      const what = isInstruction ? 'an instruction to a model' : 'text';
      return removed(run, 0.99, `Characters that nobody sees spell ${what} here.`);
    });
  },
};

export const invisibleCharacter: Recogniser = {
  rule: 'invisible-character',
  version: 1,
  kind: 'hostile',
  severity: 'warning',
  description: 'Characters that nobody sees: they hide words from a search and from a reader.',
  seesThrough: false,
  find(scanned) {
    return runsOf(scanned, 'invisible').map((run) =>
      removed(run, 0.8, 'Characters that nobody sees stand here.'),
    );
  },
};

const known = new WeakMap<ScannedText, readonly HiddenRun[]>();
const NONE: readonly HiddenRun[] = [];

/** Those of one kind; all three rules ask for the runs of the same text. */
function runsOf(scanned: ScannedText, kind: HiddenRun['kind']): readonly HiddenRun[] {
  if (scanned.isPlain) return NONE;
  const runs = known.get(scanned) ?? runsIn(scanned);
  known.set(scanned, runs);
  return runs.length === 0 ? NONE : runs.filter((run) => run.kind === kind);
}

function runsIn({ text, unusual }: ScannedText): readonly HiddenRun[] {
  return mayHide(unusual) ? hiddenRuns(text) : NONE;
}

function removed({ start, end }: HiddenRun, score: number, message: string): Match {
  return { start, end, score, message, replacement: '' };
}
