import {
  type Disposable,
  type DocumentLink,
  type DocumentLinkProvider,
  l10n,
  languages,
  type TextDocument,
} from 'vscode';
import { CodelumiError, messageOf } from '../../core/errors.js';
import type { PlotSource } from '../../core/monitoring/plots/plot.js';
import { metricKey, subjectOf } from '../../core/monitoring/telling/metricKey.js';
import { metricMarkdown } from '../../core/monitoring/telling/metricMarkdown.js';
import { codeSpan } from '../../core/records/markdownText.js';
import { printable } from '../../shared/printable.js';
import { FollowedDocuments } from '../documents/followedDocuments.js';
import { placeLinks } from '../documents/placeLinks.js';
import { workspaceRoot } from '../workspace/workspaceFolder.js';
import type { MonitorJobs } from './monitorJobs.js';
import type { MonitorReports } from './monitorReports.js';

export const METRIC_SCHEME = 'codelumi-metric';
/** `- userData/kb_usage.jsonl:12-40`: only this document begins lines so. */
const ROW = /^- (?<file>\S[^:]{0,500}):(?<line>[1-9]\d{0,8})(?=-|$)/u;
const NOTHING = l10n.t('# Metric\n\nNothing is known of it. Run "CodeLumi: Check Drift Now".\n');

type Jobs = Pick<MonitorJobs, 'explain'>;
type Reports = Pick<MonitorReports, 'report' | 'onDidLook'>;

/** Metrics as read-only Markdown: what was measured, what it was decided by, and the lines that it was counted from. */
export class MetricDocument implements DocumentLinkProvider, Disposable {
  readonly #documents: FollowedDocuments;
  readonly #registered: Disposable;

  constructor(jobs: Jobs, reports: Reports) {
    this.#documents = new FollowedDocuments({
      scheme: METRIC_SCHEME,
      onDidChange: reports.onDidLook,
      textOf: (key) => textOf(key, jobs, reports),
    });
    this.#registered = languages.registerDocumentLinkProvider({ scheme: METRIC_SCHEME }, this);
  }

  provideDocumentLinks(document: TextDocument): DocumentLink[] {
    return placeLinks(document, ROW);
  }

  /** @param key see `metricKey` */
  show(key: string): Promise<void> {
    return this.#documents.show(key);
  }

  dispose(): void {
    this.#registered.dispose();
    this.#documents.dispose();
  }
}

async function textOf(key: string, jobs: Jobs, { report }: Reports): Promise<string> {
  if (report === undefined || subjectOf(key) === undefined) return NOTHING;
  const result = report.metrics.find((each) => metricKey(each) === key);
  const alerts = report.alerts.filter((alert) => metricKey(alert.result) === key);
  // What is no longer measured has the lines of when it was alerted about.
  const about = result?.metric ?? alerts[0]?.id;
  const { rows, failure } = about === undefined ? NONE : await rowsBehind(about, key, jobs);
  const text = metricMarkdown({ result, alerts, rows, at: report.at }) ?? NOTHING;
  return printable(failure === undefined ? text : `${text}\n${failure}\n`);
}

interface Rows {
  readonly rows: readonly PlotSource[];
  readonly failure: string | undefined;
}

const NONE: Rows = { rows: [], failure: undefined };

/** Figures are worth reading also where the lines behind them cannot be found any more. */
async function rowsBehind(about: string, key: string, jobs: Jobs): Promise<Rows> {
  const root = workspaceRoot();
  if (root === undefined) return NONE;
  try {
    const explained = await jobs.explain(root, about);
    const found = explained.find(({ result }) => metricKey(result) === key);
    return { rows: found?.sources ?? [], failure: undefined };
  } catch (error) {
    if (!(error instanceof CodelumiError)) throw error;
    return { rows: [], failure: l10n.t('They cannot be read: {0}', codeSpan(messageOf(error))) };
  }
}
