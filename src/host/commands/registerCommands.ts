import { commands, Disposable, type LogOutputChannel } from 'vscode';
import { COMMANDS, type CommandId } from '../../shared/ids.js';
import type { ScreeningDiagnostics } from '../diagnostics/screeningDiagnostics.js';
import type { ErrorReporter } from '../errorReporter.js';
import type { JobRunner } from '../jobs/jobRunner.js';
import type { ReviewPanel } from '../panel/reviewPanel.js';
import { type CurrentCandidate, idIn } from '../review/currentCandidate.js';
import type { ReviewDesk } from '../review/reviewDesk.js';
import type { CandidatesTree } from '../tree/candidatesTree.js';
import { openLine } from '../workspace/openLine.js';
import { buildKbSnapshot } from './buildKbSnapshot.js';
import { decideOnCandidate, undoOnCandidate } from './decideOnCandidate.js';
import { dismissFinding } from './dismissFinding.js';
import { type ExplainWorld, explainLogLine } from './explainLogLine.js';
import { extractCandidates } from './extractCandidates.js';
import { redactFile, redactFinding } from './redactFindings.js';
import { screenCandidates } from './screenCandidates.js';

export interface CommandWorld {
  readonly jobs: JobRunner;
  readonly desk: ReviewDesk;
  readonly tree: CandidatesTree;
  readonly panel: ReviewPanel;
  readonly current: CurrentCandidate;
  readonly diagnostics: ScreeningDiagnostics;
  readonly explain: ExplainWorld;
  readonly log: LogOutputChannel;
  readonly errors: ErrorReporter;
}

type Handler = (...args: readonly unknown[]) => unknown;

/** Every command, by id. The record's type makes leaving one out a compile error. */
function handlers({
  jobs,
  desk,
  tree,
  panel,
  current,
  diagnostics,
  explain,
  log,
  errors,
}: CommandWorld): Record<CommandId, Handler> {
  return {
    [COMMANDS.extract]: () => extractCandidates(jobs, desk),
    [COMMANDS.screen]: () => screenCandidates(jobs, desk),
    [COMMANDS.refresh]: () => desk.refresh(),
    [COMMANDS.openLine]: (file, line) => {
      if (typeof file === 'string' && typeof line === 'number') return openLine(file, line);
      return undefined;
    },
    [COMMANDS.showMore]: (group) => {
      if (typeof group === 'string') tree.showMore(group);
    },
    [COMMANDS.openReview]: (target) => panel.show(idIn(target)),
    [COMMANDS.accept]: (target) => decideOnCandidate('accept', target, current, desk),
    [COMMANDS.reject]: (target) => decideOnCandidate('reject', target, current, desk),
    [COMMANDS.flag]: (target) => decideOnCandidate('flag', target, current, desk),
    [COMMANDS.reopen]: (target) => decideOnCandidate('reopen', target, current, desk),
    [COMMANDS.undo]: (target) => undoOnCandidate(target, current, desk),
    [COMMANDS.edit]: (target) => {
      const id = current.idFor(target);
      if (id === undefined) current.perform('edit');
      else panel.show(id, 'edit');
    },
    [COMMANDS.next]: () => current.perform('next'),
    [COMMANDS.previous]: () => current.perform('previous'),
    [COMMANDS.redactFinding]: (target) => redactFinding(target, diagnostics, desk),
    [COMMANDS.redactFile]: (target) => redactFile(target, diagnostics, desk),
    [COMMANDS.dismissFinding]: (target) => dismissFinding(target, diagnostics, desk),
    [COMMANDS.explainLine]: () => explainLogLine(explain),
    [COMMANDS.buildSnapshot]: () => buildKbSnapshot(jobs, errors),
    [COMMANDS.showLog]: () => log.show(),
  };
}

export function registerCommands(world: CommandWorld): Disposable {
  const registered = Object.entries(handlers(world)).map(([id, handler]) =>
    commands.registerCommand(id, async (...args: readonly unknown[]) => {
      try {
        await handler(...args);
      } catch (error) {
        // Not awaited: the message stays until it is closed, the command is over.
        void world.errors.report(error);
      }
    }),
  );
  return Disposable.from(...registered);
}
