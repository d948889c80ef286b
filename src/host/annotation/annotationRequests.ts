import { l10n } from 'vscode';
import { CodelumiError } from '../../core/errors.js';
import { signedName } from '../../core/records/decision.js';
import { Annotating, type AnnotationPlace } from '../../core/validation/annotation/annotating.js';
import { pairId } from '../../core/validation/annotation/annotations.js';
import type { SamplePair } from '../../core/validation/annotation/sample.js';
import { type SampleStatus, sampleStatus } from '../../core/validation/annotation/sampleStatus.js';
import { gitReviewer } from '../../node/gitReviewer.js';
import { nodeContext } from '../../node/nodeContext.js';
import type {
  AnnotationRequest,
  AnnotationRequestOf,
  AnnotationResultOf,
  ShownAgreement,
  ShownPlace,
} from '../../shared/annotationProtocol.js';
import { printable, printableLine } from '../../shared/printable.js';
import { userDataFolder } from '../workspace/userDataFolder.js';
import { requireTrustedRoot } from '../workspace/workspaceFolder.js';

type Handlers = {
  readonly [Type in AnnotationRequest['type']]: (
    request: AnnotationRequestOf<Type>,
  ) => Promise<AnnotationResultOf<Type>>;
};

/** Somebody going through a sample. */
interface Open {
  readonly sample: string;
  readonly annotator: string;
  readonly annotating: Annotating;
}

const LONGEST_NAME = 120;

/** Answers what the page asks on which samples are graded: one after the other, as each is about what the last one left. */
export class AnnotationRequests {
  #open: Promise<Open> | undefined;
  #turn: Promise<unknown> = Promise.resolve();

  /** Whoever asks next is told of this sample; what was skipped comes again. */
  choose(sample: string): void {
    this.#open = opened(sample);
    this.#open.catch(() => undefined); // Whoever asks hears of it.
  }

  answer(request: AnnotationRequest): Promise<unknown> {
    const handler = this.#handlers[request.type] as (
      request: AnnotationRequest,
    ) => Promise<unknown>;
    const answered = this.#turn.then(() => handler(request));
    this.#turn = answered.catch(() => undefined); // The page hears of the failure.
    return answered;
  }

  readonly #handlers: Handlers = {
    open: async ({ sample }) => {
      if (this.#open === undefined && sample !== null) this.choose(sample);
      return this.#place(await this.#opened());
    },
    grade: async ({ sample, pair, grade }) => {
      // A grade that was not kept in time may be of a sample that was left since.
      if (this.#open === undefined) this.choose(sample);
      const shown = await this.#opened();
      const open = shown.sample === sample ? shown : await opened(sample);
      await open.annotating.grade(await pairNamed(open, pair), grade);
      return this.#place(shown);
    },
    skip: async ({ sample, pair }) => {
      const open = await this.#opened(sample);
      open.annotating.skip(await pairNamed(open, pair));
      return this.#place(open);
    },
    undo: async ({ sample }) => {
      const open = await this.#opened(sample);
      const undone = await open.annotating.undo();
      return { undone, place: await this.#place(open) };
    },
    agreement: async () => {
      const context = { ...contextOf(requireTrustedRoot()), progress: () => undefined };
      return (await sampleStatus({}, context)).agreements.map(shownAgreement);
    },
  };

  /** @param sample that the page shows: a grade is about no other */
  async #opened(sample?: string): Promise<Open> {
    const open = await this.#open;
    if (open === undefined || (sample !== undefined && open.sample !== sample))
      throw nothingOpen(sample);
    return open;
  }

  async #place({ annotating, annotator }: Open): Promise<ShownPlace> {
    return shownPlace(await annotating.place(), annotator);
  }
}

async function opened(sample: string): Promise<Open> {
  const root = requireTrustedRoot();
  const annotator = signedName(await gitReviewer(root));
  return { sample, annotator, annotating: new Annotating(contextOf(root), sample, annotator) };
}

function contextOf(root: string) {
  return nodeContext(root, new AbortController().signal, undefined, userDataFolder());
}

async function pairNamed({ annotating }: Open, id: string): Promise<SamplePair> {
  const pair = await annotating.pair(id);
  if (pair !== undefined) return pair;
  throw new CodelumiError({
    reason: 'changed-meanwhile',
    what: l10n.t('The sample has no such pair any more'),
    remedy: l10n.t('Go on with the next.'),
  });
}

/** What the page is told of a place: texts in which nothing acts, and nothing of rank or entry. @public */
export function shownPlace({ next, ...place }: AnnotationPlace, annotator: string): ShownPlace {
  return {
    ...place,
    annotator: printableLine(annotator, LONGEST_NAME),
    next:
      next === undefined
        ? null
        : {
            id: pairId(next),
            question: printable(next.query),
            answer: printable(next.candidate),
          },
  };
}

function shownAgreement({
  annotators: [one, other],
  n,
  same,
  agreement,
}: SampleStatus['agreements'][number]): ShownAgreement {
  const interval = agreement?.interval ?? null;
  return {
    annotators: [printableLine(one, LONGEST_NAME), printableLine(other, LONGEST_NAME)],
    n,
    same,
    kappa: agreement?.kappa ?? null,
    interval: interval === null ? null : [interval[0], interval[1]],
  };
}

function nothingOpen(sample: string | undefined): CodelumiError {
  return new CodelumiError({
    reason: 'wrong-usage',
    what: l10n.t('The sample {0} is not open', sample === undefined ? l10n.t('to grade') : sample),
    remedy: l10n.t('Run "CodeLumi: Annotate Sample".'),
  });
}
