import {
  type CancellationToken,
  CodeLens,
  type CodeLensProvider,
  type Command,
  type Disposable,
  l10n,
  Range,
  type TextDocument,
  workspace,
} from 'vscode';
import { messageOf } from '../../core/errors.js';
import type { CandidateStory } from '../../core/review/candidateStory.js';
import { glanceAt, type RecordGlance } from '../../core/tracing/recordGlance.js';
import { COMMANDS } from '../../shared/ids.js';
import { printableLine } from '../../shared/printable.js';
import type { CandidateStories } from './candidateStories.js';
import { areLensesOn } from './lensSetting.js';
import { LensWindow } from './lensWindow.js';
import { figureWords, originWords, standingWords } from './lensWords.js';
import { ownDocumentOf } from './ownDocument.js';

/**
 * What stands over a record about a candidate, in order: in a narrow editor the end is cut off. What it says is
 * worked out once it shows.
 */
const SLOTS = ['origin', 'standing', 'panel', 'first', 'second', 'proof', 'figures'] as const;
/** What changes nothing. */
const READING: readonly Slot[] = ['origin', 'standing', 'panel', 'proof', 'figures'];

type Slot = (typeof SLOTS)[number];

class RecordLens extends CodeLens {
  readonly slot: Slot;
  readonly candidate: string;

  constructor(range: Range, slot: Slot, candidate: string) {
    super(range);
    this.slot = slot;
    this.candidate = candidate;
  }
}

/** Over each record of ours: where it comes from, where it stands, and what can be done with it. */
export class RecordLenses implements CodeLensProvider, Disposable {
  readonly #stories: CandidateStories;
  readonly #window: LensWindow;
  readonly onDidChangeCodeLenses: LensWindow['onDidChange'];

  constructor(stories: CandidateStories) {
    this.#stories = stories;
    this.#window = new LensWindow(stories.onDidChange);
    this.onDidChangeCodeLenses = this.#window.onDidChange;
  }

  /** Looks at the text alone, and only near what is shown of long documents. */
  provideCodeLenses(document: TextDocument): CodeLens[] {
    const own = ownDocumentOf(document.uri);
    if (own === undefined || !areLensesOn(document.uri)) return [];
    const slots = workspace.isTrusted ? SLOTS : READING;
    return this.#window.linesOf(document).flatMap((line) => {
      const record = glanceAt(own.kind, document.lineAt(line).text);
      return record === undefined ? [] : lensesOf(record, new Range(line, 0, line, 0), slots);
    });
  }

  async resolveCodeLens(lens: CodeLens, token: CancellationToken): Promise<CodeLens> {
    if (!(lens instanceof RecordLens)) return lens;
    try {
      const story = await this.#stories.of(lens.candidate);
      const { isComplete } = this.#stories;
      if (!token.isCancellationRequested) lens.command = commandOf(lens, story, isComplete);
    } catch (error) {
      const tooltip = printableLine(messageOf(error), 200);
      lens.command = { title: l10n.t('cannot be read'), command: COMMANDS.showLog, tooltip };
    }
    return lens;
  }

  dispose(): void {
    this.#window.dispose();
  }
}

function lensesOf(
  { candidate, source }: RecordGlance,
  range: Range,
  slots: readonly Slot[],
): CodeLens[] {
  if (candidate !== undefined) return slots.map((slot) => new RecordLens(range, slot, candidate));
  if (source === undefined) return [];
  const { file, line } = source;
  const title = printableLine(l10n.t('From {0}:{1}', file, line).replaceAll('$(', '$ ('), 100);
  return [new CodeLens(range, { title, command: COMMANDS.openLine, arguments: [file, line] })];
}

/** Each slot says something, always: VS Code shows one without a command as a mistake. */
function commandOf(
  { slot, candidate: id }: RecordLens,
  story: CandidateStory | undefined,
  isComplete: boolean,
): Command {
  const unknown = isComplete ? l10n.t('Not in the queue') : l10n.t('Being read…');
  const isWaiting = story === undefined || ['pending', 'flagged'].includes(story.status);
  const named = [id];
  switch (slot) {
    case 'origin':
      return words(story === undefined ? unknown : originWords(story), id);
    case 'figures':
      return words(story === undefined ? l10n.t('no figures') : figureWords(story), id);
    case 'standing':
      return words(story === undefined ? l10n.t('no decision') : standingWords(story), id);
    case 'panel':
      return { title: l10n.t('Review'), command: COMMANDS.openReview, arguments: named };
    case 'first':
      return isWaiting
        ? { title: l10n.t('Accept…'), command: COMMANDS.accept, arguments: named }
        : { title: l10n.t('Reopen…'), command: COMMANDS.reopen, arguments: named };
    case 'second':
      return isWaiting
        ? { title: l10n.t('Reject…'), command: COMMANDS.reject, arguments: named }
        : { title: l10n.t('Edit…'), command: COMMANDS.edit, arguments: named };
    case 'proof':
      return { title: proofTitle(story), command: COMMANDS.openProof, arguments: named };
  }
}

function proofTitle(story: CandidateStory | undefined): string {
  const { proofs = 1 } = story ?? {};
  if (proofs === 0) return l10n.t('No Log Line');
  return proofs === 1 ? l10n.t('Log Line') : l10n.t('{0} Log Lines', proofs);
}

/** What is only told leads to all there is to tell. */
function words(title: string, id: string): Command {
  return {
    title,
    command: COMMANDS.openMarkdown,
    arguments: [id],
    tooltip: l10n.t('All about {0}', id),
  };
}
