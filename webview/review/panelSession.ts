import type { Checklist, Finding } from '../../src/shared/candidateProtocol.js';
import type { EntryName } from '../../src/shared/entryName.js';
import { SORT_WORDS } from '../../src/shared/filterWords.js';
import type { PanelAction, PanelEvent, RequestOf, ToHost } from '../../src/shared/panelProtocol.js';
import { CHECKLIST } from '../../src/shared/words.js';
import type { After } from '../page/after.js';
import { messageOf } from '../page/hostLink.js';
import { BulkDeciding } from './bulkDeciding.js';
import { CandidateOpener } from './candidateOpener.js';
import { Commenting } from './commenting.js';
import { Comparing } from './comparing.js';
import { Deciding } from './deciding.js';
import { DraftKeeper } from './draftKeeper.js';
import { NOTHING_CHECKED } from './drafts.js';
import { Editing } from './editing.js';
import { Filtering } from './filtering.js';
import type { KeyCommand } from './keymap.js';
import { confirmedByMe } from './obstacles.js';
import { type PanelLink, panelLink } from './panelLink.js';
import {
  type FocusTarget,
  isBusy,
  openDetail,
  openDraft,
  opening,
  type ReasonedVerdict,
  withoutNotice,
} from './panelState.js';
import { PanelStore } from './panelStore.js';
import { Previewing } from './previewing.js';
import { Proposing } from './proposing.js';
import { QueueLoader } from './queueLoader.js';
import { isWaiting, neighbour } from './queueState.js';
import { Revealing } from './revealing.js';
import { Skipping } from './skipping.js';
import { Stepping } from './stepping.js';

interface SessionPorts {
  readonly post: (message: ToHost) => void;
  readonly after: After;
  /** The candidate that was open when the panel was last seen. */
  readonly selected: string | undefined;
  readonly remember: (selected: string | undefined) => void;
}

/** What can be done without an open candidate. */
const ALWAYS: readonly KeyCommand[] = [
  'next',
  'previous',
  'undo',
  'redo',
  'help',
  'filter',
  'applyFilter',
  'leaveFilter',
  'clearFilter',
  'bulk',
  'sort',
  'views',
];

/** The panel's behaviour, without a screen: what a key, a click or the extension sets going. */
export class PanelSession {
  readonly store = new PanelStore();
  readonly link: PanelLink;
  readonly editing: Editing;
  readonly proposing: Proposing;
  readonly revealing: Revealing;
  readonly filtering: Filtering;
  readonly commenting: Commenting;
  readonly comparing: Comparing;
  readonly previewing: Previewing;
  readonly #ports: SessionPorts;
  readonly #opener: CandidateOpener;
  readonly #drafts: DraftKeeper;
  readonly #deciding: Deciding;
  readonly #stepping: Stepping;
  readonly #skipping: Skipping;
  readonly #loader: QueueLoader;
  readonly #bulk: BulkDeciding;
  #focus: (target: FocusTarget) => void = () => {};
  /** What has to wait until the decision under way is written. */
  #later: (() => void)[] = [];

  constructor(ports: SessionPorts) {
    this.#ports = ports;
    const { store } = this;
    const { post, after } = ports;
    const link = panelLink({ post, after, onEvent: (event) => this.#onEvent(event) });
    const opener = new CandidateOpener(store, link);
    const drafts = new DraftKeeper(store, link, after);
    const focus = (target: FocusTarget) => this.#focus(target);
    const context = { store, link, after, opener, drafts, focus };
    this.link = link;
    this.editing = new Editing(context);
    this.proposing = new Proposing(context, this.editing);
    this.revealing = new Revealing(context);
    this.comparing = new Comparing(context);
    this.previewing = new Previewing(context);
    this.#opener = opener;
    this.#drafts = drafts;
    this.#deciding = new Deciding(context);
    this.commenting = new Commenting(context);
    this.#stepping = new Stepping(context);
    this.#skipping = new Skipping(context);
    this.#loader = new QueueLoader(store, link);
    this.filtering = new Filtering(context, this.#loader);
    this.#bulk = new BulkDeciding(context, this.filtering);
  }

  start(): void {
    this.store.subscribe(() => this.#ports.remember(this.store.state.selected));
    const { selected } = this.#ports;
    this.link.ready();
    if (selected !== undefined) this.store.update((state) => opening(state, selected, true));
    void this.#begin(selected);
  }

  /** @param selected what is on its way to the screen */
  async #begin(selected: string | undefined): Promise<void> {
    await this.#loader.begin();
    const { state } = this.store;
    // It did not come with the queue: asked for by itself, it says why.
    const isStillComing = state.selected === selected && state.open.phase === 'loading';
    if (isStillComing) await this.#opener.reload();
    await this.#openFirst();
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
    // The palette and key bindings reach the panel while it asks something.
    this.choose(undefined);
    if (open.phase !== 'ready' && !ALWAYS.includes(command)) {
      this.store.tell('refused', 'Nothing was done: no candidate is open yet.');
      return;
    }
    this.#commands[command]();
  }

  toggle(item: keyof Checklist, checked?: boolean): void {
    const detail = openDetail(this.store.state);
    if (detail === undefined || confirmedByMe(detail) !== undefined) return;
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

  openEntry(other: EntryName): void {
    void this.#ask({ type: 'openEntry', other });
  }

  run(command: RequestOf<'run'>['command']): void {
    void this.#ask({ type: 'run', command });
  }

  /** The reason for which the verdict under way is given; undefined leaves without deciding. */
  choose(code: string | undefined): void {
    const { choosing } = this.store.state;
    if (choosing === undefined) return;
    this.store.update((state) => ({ ...state, choosing: undefined }));
    if (code === undefined) this.#focus('list');
    else this.#decide(() => this.#deciding.rejectOrFlag(choosing, code));
  }

  setHelp(helpOpen: boolean): void {
    this.store.update((state) => (state.helpOpen === helpOpen ? state : { ...state, helpOpen }));
  }

  /** Shows what the reviewer decided. */
  showMine(): void {
    void this.filtering.change({ kind: 'mine' }).then(() => this.#openMatch());
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
    undo: () => this.#decide(() => this.#stepping.undo()),
    redo: () => this.#decide(() => this.#stepping.redo()),
    rejectFor: () => this.#askReason('reject'),
    flagFor: () => this.#askReason('flag'),
    comment: () => this.commenting.start(),
    sendComment: () => this.#decide(() => this.commenting.send()),
    leaveComment: () => this.commenting.leave(),
    skip: () => this.#decide(() => this.#skipping.skip()),
    saveEdit: () => this.#decide(() => this.#deciding.saveEdit()),
    edit: () => this.editing.start(),
    leaveEdit: () => this.editing.leave(),
    redact: () => void this.editing.redact(),
    secrets: () => this.revealing.toggle(),
    useProposal: () => this.proposing.takeOver(),
    dismissProposal: () => void this.proposing.dismiss(),
    compare: () => this.comparing.toggle(),
    impact: () => this.#focus('impact'),
    keepBoth: () => this.comparing.choose('keep'),
    mergeInto: () => this.comparing.choose('merge'),
    supersede: () => this.comparing.choose('supersede'),
    reason: () => this.#focus('reason'),
    leaveReason: () => this.#focus('list'),
    help: () => this.setHelp(true),
    filter: () => this.#focus('filter'),
    applyFilter: () => void this.#applyFilter(),
    leaveFilter: () => {
      void this.filtering.finish();
      this.#focus('list');
    },
    clearFilter: () => void this.filtering.change({ kind: 'clear' }),
    bulk: () => void this.#bulk.start(),
    sort: () => void this.filtering.change({ kind: 'nextSort' }).then(() => this.#tellOrder()),
    views: () => this.run('openView'),
    check1: () => this.#toggleAt(0),
    check2: () => this.#toggleAt(1),
    check3: () => this.#toggleAt(2),
    check4: () => this.#toggleAt(3),
  };

  #askReason(verdict: ReasonedVerdict): void {
    if (isBusy(this.store.state) || !this.#deciding.isFreeFor(verdict)) return;
    this.store.update((state) => ({ ...state, choosing: verdict, helpOpen: false }));
  }

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
    const isWanted = first !== undefined && (isWaiting(first.status) || this.#isFiltered);
    if (isWanted) void this.#opener.open(first.id, false);
    else if (this.store.state.open.phase === 'failed') this.#opener.close();
  }

  async #applyFilter(): Promise<void> {
    if (!(await this.filtering.finish())) return;
    this.#focus('list');
    this.#openMatch();
  }

  /** The first that fits, where the open candidate does not. */
  #openMatch(): void {
    const { queue, editing } = this.store.state;
    if (queue.selectedAt === undefined && queue.total > 0 && !editing) this.openAt(0);
  }

  #tellOrder(): void {
    const { sort, total } = this.store.state.queue;
    if (total > 0) this.store.tell('done', `${SORT_WORDS[sort]}: what waits comes first.`);
  }

  get #isFiltered(): boolean {
    return this.store.state.queue.filter !== '';
  }

  #needsFirst(): boolean {
    const { open, queue } = this.store.state;
    return open.phase === 'none' || (open.phase === 'failed' && queue.selectedAt === undefined);
  }

  #show(id: string, action: PanelAction | undefined): void {
    this.setHelp(false);
    this.choose(undefined);
    this.#whenDecided(() => {
      const { selected, open } = this.store.state;
      const isOpen = id === selected && open.phase === 'ready';
      if (isOpen) this.store.update((state) => ({ ...state, chosen: true }));
      else this.#drafts.flush();
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
    } else if (event.type === 'tell') {
      this.store.tell(event.tone, event.text);
    } else if (event.type === 'filterChanged') {
      this.filtering.forget();
      void this.#loader.reload().then(() => this.#openMatch());
    } else {
      this.loadQueue();
      this.previewing.outdate();
      this.#whenDecided(() => void this.#opener.reload());
    }
  }

  async #ask(
    request: RequestOf<'run'> | RequestOf<'openProvenance'> | RequestOf<'openEntry'>,
  ): Promise<void> {
    try {
      await this.link.request(request);
    } catch (error) {
      this.store.tell('refused', messageOf(error));
    }
  }
}
