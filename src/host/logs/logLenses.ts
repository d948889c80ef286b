import {
  type CancellationToken,
  CodeLens,
  type CodeLensProvider,
  type Command,
  type Disposable,
  EventEmitter,
  type LogOutputChannel,
  l10n,
  Range,
  type TextDocument,
} from 'vscode';
import { JobCancelled, messageOf } from '../../core/errors.js';
import type { Explanation } from '../../core/mining/explain.js';
import { explanationAt, type LineExplanations } from '../../core/mining/lineExplanations.js';
import { COMMANDS } from '../../shared/ids.js';
import { printableLine } from '../../shared/printable.js';
import { STATUS_WORDS } from '../../shared/words.js';
import { areLensesOn } from '../records/lensSetting.js';
import { LensWindow } from '../records/lensWindow.js';
import type { ReviewDesk } from '../review/reviewDesk.js';
import { workspaceRoot } from '../workspace/workspaceFolder.js';
import { afterMs } from './afterMs.js';
import type { LogExplanations } from './logExplanations.js';
import { logPathOf } from './logPath.js';

/** What is ready sooner shows at once; else lenses come when it is. */
const PATIENCE_MS = 500;
const LONGEST = 100;
/** One line can be proof of more than anybody reads over it. */
const MOST_CANDIDATES = 3;

class BecameLens extends CodeLens {
  readonly candidate: string;

  constructor(range: Range, candidate: string) {
    super(range);
    this.candidate = candidate;
  }
}

export interface LogLensWorld {
  readonly explanations: LogExplanations;
  readonly desk: Pick<ReviewDesk, 'statusesOf' | 'onDidChange'>;
  readonly log: LogOutputChannel;
}

/** Over lines of a log: which candidate each became, or which rule dropped it. */
export class LogLenses implements CodeLensProvider, Disposable {
  readonly #world: LogLensWorld;
  readonly #explained = new EventEmitter<void>();
  readonly #window: LensWindow;
  readonly onDidChangeCodeLenses: LensWindow['onDidChange'];

  constructor(world: LogLensWorld) {
    this.#world = world;
    this.#window = new LensWindow(world.desk.onDidChange, this.#explained.event);
    this.onDidChangeCodeLenses = this.#window.onDidChange;
  }

  async provideCodeLenses(document: TextDocument, token: CancellationToken): Promise<CodeLens[]> {
    const root = workspaceRoot();
    // What is explained is the file as it was saved.
    if (root === undefined || document.isDirty || !areLensesOn(document.uri)) return [];
    const file = await logPathOf(document.uri, root);
    if (file === undefined || token.isCancellationRequested) return [];
    const known = await this.#known(root);
    if (known === undefined || token.isCancellationRequested) return [];
    return this.#window.linesOf(document).flatMap((line) => {
      const explanation = explanationAt(known, file, line + 1);
      return explanation === undefined ? [] : lensesOf(explanation, new Range(line, 0, line, 0));
    });
  }

  async resolveCodeLens(lens: CodeLens): Promise<CodeLens> {
    if (!(lens instanceof BecameLens)) return lens;
    const { candidate } = lens;
    const status = (await this.#world.desk.statusesOf([candidate])).get(candidate);
    const state = status === undefined ? '' : ` (${STATUS_WORDS[status]})`;
    lens.command = {
      title: l10n.t('Became {0}{1}', candidate, state),
      command: COMMANDS.openReview,
      arguments: [candidate],
    };
    return lens;
  }

  /** What is known soon; undefined: what comes later is told by an event. */
  async #known(root: string): Promise<LineExplanations | undefined> {
    try {
      const computing = this.#world.explanations.compute(root);
      const known = await Promise.race([computing, afterMs(PATIENCE_MS)]);
      if (known !== undefined) return known;
      computing.then(
        () => this.#explained.fire(),
        (error) => this.#note(error),
      );
    } catch (error) {
      this.#note(error);
    }
    return this.#world.explanations.last;
  }

  /** The hover and the command tell of it where somebody asks. */
  #note(error: unknown): void {
    if (!(error instanceof JobCancelled)) this.#world.log.warn(messageOf(error));
  }

  dispose(): void {
    this.#window.dispose();
    this.#explained.dispose();
  }
}

/** Lines that no rule looked at get none: they would only push the log apart. */
function lensesOf(explanation: Explanation, range: Range): CodeLens[] {
  const { candidates, would_become, line } = explanation;
  if (candidates.length > 0) {
    const shown = candidates.slice(0, MOST_CANDIDATES).map((id) => new BecameLens(range, id));
    const hidden = candidates.length - shown.length;
    return hidden > 0
      ? [...shown, new CodeLens(range, explain(l10n.t('and {0} more', hidden), line))]
      : shown;
  }
  if (would_become.length > 0)
    return [new CodeLens(range, explain('Would become a candidate', line))];
  const why = whyNot(explanation);
  return why === undefined ? [] : [new CodeLens(range, explain(why, line))];
}

function whyNot({ verdicts, faults }: Explanation): string | undefined {
  const [fault] = faults;
  if (fault !== undefined) return `Damaged: ${fault}`;
  const drops = verdicts.filter(({ outcome }) => outcome !== 'candidate');
  const [drop] = drops;
  if (drop === undefined) return undefined;
  const others = drops.length === 1 ? '' : l10n.t(' and {0} more', drops.length - 1);
  return l10n.t('No candidate: {0}, {1}{2}', drop.rule, drop.outcome, others);
}

/** @param line from 1 */
function explain(title: string, line: number): Command {
  const shown = printableLine(title.replaceAll('$(', '$ ('), LONGEST);
  return { title: shown, command: COMMANDS.explainLine, arguments: [line] };
}
