import {
  type CancellationToken,
  Hover,
  type HoverProvider,
  type LogOutputChannel,
  l10n,
  type Position,
  type TextDocument,
  workspace,
} from 'vscode';
import { JobCancelled, messageOf } from '../../core/errors.js';
import { explanationAt, type LineExplanations } from '../../core/mining/lineExplanations.js';
import { folderInUse, workspaceRoot } from '../workspace/workspaceFolder.js';
import { afterMs } from './afterMs.js';
import { explanationPoints, type StatusOf } from './explanationText.js';
import type { LogExplanations } from './logExplanations.js';
import { logPathOf } from './logPath.js';
import { plainHover } from './plainHover.js';

/** What is ready sooner is shown at once; else the hover says that it is being computed. */
const PATIENCE_MS = 700;

export interface LogHoverWorld {
  readonly explanations: LogExplanations;
  readonly statusOf: (ids: readonly string[]) => Promise<StatusOf>;
  readonly log: LogOutputChannel;
}

/** "Why not", over every line of a log: what it became, or which rule dropped it and by what threshold. */
export class LogHover implements HoverProvider {
  readonly #world: LogHoverWorld;
  readonly #patience: number;

  /** @param patience milliseconds that a hover waits for an explanation */
  constructor(world: LogHoverWorld, patience = PATIENCE_MS) {
    this.#world = world;
    this.#patience = patience;
  }

  async provideHover(
    document: TextDocument,
    { line }: Position,
    token: CancellationToken,
  ): Promise<Hover | undefined> {
    const root = workspaceRoot();
    if (root === undefined || !isSwitchedOn()) return undefined;
    const file = await logPathOf(document.uri, root);
    if (file === undefined || token.isCancellationRequested) return undefined;
    const points = await this.#points(root, file, line + 1, document.isDirty);
    const range = document.lineAt(line).range;
    return token.isCancellationRequested
      ? undefined
      : new Hover(plainHover(l10n.t('CodeLumi, line {0}', line + 1), points), range);
  }

  async #points(
    root: string,
    file: string,
    line: number,
    isDirty: boolean,
  ): Promise<readonly string[]> {
    if (isDirty) return [l10n.t('Save the file to have its lines explained.')];
    try {
      const computing = this.#world.explanations.compute(root);
      const known = await Promise.race([computing, afterMs(this.#patience)]);
      if (known !== undefined) return await this.#pointsOf(known, file, line);
      computing.catch((error) => this.#note(error));
    } catch (error) {
      if (!(error instanceof JobCancelled))
        return [l10n.t('Cannot be explained: {0}', messageOf(error))];
    }
    const { last } = this.#world.explanations;
    const working = l10n.t(
      'The logs are being mined to explain this line; look again in a moment.',
    );
    if (last === undefined) return [working];
    return [
      ...(await this.#pointsOf(last, file, line)),
      l10n.t('Something changed since; being explained anew.'),
    ];
  }

  async #pointsOf(known: LineExplanations, file: string, line: number): Promise<string[]> {
    const explanation = explanationAt(known, file, line);
    if (explanation === undefined) return [];
    const points = explanationPoints(
      explanation,
      await this.#world.statusOf(explanation.candidates),
    );
    return known.isPartial ? [...points, TOO_MUCH] : points;
  }

  /** The next hover tells of it; nobody waits for this one any more. */
  #note(error: unknown): void {
    if (!(error instanceof JobCancelled)) this.#world.log.warn(messageOf(error));
  }
}

const TOO_MUCH = l10n.t(
  'There is more to say of this log than is kept here; codelumi extract --explain FILE:LINE says all.',
);

function isSwitchedOn(): boolean {
  return workspace.getConfiguration('codelumi', folderInUse()?.uri).get('logs.hover', true);
}
