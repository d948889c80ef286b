import { type ExtensionContext, languages, type WebviewPanel, window, workspace } from 'vscode';
import { CANDIDATES_VIEW, REVIEW_PANEL } from '../shared/ids.js';
import { registerCommands } from './commands/registerCommands.js';
import { LargeFiles } from './diagnostics/largeFiles.js';
import { QuickFixes } from './diagnostics/quickFixes.js';
import { RuleLinks } from './diagnostics/ruleLinks.js';
import { ScreeningDiagnostics } from './diagnostics/screeningDiagnostics.js';
import { ErrorReporter } from './errorReporter.js';
import { JobRunner } from './jobs/jobRunner.js';
import { createLog } from './log.js';
import { ExplanationDocument } from './logs/explanationDocument.js';
import { LogExplanations } from './logs/logExplanations.js';
import { LogHover } from './logs/logHover.js';
import { Drafts } from './panel/drafts.js';
import { PanelRequests } from './panel/panelRequests.js';
import { ReviewPanel } from './panel/reviewPanel.js';
import { CurrentCandidate } from './review/currentCandidate.js';
import { watchReviewFiles } from './review/deskWatcher.js';
import { ReviewDesk } from './review/reviewDesk.js';
import { ExtractionSchedule } from './schedule/extractionSchedule.js';
import { CandidatesTree } from './tree/candidatesTree.js';
import { USER_DATA_SETTING } from './workspace/userDataFolder.js';

/** Logs may have any name; whether a file is one, the provider asks the settings. */
const ANY_FILE = { scheme: 'file', pattern: '**' };

/** Puts the parts together; there is no logic here. Nothing waits for files: the view fills when they are read. */
export function activate(context: ExtensionContext): void {
  const log = createLog();
  const errors = new ErrorReporter(log);
  const jobs = new JobRunner(context.asAbsolutePath('dist/job.worker.cjs'), log);
  const desk = new ReviewDesk(context.asAbsolutePath('dist/review.worker.cjs'));
  const largeFiles = new LargeFiles(jobs, desk, log);
  const tree = new CandidatesTree(desk, largeFiles);
  const requests = new PanelRequests(desk, new Drafts(context.workspaceState));
  const panel = new ReviewPanel({ extensionUri: context.extensionUri, desk, requests, log });
  const links = new RuleLinks(context.extensionUri);
  const diagnostics = new ScreeningDiagnostics({ jobs, desk, links, log });
  const current = new CurrentCandidate(panel, tree);
  const explanations = new LogExplanations(jobs);
  const document = new ExplanationDocument();
  const statusOf = (ids: readonly string[]) => desk.statusesOf(ids);

  context.subscriptions.push(
    log,
    desk,
    largeFiles,
    tree,
    panel,
    diagnostics,
    QuickFixes.register(diagnostics),
    explanations,
    document,
    languages.registerHoverProvider(ANY_FILE, new LogHover({ explanations, statusOf, log })),
    registerCommands({
      jobs,
      desk,
      tree,
      panel,
      current,
      diagnostics,
      explain: { explanations, statusOf, document },
      log,
      errors,
    }),
    new ExtractionSchedule(jobs, desk, context.workspaceState, log),
    watchReviewFiles(() => void desk.refresh()),
    workspace.onDidGrantWorkspaceTrust(() => void desk.refresh()),
    workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration(USER_DATA_SETTING)) void desk.refresh();
    }),
    window.registerWebviewPanelSerializer(REVIEW_PANEL, {
      async deserializeWebviewPanel(restored: WebviewPanel): Promise<void> {
        panel.adopt(restored);
      },
    }),
  );
  void window.withProgress({ location: { viewId: CANDIDATES_VIEW } }, () => desk.refresh());
}
