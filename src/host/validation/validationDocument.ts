import {
  CodeLens,
  type CodeLensProvider,
  commands,
  type Disposable,
  l10n,
  languages,
  Range,
  type TextDocument,
  Uri,
} from 'vscode';
import { isCandidateId } from '../../core/records/candidate.js';
import { BLAMED_HEADING, reportMarkdown } from '../../core/validation/report/reportMarkdown.js';
import type { ValidationReport } from '../../core/validation/report/validationReport.js';
import type { ValidateResult } from '../../core/validation/validate.js';
import { COMMANDS } from '../../shared/ids.js';
import { ShownText } from '../documents/shownText.js';

const SCHEME = 'codelumi-validation';
const PLACE = Uri.from({ scheme: SCHEME, path: '/Validation.md' });
const CANDIDATE = /candidate-\d{8}-\d{4,9}/gu;
/** A row may name many, and a line has little room. */
const MOST_ON_A_LINE = 3;
/** A filter has at most 1,000 characters. */
const MOST_IN_A_FILTER = 33;

/** The last validation as a read-only document; above what names a candidate stands how to open it. */
export class ValidationDocument implements CodeLensProvider, Disposable {
  readonly #document = new ShownText(PLACE, l10n.t('Run "CodeLumi: Run Validation".\n'));
  readonly #registered = languages.registerCodeLensProvider({ scheme: SCHEME }, this);
  /** Those that the report itself names: a text that looks like an id leads nowhere. */
  #candidates: ReadonlySet<string> = new Set();
  #blamed: readonly string[] = [];

  provideCodeLenses(document: TextDocument): CodeLens[] {
    return document
      .getText()
      .split('\n')
      .flatMap((text, line) => {
        if (text === BLAMED_HEADING && this.#blamed.length > 0) return [this.#allBlamed(line)];
        const named = [...new Set(text.match(CANDIDATE))].filter((id) => this.#candidates.has(id));
        return named.slice(0, MOST_ON_A_LINE).map((id) => {
          const command = {
            title: l10n.t('Open {0}', id),
            command: COMMANDS.openReview,
            arguments: [id],
          };
          return new CodeLens(new Range(line, 0, line, 0), command);
        });
      });
  }

  /** The smallest set that explains it, to be looked at together. */
  #allBlamed(line: number): CodeLens {
    const shown = this.#blamed.slice(0, MOST_IN_A_FILTER);
    const of = shown.length === this.#blamed.length ? '' : ` of ${this.#blamed.length}`;
    const title = l10n.t('Show {0}{1} in the Queue', shown.length, of);
    const command = { title, command: COMMANDS.filter, arguments: [`id:${shown.join(',')}`] };
    return new CodeLens(new Range(line, 0, line, 0), command);
  }

  async show({ report, file }: Pick<ValidateResult, 'report' | 'file'>): Promise<void> {
    this.#candidates = new Set(candidatesIn(report));
    this.#blamed = (report.blame?.candidates ?? []).filter(isCandidateId);
    await this.#document.show(reportMarkdown(report, file));
  }

  /** The same as VS Code renders it. */
  async showPreview(): Promise<void> {
    await commands.executeCommand('markdown.showPreview', PLACE);
  }

  dispose(): void {
    this.#registered.dispose();
    this.#document.dispose();
  }
}

/** Everybody that a gate, a query or the search for whom to blame names. */
function candidatesIn({ gates, queries, blame }: ValidationReport): string[] {
  const causes = [...queries.regressed, ...queries.improved].flatMap((each) => each.causes);
  return [
    ...gates.flatMap(({ candidates }) => candidates),
    ...causes.flatMap(({ acceptances }) => acceptances.map(({ candidate }) => candidate)),
    ...(blame?.candidates ?? []),
  ].filter(isCandidateId);
}
