import type {
  AnnotationAct,
  AnnotationEvent,
  FromAnnotation,
  ShownGrade,
  ShownPlace,
} from '../../src/shared/annotationProtocol.js';
import { GRADES } from '../../src/shared/gradeWords.js';
import type { After } from '../page/after.js';
import { HostError, messageOf } from '../page/hostLink.js';
import { type AnnotationLink, annotationLink } from './annotationLink.js';
import { type AnnotationState, FIRST_STATE, type PendingGrade } from './annotationState.js';

/** What outlives the page: VS Code makes it anew whenever it was hidden, and after a restart. */
export interface KeptState {
  readonly sample: string | null;
  readonly pending: PendingGrade | null;
}

interface SessionPorts {
  readonly post: (message: FromAnnotation) => void;
  readonly after: After;
  readonly kept: KeptState;
  readonly keep: (state: KeptState) => void;
}

/**
 * The behaviour of the page on which samples are graded, without a screen. A grade is kept by the page before it is sent, and
 * until the extension says that it is in the file, so that neither a hidden page nor a locked file loses one.
 */
export class AnnotationSession {
  readonly link: AnnotationLink;
  readonly #ports: SessionPorts;
  readonly #listeners = new Set<() => void>();
  #state: AnnotationState;

  constructor(ports: SessionPorts) {
    this.#ports = ports;
    this.#state = { ...FIRST_STATE, pending: ports.kept.pending ?? undefined };
    const { post, after } = ports;
    this.link = annotationLink({ post, after, onEvent: (event) => this.#heard(event) });
  }

  get state(): AnnotationState {
    return this.#state;
  }

  /** @returns what ends it */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  start(): void {
    this.link.ready();
    void this.open();
  }

  /** Asks where this person is, and sends what was not kept yet. */
  async open(): Promise<void> {
    await this.#ask(async () => {
      const place = await this.link.request({ type: 'open', sample: this.#ports.kept.sample });
      this.#reached(place);
      if (this.#state.pending !== undefined) await this.#send(this.#state.pending);
    });
  }

  /** What a key, a button or the palette asks for. While an answer is waited for it does nothing. */
  perform(act: AnnotationAct): void {
    const { place, isBusy } = this.#state;
    if (isBusy || place === undefined) return;
    if (act === 'undo') void this.#ask(() => this.#undo(place));
    else if (place.next === null) this.#tell('There is nothing to grade.', false);
    else if (act === 'skip') void this.#ask(() => this.#skip(place, place.next?.id ?? ''));
    else void this.#grade(place, place.next.id, Number(act) as ShownGrade);
  }

  /** Sends again what was not kept. */
  retry(): void {
    const { pending, isBusy } = this.#state;
    if (pending !== undefined && !isBusy) void this.#ask(() => this.#send(pending));
  }

  /** Gives up what could not be kept. */
  discard(): void {
    this.#pend(undefined);
  }

  /** How far people agree; a second time it is put away. */
  toggleAgreement(): void {
    if (this.#state.agreements === undefined) void this.#readAgreement();
    else this.#change({ agreements: undefined });
  }

  async #readAgreement(): Promise<void> {
    try {
      this.#change({ agreements: await this.link.request({ type: 'agreement' }) });
    } catch (error) {
      this.#tell(messageOf(error), true);
    }
  }

  #grade({ sample }: ShownPlace, pair: string, grade: ShownGrade): Promise<void> {
    const pending = { sample, pair, grade };
    this.#pend(pending);
    return this.#ask(() => this.#send(pending));
  }

  async #send(pending: PendingGrade): Promise<void> {
    try {
      const place = await this.link.request({ type: 'grade', ...pending });
      this.#pend(undefined);
      this.#reached(place);
      this.#tell(`Graded ${pending.grade}, ${GRADES[pending.grade]}. ${leftWords(place)}`, false);
    } catch (error) {
      // The sample was drawn anew: of a pair that it has no more there is nothing to keep.
      if (error instanceof HostError && error.reason === 'changed-meanwhile') this.#pend(undefined);
      throw error;
    }
  }

  async #skip({ sample }: ShownPlace, pair: string): Promise<void> {
    this.#reached(await this.link.request({ type: 'skip', sample, pair }));
    this.#tell('Skipped.', false);
  }

  async #undo({ sample }: ShownPlace): Promise<void> {
    const { undone, place } = await this.link.request({ type: 'undo', sample });
    this.#reached(place);
    this.#tell(undone ? 'Took your last grade back.' : 'Nothing to undo.', false);
  }

  #heard(event: AnnotationEvent): void {
    if (event.type === 'act') this.perform(event.act);
    else void this.open();
  }

  #reached(place: ShownPlace): void {
    this.#change({ place, failure: undefined });
    this.#keep();
    const isOver = place.next === null && place.skipped === 0;
    if (isOver || this.#state.agreements !== undefined) void this.#readAgreement();
  }

  #pend(pending: PendingGrade | undefined): void {
    this.#change({ pending });
    this.#keep();
  }

  #keep(): void {
    const { place, pending } = this.#state;
    const sample = place?.sample ?? this.#ports.kept.sample;
    this.#ports.keep({ sample, pending: pending ?? null });
  }

  async #ask(work: () => Promise<void>): Promise<void> {
    this.#change({ isBusy: true });
    try {
      await work();
    } catch (error) {
      if (this.#state.place === undefined) this.#change({ failure: messageOf(error) });
      else this.#tell(messageOf(error), true);
    } finally {
      this.#change({ isBusy: false });
    }
  }

  #tell(text: string, isRefusal: boolean): void {
    this.#change({ notice: { number: this.#state.notice.number + 1, text, isRefusal } });
  }

  #change(changes: Partial<AnnotationState>): void {
    this.#state = { ...this.#state, ...changes };
    for (const listener of this.#listeners) listener();
  }
}

function leftWords({ pairs, graded }: ShownPlace): string {
  return `${graded} of ${pairs} graded.`;
}
