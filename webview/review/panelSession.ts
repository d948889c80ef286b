import type {
  Checklist,
  Finding,
  PanelAction,
  PanelEvent,
  RequestOf,
  ToHost,
} from '../../src/shared/panelProtocol.js';
import { CHECKLIST } from '../../src/shared/words.js';
import type { After } from './after.js';
import { CandidateOpener } from './candidateOpener.js';
import { Deciding } from './deciding.js';
import { DraftKeeper } from './draftKeeper.js';
import { NOTHING_CHECKED } from './drafts.js';
import { Editing } from './editing.js';
import { HostLink, messageOf } from './hostLink.js';
import type { KeyCommand } from './keymap.js';
import { type FocusTarget, isBusy, openDetail, openDraft, withoutNotice } from './panelState.js';
import { PanelStore } from './panelStore.js';
import { QueueLoader } from './queueLoader.js';
import { isWaiting, neighbour } from './queueState.js';
import { Revealing } from './revealing.js';

interface SessionPorts {
  readonly post: (message: ToHost) => void;
  readonly after: After;
  /** The candidate that was open when the panel was last seen. */
  readonly selected: string | undefined;
  readonly remember: (selected: string | undefined) => void;
}

/** What can be done without an open candidate. */
const ALWAYS: readonly KeyCommand[] = ['next', 'previous', 'undo', 'help'];

/** The panel's behaviour, without a screen: what a key, a click or the extension sets going. */
export class PanelSession {
  readonly store = new PanelStore();
  readonly link: HostLink;
  readonly editing: Editing;
  readonly revealing: Revealing;
  readonly #ports: SessionPorts;
  readonly #opener: CandidateOpener;
  readonly #drafts: DraftKeeper;
  readonly #deciding: Deciding;
  readonly #loader: QueueLoader;
  #focus: (target: FocusTarget) => void = () => {};
  /** What has to wait until the decision under way is written. */
  #later: (() => void)[] = [];

  constructor(ports: SessionPorts) {
    this.#ports = ports;
    const { store } = this;
    const { post, after } = ports;
    const link = new HostLink({ post, after, onEvent: (event) => this.#onEvent(event) });
    const opener = new CandidateOpener(store, link);
    const drafts = new DraftKeeper(store, link, after);
    const focus = (target: FocusTarget) => this.#focus(target);
    const context = { store, link, after, opener, drafts, focus };
    this.link = link;
    this.editing = new Editing(context);
    this.revealing = new Revealing(context);
    this.#opener = opener;
    this.#drafts = drafts;
    this.#deciding = new Deciding(context);
    this.#loader = new QueueLoader(store, link);
  }

  start(): void {
    this.store.subscribe(() => this.#ports.remember(this.store.state.selected));
    const { selected } = this.#ports;
    this.link.ready();
    // Before the queue, which then says where it stands.
    if (selected !== undefined) {
      void this.#opener.open(selected, true).then(() => this.#openFirst());
    }
    this.loadQueue();
  }

  /** @param focus moves the keyboard; the view knows how */
  focusWith(focus: (target: FocusTarget) => void): void {
    this.#focus = focus;
  }

  loadQueue(): void {
    void this.#loader.reload().then(() => this.#openFirst());
  }

  /** Rows of the queue came into view. @param end exclusive */
  look(start: number, end: number): void {
    this.#loader.look(start, end);
  }

  /** The reviewer chose the row at a place of the queue. */
  openAt(place: number): void {
    const known = this.store.state.queue.rows.get(place);
    if (known !== undefined) this.open(known.id);
    else void this.#openRow(place);
  }

  /** The reviewer chose a candidate. */
  open(id: string): void {
    const { selected, open } = this.store.state;
    if (id === selected && open.phase !== 'failed') return;
    this.#whenDecided(() => {
      this.#drafts.flush();
      void this.#opener.open(id, true);
    });
  }

  /** Reads the open candidate again after a failure. */
  retryOpen(): void {
    const { selected } = this.store.state;
    if (selected !== undefined) void this.#opener.open(selected, true);
  }

  perform(command: KeyCommand): void {
    const { deciding, open } = this.store.state;
    if (deciding) return;
    if (open.phase !== 'ready' && !ALWAYS.includes(command)) {
      this.store.tell('refused', 'Nothing was done: no candidate is open yet.');
      return;
    }
    this.#commands[command]();
  }

  toggle(item: keyof Checklist, checked?: boolean): void {
    const detail = openDetail(this.store.state);
    if (detail === undefined) return;
    const draft = openDraft(this.store.state);
    const before = draft?.checklist ?? NOTHING_CHECKED;
    const after = checked ?? !before[item];
    if (after === before[item]) return;
    this.store.update(withoutNotice);
    this.#drafts.change(detail.id, { ...draft, checklist: { ...before, [item]: after } });
  }

  setReason(reason: string): void {
    const detail = openDetail(this.store.state);
    const draft = openDraft(this.store.state);
    if (detail === undefined || reason === (draft?.reason ?? '')) return;
    this.#drafts.change(detail.id, { ...draft, reason });
  }

  redact(finding: Finding): void {
    void this.editing.redact(finding);
  }

  openProvenance(index: number): void {
    const detail = openDetail(this.store.state);
    if (detail === undefined) return;
    void this.#ask({ type: 'openProvenance', candidate: detail.id, index });
  }

  run(command: RequestOf<'run'>['command']): void {
    void this.#ask({ type: 'run', command });
  }

  setHelp(helpOpen: boolean): void {
    this.store.update((state) => (state.helpOpen === helpOpen ? state : { ...state, helpOpen }));
  }

  /** The panel is about to be hidden or closed. */
  flush(): void {
    this.#drafts.flush();
  }

  readonly #commands: Readonly<Record<KeyCommand, () => void>> = {
    next: () => this.#move(1),
    previous: () => this.#move(-1),
    accept: () => this.#decide(() => this.#deciding.accept()),
    reject: () => this.#decide(() => this.#deciding.rejectOrFlag('reject')),
    flag: () => this.#decide(() => this.#deciding.rejectOrFlag('flag')),
    reopen: () => this.#decide(() => this.#deciding.reopen()),
    undo: () => this.#decide(() => this.#deciding.undo()),
    saveEdit: () => this.#decide(() => this.#deciding.saveEdit()),
    edit: () => this.editing.start(),
    leaveEdit: () => this.editing.leave(),
    redact: () => void this.editing.redact(),
    secrets: () => this.revealing.toggle(),
    reason: () => this.#focus('reason'),
    leaveReason: () => this.#focus('list'),
    help: () => this.setHelp(true),
    check1: () => this.#toggleAt(0),
    check2: () => this.#toggleAt(1),
    check3: () => this.#toggleAt(2),
    check4: () => this.#toggleAt(3),
  };

  #toggleAt(index: number): void {
    const item = CHECKLIST[index]?.item;
    if (item !== undefined) this.toggle(item);
  }

  #move(step: number): void {
    this.openAt(neighbour(this.store.state.queue, step));
  }

  #decide(write: () => Promise<void>): void {
    if (isBusy(this.store.state)) return;
    this.#drafts.flush();
    void write().then(() => {
      for (const run of this.#later.splice(0)) run();
    });
  }

  #whenDecided(run: () => void): void {
    if (this.store.state.deciding) this.#later.push(run);
    else run();
  }

  async #openRow(place: number): Promise<void> {
    const { selected } = this.store.state;
    const row = await this.#loader.rowAt(place);
    // Who went on elsewhere while it was read stays there.
    if (row !== undefined && this.store.state.selected === selected) this.open(row.id);
  }

  /** Something to begin with, where nothing is open yet or what was open is gone. */
  async #openFirst(): Promise<void> {
    if (!this.#needsFirst()) return;
    const first = await this.#loader.rowAt(0);
    if (!this.#needsFirst()) return;
    // What waits for review comes first in the queue.
    if (first !== undefined && isWaiting(first.status)) void this.#opener.open(first.id, false);
    else if (this.store.state.open.phase === 'failed') this.#opener.close();
  }

  #needsFirst(): boolean {
    const { open, queue } = this.store.state;
    return open.phase === 'none' || (open.phase === 'failed' && queue.selectedAt === undefined);
  }

  #show(id: string, action: PanelAction | undefined): void {
    this.setHelp(false);
    this.#whenDecided(() => {
      const { selected, open } = this.store.state;
      const isOpen = id === selected && open.phase === 'ready';
      if (!isOpen) this.#drafts.flush();
      void (isOpen ? Promise.resolve() : this.#opener.open(id, true)).then(() => {
        if (action !== undefined && this.store.state.selected === id) this.perform(action);
        if (this.store.state.queue.selectedAt === undefined) this.loadQueue();
      });
    });
  }

  #onEvent(event: PanelEvent): void {
    if (event.type === 'show') {
      this.#show(event.candidate, event.action);
    } else if (event.type === 'perform') {
      this.setHelp(false);
      this.perform(event.action);
    } else {
      this.loadQueue();
      this.#whenDecided(() => void this.#opener.reload());
    }
  }

  async #ask(request: RequestOf<'run'> | RequestOf<'openProvenance'>): Promise<void> {
    try {
      await this.link.request(request);
    } catch (error) {
      this.store.tell('refused', messageOf(error));
    }
  }
}
