import {
  type ExtensionContext,
  ExtensionMode,
  type LogOutputChannel,
  languages,
  window,
  workspace,
} from 'vscode';
import { messageOf } from '../core/errors.js';
import { OWN_FILE } from '../node/ownFile.js';
import { CANDIDATES_VIEW } from '../shared/ids.js';
import { AnnotationPanel } from './annotation/annotationPanel.js';
import { AnnotationRequests } from './annotation/annotationRequests.js';
import { AuditAnchors } from './audit/auditAnchors.js';
import { AuditDocument } from './audit/auditDocument.js';
import type { CommandWorld } from './commands/commandHandlers.js';
import { RecordDocuments } from './compare/recordDocuments.js';
import { DashboardLooks } from './dashboard/dashboardLooks.js';
import { DashboardPanel } from './dashboard/dashboardPanel.js';
import { DashboardRequests } from './dashboard/dashboardRequests.js';
import { LargeFiles } from './diagnostics/largeFiles.js';
import { QuickFixes } from './diagnostics/quickFixes.js';
import { RuleLinks } from './diagnostics/ruleLinks.js';
import { ScreeningDiagnostics } from './diagnostics/screeningDiagnostics.js';
import { DueReleases } from './due/dueReleases.js';
import { ErasureDocument } from './erasure/erasureDocument.js';
import type { ErrorReporter } from './errorReporter.js';
import { StorageWarnings } from './health/storageWarnings.js';
import { Milestones } from './help/milestones.js';
import { JobRunner } from './jobs/jobRunner.js';
import { ExplanationDocument } from './logs/explanationDocument.js';
import { LogExplanations } from './logs/logExplanations.js';
import { LogHover } from './logs/logHover.js';
import { LogLenses } from './logs/logLenses.js';
import { CandidateDocument } from './markdown/candidateDocument.js';
import { AlertNotices } from './monitoring/alertNotices.js';
import { MetricDocument } from './monitoring/metricDocument.js';
import { monitorJobs } from './monitoring/monitorJobs.js';
import { MonitorReports } from './monitoring/monitorReports.js';
import { MonitorSchedule } from './monitoring/monitorSchedule.js';
import { WatchingSection } from './monitoring/watchingSection.js';
import { Drafts } from './panel/drafts.js';
import { PanelRequests } from './panel/panelRequests.js';
import { ReviewPanel } from './panel/reviewPanel.js';
import { CandidateStories } from './records/candidateStories.js';
import { RECORD_FILES } from './records/ownDocument.js';
import { RecordHover } from './records/recordHover.js';
import { RecordLenses } from './records/recordLenses.js';
import { RecordOutline } from './records/recordOutline.js';
import { ReleasesTree } from './releases/releasesTree.js';
import { watchAlerts, watchReleases, watchUsage } from './releases/releaseWatcher.js';
import { SnapshotReleases } from './releases/snapshotReleases.js';
import { SnapshotSchedule } from './releases/snapshotSchedule.js';
import { ActiveFilter } from './review/activeFilter.js';
import { CurrentCandidate } from './review/currentCandidate.js';
import { DecisionWarnings } from './review/decisionWarning.js';
import { watchReviewFiles } from './review/deskWatcher.js';
import { GitIdentity } from './review/gitIdentity.js';
import { Reservations } from './review/reservations.js';
import { ReviewDesk } from './review/reviewDesk.js';
import { RolloutReleases } from './rollout/rolloutReleases.js';
import { RolloutSchedule } from './rollout/rolloutSchedule.js';
import { TimelineDocument } from './rollout/timelineDocument.js';
import { ExtractionSchedule } from './schedule/extractionSchedule.js';
import { QueueStatus } from './statusBar/queueStatus.js';
import { LineTracer } from './tracing/lineTracer.js';
import { TrainingSchedule } from './training/trainingSchedule.js';
import { CandidatesTree } from './tree/candidatesTree.js';
import { GroupingChoice } from './tree/grouping.js';
import { ValidationDocument } from './validation/validationDocument.js';
import { watchFolderChoice } from './workspace/folderChoice.js';
import { folderState } from './workspace/folderState.js';
import { SIGNING_KEY_SETTING } from './workspace/signingHere.js';
import { USER_DATA_SETTING } from './workspace/userDataFolder.js';

/** Logs may have any name; whether a file is one, the provider asks the settings. */
const ANY_FILE = { scheme: 'file', pattern: '**' };

/** What runs in a window from when it is first needed. */
export interface Session {
  /** For commands, which are loaded when the first is called. */
  readonly world: CommandWorld;
  /** What this window decided is covered by a checkpoint before it closes, as far as there is time. */
  end(): Promise<void>;
}

/** Puts the parts together; there is no logic here. Nothing waits for files: the view fills when they are read. */
export function startSession(
  context: ExtensionContext,
  log: LogOutputChannel,
  errors: ErrorReporter,
): Session {
  const state = folderState(context.workspaceState);
  const jobs = new JobRunner(context.asAbsolutePath(`dist/${OWN_FILE}`), log);
  const desk = new ReviewDesk(context.asAbsolutePath('dist/review.worker.cjs'));
  const largeFiles = new LargeFiles(jobs, desk, log);
  const warnings = new DecisionWarnings();
  const grouping = new GroupingChoice(state);
  const identity = new GitIdentity();
  const tree = new CandidatesTree(desk, largeFiles, grouping, identity);
  const milestones = new Milestones(state);
  const filter = new ActiveFilter(state);
  const drafts = new Drafts(state);
  const requests = new PanelRequests({ desk, drafts, filter, identity });
  const { extensionUri } = context;
  const panel = new ReviewPanel({ extensionUri, desk, filter, identity, requests, log });
  const links = new RuleLinks(context.extensionUri);
  const diagnostics = new ScreeningDiagnostics({ jobs, desk, links, log });
  const current = new CurrentCandidate(panel, tree);
  const reservations = new Reservations(desk, panel, log);
  const explanations = new LogExplanations(jobs);
  const document = new ExplanationDocument();
  const markdown = new CandidateDocument(desk);
  const stories = new CandidateStories(desk);
  const recordLenses = new RecordLenses(stories);
  const logLenses = new LogLenses({ explanations, desk, log });
  const outline = new RecordOutline(desk);
  const tracer = new LineTracer(jobs, log);
  const records = new RecordDocuments();
  const releases = new SnapshotReleases(jobs, log);
  const rollouts = new RolloutReleases(jobs, log);
  const due = new DueReleases(jobs, log);
  const timeline = new TimelineDocument(rollouts);
  const rolloutSchedule = new RolloutSchedule({ jobs, rollouts, identity, log });
  const monitoring = monitorJobs(jobs);
  const reports = new MonitorReports({ monitoring, state, log });
  const metrics = new MetricDocument(monitoring, reports);
  const looksByItself = context.extensionMode !== ExtensionMode.Test;
  const monitorSchedule = new MonitorSchedule({ reports, rollouts, log, looksByItself });
  const looks = new DashboardLooks(jobs);
  const dashboard = new DashboardPanel({
    extensionUri,
    looks,
    requests: new DashboardRequests(looks),
    log,
  });
  const annotation = new AnnotationPanel({ extensionUri, requests: new AnnotationRequests(), log });
  const audit = new AuditDocument(jobs);
  const show = () => audit.show();
  const anchors = new AuditAnchors({ jobs, store: context.globalState, log, show });
  const storage = new StorageWarnings(jobs, state, log);
  const erasure = new ErasureDocument();
  const validation = new ValidationDocument();
  const statusOf = (ids: readonly string[]) => desk.statusesOf(ids);

  const world: CommandWorld = {
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
    explain: { explanations, statusOf, document },
    records,
    releases,
    rollouts,
    due,
    timeline,
    monitor: { monitoring, reports, metrics, desk, rollouts, errors },
    dashboard,
    annotation,
    audit,
    storage,
    erasure,
    validation,
    log,
    errors,
  };
  context.subscriptions.push(
    desk,
    filter,
    identity,
    largeFiles,
    grouping,
    tree,
    desk.onDidWarn((warning) => warnings.show(warning)),
    desk.onDidDecide((act) => void milestones.reached(act === 'edit' ? 'edited' : 'reviewed')),
    // Also what the command line extracted, or a colleague.
    desk.onDidChange(() => {
      if (desk.overview.groups.length > 0) void milestones.reached('extracted');
    }),
    desk.onDidDecide(() => due.changed()),
    panel,
    reservations,
    diagnostics,
    QuickFixes.register(diagnostics),
    explanations,
    document,
    markdown,
    stories,
    recordLenses,
    logLenses,
    new QueueStatus(desk, rollouts, reports),
    languages.registerCodeLensProvider(RECORD_FILES, recordLenses),
    languages.registerCodeLensProvider(ANY_FILE, logLenses),
    languages.registerHoverProvider(RECORD_FILES, new RecordHover(desk)),
    languages.registerDocumentSymbolProvider(RECORD_FILES, outline),
    languages.registerFoldingRangeProvider(RECORD_FILES, outline),
    languages.registerDefinitionProvider(ANY_FILE, tracer),
    languages.registerReferenceProvider(ANY_FILE, tracer),
    records,
    releases,
    rollouts,
    due,
    timeline,
    rolloutSchedule,
    reports,
    metrics,
    monitorSchedule,
    looks,
    dashboard,
    looks.onDidLook(({ report }) => void reports.take(report)),
    reports.onDidLook((report) => looks.heard(report)),
    new AlertNotices({ reports, store: context.globalState, log }),
    reports.onDidLook(() => due.outdated()),
    new ReleasesTree([due, rollouts, new WatchingSection(reports), releases]),
    watchReleases(() => {
      void releases.changedOnDisk();
      void rollouts.refresh();
      rolloutSchedule.changed();
      due.changed();
    }),
    watchUsage(() => {
      rolloutSchedule.changed();
      monitorSchedule.logsChanged();
    }),
    watchAlerts(() => monitorSchedule.stepDone()),
    new SnapshotSchedule({ jobs, releases, state, log }),
    annotation,
    audit,
    anchors,
    storage,
    erasure,
    validation,
    languages.registerHoverProvider(ANY_FILE, new LogHover({ explanations, statusOf, log })),
    new ExtractionSchedule(jobs, desk, state, log),
    new TrainingSchedule(jobs, state, log),
    watchFolderChoice(),
    watchReviewFiles(() => void desk.refresh()),
    workspace.onDidGrantWorkspaceTrust(() => {
      void desk.refresh();
      void rolloutSchedule.look();
      monitorSchedule.stepDone();
      due.outdated();
    }),
    workspace.onDidChangeConfiguration((change) => {
      const isTold = [USER_DATA_SETTING, SIGNING_KEY_SETTING].some((key) =>
        change.affectsConfiguration(key),
      );
      if (isTold) void desk.refresh(); // With a new worker, which has read nothing yet.
    }),
  );
  void window.withProgress({ location: { viewId: CANDIDATES_VIEW } }, () => desk.refresh());
  void rollouts.refresh();
  const end = () =>
    desk
      .endSession()
      .catch((error: unknown) => log.warn(`No checkpoint was made: ${messageOf(error)}`));
  return { world, end };
}
