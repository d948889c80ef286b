import { commands, type LogOutputChannel } from 'vscode';
import type { BulkVerdict } from '../../core/review/bulkVerdict.js';
import { COMMANDS, type CommandId, WALKTHROUGH } from '../../shared/ids.js';
import type { AnnotationPanel } from '../annotation/annotationPanel.js';
import type { AuditDocument } from '../audit/auditDocument.js';
import { compareRecords } from '../compare/compareRecords.js';
import type { RecordDocuments } from '../compare/recordDocuments.js';
import type { DashboardPanel } from '../dashboard/dashboardPanel.js';
import type { ScreeningDiagnostics } from '../diagnostics/screeningDiagnostics.js';
import type { DueReleases } from '../due/dueReleases.js';
import type { ErasureDocument } from '../erasure/erasureDocument.js';
import { findSomebody } from '../erasure/findSomebody.js';
import type { ErrorReporter } from '../errorReporter.js';
import { openPullRequest } from '../gitflow/openPullRequest.js';
import { commitChanges, startBranch } from '../gitflow/reviewCommits.js';
import { exportReview, importReview } from '../gitflow/reviewFiles.js';
import { setUpWorkspace } from '../gitflow/setUpWorkspace.js';
import { checkWorkspaceHealth } from '../health/checkWorkspaceHealth.js';
import type { StorageWarnings } from '../health/storageWarnings.js';
import type { Milestones } from '../help/milestones.js';
import type { JobRunner } from '../jobs/jobRunner.js';
import type { CandidateDocument } from '../markdown/candidateDocument.js';
import { monitorHandlers } from '../monitoring/monitorCommands.js';
import type { MonitorWorld } from '../monitoring/monitorWorld.js';
import type { ReviewPanel } from '../panel/reviewPanel.js';
import { checkPromptFormat } from '../prompts/checkPromptFormat.js';
import { toggleLenses } from '../records/lensSetting.js';
import { releaseHandlers } from '../releases/releaseCommands.js';
import type { SnapshotReleases } from '../releases/snapshotReleases.js';
import type { ActiveFilter } from '../review/activeFilter.js';
import { idIn } from '../review/candidateIn.js';
import type { CurrentCandidate } from '../review/currentCandidate.js';
import type { GitIdentity } from '../review/gitIdentity.js';
import type { Reservations } from '../review/reservations.js';
import type { ReviewDesk } from '../review/reviewDesk.js';
import { rolloutHandlers } from '../rollout/rolloutCommands.js';
import type { RolloutReleases } from '../rollout/rolloutReleases.js';
import type { TimelineDocument } from '../rollout/timelineDocument.js';
import { setUpSigning } from '../signing/setUpSigning.js';
import { signOwnDecisions } from '../signing/signOwnDecisions.js';
import { trainReranker } from '../training/trainReranker.js';
import type { CandidatesTree } from '../tree/candidatesTree.js';
import type { GroupingChoice } from '../tree/grouping.js';
import { GLANCE } from '../tree/treeNodes.js';
import { runValidation } from '../validation/runValidation.js';
import type { ValidationDocument } from '../validation/validationDocument.js';
import { chooseFolder } from '../workspace/folderChoice.js';
import { openLine } from '../workspace/openLine.js';
import { annotateSample, drawAnnotationSample, gradePair } from './annotateSample.js';
import { buildHotfixSnapshot } from './buildHotfixSnapshot.js';
import { buildKbSnapshot } from './buildKbSnapshot.js';
import { assignCandidate, releaseReservation, reserveCandidate } from './claimCandidate.js';
import { commentOnCandidate } from './commentOnCandidate.js';
import { decideOnCandidate } from './decideOnCandidate.js';
import { decideOnFilter } from './decideOnFilter.js';
import { decideOnSeveral } from './decideOnSeveral.js';
import { dismissFinding } from './dismissFinding.js';
import { type ExplainWorld, explainLogLine } from './explainLogLine.js';
import { exportEntries } from './exportEntries.js';
import { extractCandidates } from './extractCandidates.js';
import { changeOrder, clearFilter, filterCandidates } from './filterCandidates.js';
import { groupCandidates } from './groupCandidates.js';
import { openCandidateProof } from './openCandidateProof.js';
import { openLatestSnapshot } from './openLatestSnapshot.js';
import { redactFile, redactFinding } from './redactFindings.js';
import { openSavedView, saveActiveView } from './savedViews.js';
import { screenCandidates } from './screenCandidates.js';
import { skipCandidate } from './skipCandidate.js';
import { tickChecklistItem } from './tickChecklistItem.js';
import { redoStep, undoStep } from './undoRedo.js';

export interface CommandWorld {
  readonly jobs: JobRunner;
  readonly desk: ReviewDesk;
  readonly tree: CandidatesTree;
  readonly panel: ReviewPanel;
  readonly filter: ActiveFilter;
  readonly identity: GitIdentity;
  readonly current: CurrentCandidate;
  readonly reservations: Reservations;
  readonly grouping: GroupingChoice;
  readonly milestones: Milestones;
  readonly diagnostics: ScreeningDiagnostics;
  readonly markdown: CandidateDocument;
  readonly explain: ExplainWorld;
  readonly records: RecordDocuments;
  readonly releases: SnapshotReleases;
  readonly rollouts: RolloutReleases;
  readonly due: DueReleases;
  readonly timeline: TimelineDocument;
  readonly monitor: MonitorWorld;
  readonly dashboard: DashboardPanel;
  readonly audit: AuditDocument;
  readonly annotation: AnnotationPanel;
  readonly storage: StorageWarnings;
  readonly erasure: ErasureDocument;
  readonly validation: ValidationDocument;
  readonly log: LogOutputChannel;
  readonly errors: ErrorReporter;
}

type Handler = (...args: readonly unknown[]) => unknown;

export type CommandHandlers = Record<CommandId, Handler>;

/** What every command does, by id; the type makes leaving one out a compile error. */
export function commandHandlers({
  jobs,
  desk,
  tree,
  panel,
  filter,
  identity,
  current,
  reservations,
  grouping,
  milestones,
  diagnostics,
  markdown,
  explain,
  records,
  releases,
  rollouts,
  due,
  timeline,
  monitor,
  dashboard,
  audit,
  annotation,
  storage,
  erasure,
  validation,
  log,
  errors,
}: CommandWorld): CommandHandlers {
  const building = { jobs, errors, milestones, filter, panel, rollouts };
  const decide =
    (action: BulkVerdict): Handler =>
    (target, others) =>
      isSeveral(target, others)
        ? decideOnSeveral(action, target, others, tree, desk)
        : decideOnCandidate(action, target, current, desk);
  /** Whether rows are selected together: from the palette what is selected is meant, unless the panel has the focus. */
  const isSeveral = (target: unknown, others: unknown) =>
    Array.isArray(others)
      ? others.length > 1
      : target === undefined && !panel.isActive && tree.selection.length > 1;
  const decideSeveral =
    (action: BulkVerdict): Handler =>
    (target, others) =>
      decideOnSeveral(action, target, others, tree, desk);
  return {
    [COMMANDS.extract]: async () => {
      await extractCandidates(jobs, desk);
      await milestones.reached('extracted');
    },
    [COMMANDS.screen]: () => screenCandidates(jobs, desk),
    [COMMANDS.refresh]: () => desk.refresh(),
    [COMMANDS.openLine]: (file, line) => {
      if (typeof file === 'string' && typeof line === 'number') return openLine(file, line);
      return undefined;
    },
    [COMMANDS.showMore]: (group) => {
      if (typeof group === 'string') tree.showMore(group);
    },
    [COMMANDS.openMarkdown]: (target) => markdown.show(current.requireReadable(target)),
    [COMMANDS.openProof]: (target) => openCandidateProof(target, current, desk),
    [COMMANDS.groupBy]: () => groupCandidates(grouping),
    [COMMANDS.toggleTick]: (target, others) => tree.toggleTicks(target, others),
    [COMMANDS.uncheckAll]: () => tree.uncheck(),
    [COMMANDS.openReview]: (target, how) => {
      const id = idIn(target);
      if (how === GLANCE && id !== undefined) panel.glance(id);
      else panel.show(id);
    },
    [COMMANDS.accept]: decide('accept'),
    [COMMANDS.reject]: decide('reject'),
    [COMMANDS.flag]: decide('flag'),
    [COMMANDS.reopen]: decide('reopen'),
    [COMMANDS.acceptSeveral]: decideSeveral('accept'),
    [COMMANDS.rejectSeveral]: decideSeveral('reject'),
    [COMMANDS.flagSeveral]: decideSeveral('flag'),
    [COMMANDS.reopenSeveral]: decideSeveral('reopen'),
    [COMMANDS.rejectFor]: (target) =>
      decideOnCandidate('reject', target, current, desk, 'rejectFor'),
    [COMMANDS.flagFor]: (target) => decideOnCandidate('flag', target, current, desk, 'flagFor'),
    [COMMANDS.comment]: (target) => commentOnCandidate(target, current, desk),
    [COMMANDS.assign]: (target) => assignCandidate(target, { current, desk, reservations }),
    [COMMANDS.reserve]: (target) => reserveCandidate(target, { current, desk, reservations }),
    [COMMANDS.release]: (target) => releaseReservation(target, { current, desk, reservations }),
    [COMMANDS.skip]: (target) => skipCandidate(target, current, desk),
    [COMMANDS.undo]: (target) => undoStep(target, current, desk),
    [COMMANDS.redo]: () => redoStep(current, desk),
    [COMMANDS.signOwn]: () => signOwnDecisions(desk),
    [COMMANDS.setUpSigning]: () => setUpSigning(desk),
    [COMMANDS.redact]: () => current.perform('redact'),
    [COMMANDS.secrets]: () => current.perform('secrets'),
    [COMMANDS.keys]: () => current.perform('help'),
    [COMMANDS.edit]: (target) => {
      const id = current.idFor(target);
      if (id === undefined) current.perform('edit');
      else panel.show(id, 'edit');
    },
    [COMMANDS.check]: () => tickChecklistItem(current),
    [COMMANDS.saveEdit]: () => current.perform('saveEdit'),
    [COMMANDS.compare]: (target) => {
      const id = current.idFor(target);
      if (id === undefined) current.perform('compare');
      else panel.show(id, 'compare');
    },
    [COMMANDS.impact]: (target) => {
      const id = current.idFor(target);
      if (id === undefined) current.perform('impact');
      else panel.show(id, 'impact');
    },
    [COMMANDS.next]: () => current.perform('next'),
    [COMMANDS.previous]: () => current.perform('previous'),
    [COMMANDS.filter]: (given) => filterCandidates(filter, panel, given),
    [COMMANDS.clearFilter]: () => clearFilter(filter),
    [COMMANDS.decideOnFilter]: () => decideOnFilter({ filter, identity, desk, panel }),
    [COMMANDS.sort]: () => changeOrder(filter),
    [COMMANDS.openView]: () => openSavedView(filter, panel),
    [COMMANDS.saveView]: () => saveActiveView(filter, jobs),
    [COMMANDS.redactFinding]: (target) => redactFinding(target, diagnostics, desk),
    [COMMANDS.redactFile]: (target) => redactFile(target, diagnostics, desk),
    [COMMANDS.dismissFinding]: (target) => dismissFinding(target, { diagnostics, desk, jobs }),
    [COMMANDS.explainLine]: (line) =>
      explainLogLine(explain, typeof line === 'number' ? line : undefined),
    [COMMANDS.compareRecords]: (target, selected) =>
      compareRecords(target, selected, jobs, records),
    [COMMANDS.toggleLenses]: () => toggleLenses(),
    [COMMANDS.showAudit]: () => audit.show(),
    [COMMANDS.checkPrompts]: () => checkPromptFormat(jobs, records),
    [COMMANDS.buildSnapshot]: async () => {
      await buildKbSnapshot(building);
      await milestones.reached('built');
    },
    [COMMANDS.buildHotfix]: (target) => buildHotfixSnapshot(target, desk, building),
    [COMMANDS.runValidation]: (input) =>
      runValidation({ jobs, document: validation, panel, rollouts, errors }, input),
    [COMMANDS.exportKnowledge]: () => exportEntries({ jobs, releases, errors }),
    [COMMANDS.trainReranker]: () => trainReranker(jobs),
    [COMMANDS.openLatestSnapshot]: () => openLatestSnapshot(milestones),
    ...releaseHandlers({ jobs, records, releases, rollouts, due, errors }),
    ...rolloutHandlers({ jobs, records, releases, rollouts, timeline, milestones, errors }),
    ...monitorHandlers(monitor),
    [COMMANDS.openDashboard]: async () => {
      await dashboard.show();
      await milestones.reached('watched');
    },
    [COMMANDS.drawSample]: () => drawAnnotationSample({ jobs, annotation, errors }),
    [COMMANDS.annotate]: () => annotateSample({ jobs, annotation, errors }),
    [COMMANDS.gradePair]: (act) => gradePair({ jobs, annotation, errors }, act),
    [COMMANDS.findSomebody]: () => findSomebody({ jobs, desk, document: erasure, errors }),
    [COMMANDS.checkHealth]: () => checkWorkspaceHealth(jobs, storage),
    [COMMANDS.setUpWorkspace]: async (wanted) => {
      await setUpWorkspace(jobs, wanted);
      await desk.refresh(); // The view says something else of a folder that is set up.
    },
    [COMMANDS.chooseFolder]: () => chooseFolder(),
    [COMMANDS.startBranch]: () => startBranch(jobs),
    [COMMANDS.commitReview]: () => commitChanges(jobs),
    [COMMANDS.openPullRequest]: () => openPullRequest(jobs),
    [COMMANDS.exportReview]: () => exportReview(jobs),
    [COMMANDS.importReview]: (target) => importReview(target, jobs, desk),
    [COMMANDS.openWalkthrough]: () =>
      milestones.showIn(() =>
        commands.executeCommand('workbench.action.openWalkthrough', WALKTHROUGH, false),
      ),
    [COMMANDS.showLog]: () => log.show(),
  };
}
