import { CodeLens, type CodeLensProvider, Disposable, languages, Range, window } from 'vscode';
import { CodelumiError } from '../../core/errors.js';
import { signedName } from '../../core/records/decision.js';
import { Annotating, type AnnotationPlace } from '../../core/validation/annotation/annotating.js';
import { GRADES, type Grade } from '../../core/validation/annotation/annotations.js';
import { gitReviewer } from '../../node/gitReviewer.js';
import { nodeContext } from '../../node/nodeContext.js';
import { COMMANDS } from '../../shared/ids.js';
import { printable } from '../../shared/printable.js';
import { FollowedDocuments } from '../documents/followedDocuments.js';
import { fenced } from '../markdown/candidateMarkdown.js';
import { userDataFolder } from '../workspace/userDataFolder.js';
import { requireTrustedRoot } from '../workspace/workspaceFolder.js';

/** Also in the key bindings of package.json. */
const SCHEME = 'codelumi-annotation';
const ID = 'Annotate Sample';

/** What a key, a lens or the palette asks for. */
export type AnnotationAct = Grade | 'skip' | 'undo';

/** The choices in the order in which they are shown, with their keys. */
export const ACTS: readonly { readonly act: AnnotationAct; readonly label: string }[] = [
  ...([3, 2, 1, 0] as const).map((act) => ({ act, label: `${act} ${GRADES[act]}` })),
  { act: 'skip', label: 's skip' },
  { act: 'undo', label: 'u undo' },
];

/**
 * "Annotate Sample": one pair of question and answer after the other in a read-only document, which scrolls as any
 * other does; single keys grade it.
 */
export class AnnotationDocument implements CodeLensProvider, Disposable {
  readonly #document = new FollowedDocuments({ scheme: SCHEME, textOf: () => this.#text() });
  readonly #registered: Disposable;
  #annotating: Annotating | undefined;
  /** What the document shows: a grade is about nothing else. */
  #shown: AnnotationPlace | undefined;
  #turn: Promise<unknown> = Promise.resolve();

  constructor() {
    this.#registered = Disposable.from(
      this.#document,
      languages.registerCodeLensProvider({ scheme: SCHEME }, this),
    );
  }

  async #text(): Promise<string> {
    // After a restart VS Code shows the document again, but nobody has said of which sample.
    if (this.#annotating === undefined)
      return '# Annotate Sample\n\nRun **CodeLumi: Annotate Sample** to go on where you were.\n';
    try {
      this.#shown = await this.#annotating.place();
      return placeMarkdown(this.#shown);
    } catch (error) {
      this.#shown = undefined;
      if (!(error instanceof CodelumiError)) throw error;
      return `# Annotate Sample\n\n${fenced(printable(error.message))}\n`;
    }
  }

  provideCodeLenses(): CodeLens[] {
    const acts = ACTS.filter(({ act }) => act === 'undo' || this.#shown?.next !== undefined);
    return acts.map(
      ({ act, label }) =>
        new CodeLens(new Range(0, 0, 0, 0), {
          title: label,
          command: COMMANDS.gradePair,
          arguments: [act],
        }),
    );
  }

  /** @throws CodelumiError `not-trusted`, `no-workspace` */
  async show(sample: string): Promise<void> {
    const root = requireTrustedRoot();
    const context = nodeContext(root, new AbortController().signal, undefined, userDataFolder());
    const annotator = signedName(await gitReviewer(root));
    this.#annotating = new Annotating(context, sample, annotator);
    this.#document.changed();
    await this.#document.show(ID, false);
  }

  /** One after the other; what is pressed before the next pair is shown does nothing. */
  perform(act: AnnotationAct): Promise<void> {
    const performed = this.#turn.then(() => this.#perform(act));
    this.#turn = performed.catch(() => undefined); // Whoever asked for it hears of the failure.
    return performed;
  }

  async #perform(act: AnnotationAct): Promise<void> {
    const annotating = this.#annotating;
    const pair = this.#shown?.next;
    if (annotating === undefined) throw nothingOpen();
    if (act === 'undo') {
      if (!(await annotating.undo())) window.setStatusBarMessage('Nothing to undo.', 5_000);
    } else if (pair !== undefined) {
      if (act === 'skip') annotating.skip(pair);
      else await annotating.grade(pair, act);
    }
    // What comes next is not on the screen yet: until it is, a key is about nothing.
    this.#shown = undefined;
    this.#document.changed();
  }

  dispose(): void {
    this.#registered.dispose();
  }
}

/** Exported for tests. Question and answer stand in fences that they cannot close. */
export function placeMarkdown({
  sample,
  pairs,
  graded,
  skipped,
  next,
  unreadable,
}: AnnotationPlace): string {
  const counts = [
    `${graded} of ${pairs} graded by you`,
    ...(skipped > 0 ? [`${skipped} skipped`] : []),
    ...(unreadable > 0 ? [`${unreadable} lines of the sample cannot be read`] : []),
  ];
  const head = [
    '# How well does the answer answer the question?',
    `${counts.join(', ')} (${sample})`,
  ];
  if (next === undefined) {
    const end =
      skipped === 0
        ? 'All pairs are graded. `codelumi sample status` says how far annotators agree.'
        : 'Only skipped pairs are left. Run **CodeLumi: Annotate Sample** again to see them.';
    return `${[...head, end].join('\n\n')}\n`;
  }
  const keys = ACTS.map(({ label }) => `\`${label.slice(0, 1)}\`${label.slice(1)}`).join(' · ');
  return `${[
    ...head,
    keys,
    '## Question',
    fenced(printable(next.query)),
    '## Answer',
    fenced(printable(next.candidate)),
  ].join('\n\n')}\n`;
}

function nothingOpen(): CodelumiError {
  return new CodelumiError({
    reason: 'wrong-usage',
    what: 'No sample is open to be graded',
    remedy: 'Run "CodeLumi: Annotate Sample" first.',
  });
}
