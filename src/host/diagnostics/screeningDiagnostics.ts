import {
  type DiagnosticCollection,
  Disposable,
  type LogOutputChannel,
  languages,
  type TextDocument,
  workspace,
} from 'vscode';
import type { DocumentType } from '../../core/screening/documents/documentKind.js';
import type { LocatedFinding } from '../../core/screening/documents/findingsInDocument.js';
import type { JobRunner } from '../jobs/jobRunner.js';
import type { ReviewDesk } from '../review/reviewDesk.js';
import { visibleLines } from '../workspace/visibleLines.js';
import { requireRoot } from '../workspace/workspaceFolder.js';
import { DiagnosticsSettings } from './diagnosticsSettings.js';
import { DocumentScan, type KnownFindings } from './documentScan.js';
import { diagnosticsOf } from './findingDiagnostic.js';
import { linesOf, typeOfDocument } from './openDocument.js';
import type { RuleLinks } from './ruleLinks.js';
import { isSettled, type OpenRules, openRulesIn } from './settledInReview.js';

/** A pause in the typing. */
const QUIET_MS = 200;

interface Watched {
  readonly known: KnownFindings;
  /** Of the version below; undefined before the first reading. */
  found: readonly LocatedFinding[] | undefined;
  version: number;
  /** What review says of candidates in it. */
  open: OpenRules;
  /** Rises with every wish to read; a reading that is not the latest stops. */
  wish: number;
  timer: NodeJS.Timeout | undefined;
}

export interface DiagnosticsWorld {
  readonly jobs: JobRunner;
  readonly desk: ReviewDesk;
  readonly links: RuleLinks;
  readonly log: LogOutputChannel;
}

/** Underlines what screening finds in open files, as they are typed. */
export class ScreeningDiagnostics implements Disposable {
  readonly #world: DiagnosticsWorld;
  readonly #settings: DiagnosticsSettings;
  readonly #shown: DiagnosticCollection = languages.createDiagnosticCollection('codelumi');
  readonly #watched = new Map<TextDocument, Watched>();
  readonly #disposables: Disposable;

  constructor(world: DiagnosticsWorld) {
    this.#world = world;
    this.#settings = new DiagnosticsSettings((message) => world.log.warn(message));
    this.#disposables = Disposable.from(
      this.#shown,
      workspace.onDidOpenTextDocument((document) => this.#open(document)),
      workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0) this.#changed(document);
      }),
      workspace.onDidCloseTextDocument((document) => this.#close(document)),
      workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration('codelumi.diagnostics')) this.#reopen();
      }),
      world.desk.onDidRefresh(() => void this.#reviewChanged()),
    );
    void world.links
      .load()
      .catch((error) => world.log.warn(`Rules have no links: ${error}`))
      .then(() => this.#settings.policy())
      .then(() => this.#reopen());
  }

  /** undefined for documents that are not looked at. */
  typeOf(document: TextDocument): DocumentType | undefined {
    return typeOfDocument(document, this.#settings.knowledgeBase);
  }

  /** What was found in a document as it stands now; undefined while that is not known yet. */
  known(document: TextDocument): readonly LocatedFinding[] | undefined {
    const watched = this.#watched.get(document);
    return watched?.version === document.version ? watched.found : undefined;
  }

  /**
   * What is found in a document as it stands now, whether it is underlined or not.
   * @returns undefined when the document is changed meanwhile
   */
  async find(document: TextDocument): Promise<readonly LocatedFinding[] | undefined> {
    const known = this.known(document);
    if (known !== undefined) return known;
    const { version } = document;
    const isCancelled = () => document.version !== version || document.isClosed;
    return this.#scan(document, new Map(this.#watched.get(document)?.known), isCancelled, () => {});
  }

  #reopen(): void {
    for (const document of this.#watched.keys()) this.#close(document);
    for (const document of workspace.textDocuments) this.#open(document);
  }

  #open(document: TextDocument): void {
    if (this.typeOf(document) === undefined || !isEnabled(document)) return;
    this.#watched.set(document, {
      known: new Map(),
      found: undefined,
      version: -1,
      open: new Map(),
      wish: 0,
      timer: undefined,
    });
    this.#readAfter(document, 0);
  }

  #changed(document: TextDocument): void {
    if (this.#watched.has(document)) this.#readAfter(document, QUIET_MS);
  }

  #close(document: TextDocument): void {
    const watched = this.#watched.get(document);
    if (watched === undefined) return;
    watched.wish += 1;
    clearTimeout(watched.timer);
    this.#watched.delete(document);
    this.#shown.delete(document.uri);
  }

  #readAfter(document: TextDocument, pause: number): void {
    const watched = this.#watched.get(document);
    if (watched === undefined) return;
    watched.wish += 1;
    clearTimeout(watched.timer);
    watched.timer = setTimeout(() => void this.#read(document, watched), pause);
  }

  async #read(document: TextDocument, watched: Watched): Promise<void> {
    const { wish } = watched;
    const { version } = document;
    const isCancelled = () => watched.wish !== wish;
    const isFirst = watched.found === undefined;
    try {
      const found = await this.#scan(document, watched.known, isCancelled, (visible) => {
        if (isFirst) this.#show(document, watched, visible);
      });
      if (found === undefined || isCancelled()) return;
      watched.found = found;
      watched.version = version;
      this.#show(document, watched, found);
      await this.#settle(document, watched);
    } catch (error) {
      this.#world.log.error(error instanceof Error ? error : String(error));
    }
  }

  async #scan(
    document: TextDocument,
    known: KnownFindings,
    isCancelled: () => boolean,
    onVisible: (found: LocatedFinding[]) => void,
  ): Promise<LocatedFinding[] | undefined> {
    const type = this.typeOf(document);
    if (type === undefined) return [];
    const policy = await this.#settings.policy();
    if (isCancelled()) return undefined;
    const { jobs } = this.#world;
    return new DocumentScan(
      {
        lines: linesOf(document),
        type,
        policy,
        visible: () => visibleLines(document),
        isCancelled,
        readElsewhere: (texts) =>
          jobs.run('readStretches', { texts, kind: type.kind, policy }, requireRoot()),
        onVisible,
      },
      known,
    ).run();
  }

  #show(document: TextDocument, { open }: Watched, found: readonly LocatedFinding[]): void {
    const { links } = this.#world;
    const settled = ({ finding }: LocatedFinding) => isSettled(finding, open);
    this.#shown.set(document.uri, diagnosticsOf(found, links, settled));
  }

  /** Asks review what became of what was found, and shows it. */
  async #settle(document: TextDocument, watched: Watched): Promise<void> {
    const { found, wish } = watched;
    if (found === undefined || this.typeOf(document)?.kind !== 'candidates') return;
    watched.open = await openRulesIn(document, found, this.#world.jobs);
    if (watched.wish === wish) this.#show(document, watched, found);
  }

  /** Decisions settle findings; the settings, which the desk watches too, say what is one. */
  async #reviewChanged(): Promise<void> {
    try {
      if (await this.#settings.reload()) {
        this.#reopen();
        return;
      }
      for (const [document, watched] of this.#watched) await this.#settle(document, watched);
    } catch (error) {
      this.#world.log.error(error instanceof Error ? error : String(error));
    }
  }

  dispose(): void {
    for (const document of this.#watched.keys()) this.#close(document);
    this.#disposables.dispose();
  }
}

function isEnabled({ uri }: TextDocument): boolean {
  return workspace.getConfiguration('codelumi', uri).get('diagnostics.enabled') !== false;
}
