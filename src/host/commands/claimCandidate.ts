import { l10n, window } from 'vscode';
import type { Reviewer } from '../../core/records/decision.js';
import { claimWords } from '../../shared/claimWords.js';
import { plainMessage } from '../plainMessage.js';
import type { CurrentCandidate } from '../review/currentCandidate.js';
import type { Reservations } from '../review/reservations.js';
import type { DeskClaim, ReviewDesk } from '../review/reviewDesk.js';

export interface ClaimWorld {
  readonly current: CurrentCandidate;
  readonly desk: ReviewDesk;
  readonly reservations: Reservations;
}

type Wish = Omit<DeskClaim, 'candidates'>;

const TAKE_OVER = { reserve: l10n.t('Take It Over'), release: l10n.t('End It') } as const;

/** Says who is to review a candidate: oneself, somebody else, or nobody any more. */
export async function assignCandidate(target: unknown, world: ClaimWorld): Promise<void> {
  const id = world.current.requireReadable(target);
  // Read before anybody is asked: who assigns it meanwhile is not overruled unseen.
  const { claim } = await world.desk.read(id);
  const who = await askWhom();
  if (who === undefined) return;
  const wish =
    who === 'nobody' ? ({ action: 'unassign' } as const) : ({ action: 'assign', to: who } as const);
  await change(world.desk, id, wish, claim?.lastHash);
}

/** Keeps a candidate for oneself for a while; while it is open in the panel, that is renewed. */
export async function reserveCandidate(target: unknown, world: ClaimWorld): Promise<void> {
  const id = world.current.requireReadable(target);
  if (await changeAsking(world.desk, id, 'reserve')) world.reservations.keep(id);
}

export async function releaseReservation(target: unknown, world: ClaimWorld): Promise<void> {
  const id = world.current.requireReadable(target);
  if (await changeAsking(world.desk, id, 'release')) world.reservations.forget(id);
}

async function askWhom(): Promise<Reviewer | 'nobody' | undefined> {
  const rows = [
    {
      label: l10n.t('Somebody…'),
      description: l10n.t('by name and mail address'),
      who: 'somebody',
    },
    { label: l10n.t('Nobody'), description: l10n.t('whoever comes reviews it'), who: 'nobody' },
  ] as const;
  const chosen = await window.showQuickPick(rows, {
    title: l10n.t('Assign Candidate'),
    placeHolder: l10n.t('To whom?'),
  });
  if (chosen?.who !== 'somebody') return chosen?.who;
  const typed = await window.showInputBox({
    title: l10n.t('Assign Candidate'),
    prompt: l10n.t('As Git writes people: Ada Lovelace <ada@example.org>'),
    ignoreFocusOut: true,
    validateInput: (text) =>
      text === '' || personIn(text) !== undefined ? undefined : l10n.t('Write it as Name <mail>.'),
  });
  return typed === undefined ? undefined : personIn(typed);
}

function personIn(text: string): Reviewer | undefined {
  const [, name, email] = /^([^<>]{1,200}?)\s*<([^<>]{1,200})>$/u.exec(text.trim()) ?? [];
  return name === undefined || email === undefined ? undefined : { name, email };
}

/** @returns whether it is so now */
async function changeAsking(
  desk: ReviewDesk,
  id: string,
  action: 'reserve' | 'release',
): Promise<boolean> {
  const { claimed, refused } = await desk.claim({ action, candidates: [{ candidate: id }] });
  const [refusal] = refused;
  if (refusal === undefined) {
    tell(id, claimed[0]);
    return true;
  }
  if (refusal.reason !== 'reserved') {
    void window.showWarningMessage(plainMessage(refusal.message));
    return false;
  }
  const take = TAKE_OVER[action];
  const answer = await window.showWarningMessage(
    plainMessage(refusal.message),
    { modal: true },
    take,
  );
  if (answer !== take) return false;
  await change(desk, id, { action, force: true });
  return true;
}

async function change(desk: ReviewDesk, id: string, wish: Wish, on?: string | null): Promise<void> {
  const candidate = { candidate: id, ...(on === undefined ? {} : { on }) };
  const { claimed, refused } = await desk.claim({ ...wish, candidates: [candidate] });
  const [refusal] = refused;
  // Not awaited: the command is over, the message stays.
  if (refusal !== undefined) void window.showWarningMessage(plainMessage(refusal.message));
  else tell(id, claimed[0]);
}

type Claimed = Parameters<typeof claimWords>[0];

function tell(id: string, claim: Claimed | undefined): void {
  const words =
    claim === undefined ? [] : claimWords(claim, { now: new Date(), isMe: () => false });
  const what = words.length === 0 ? "nobody's" : words.join(', ');
  void window.showInformationMessage(plainMessage(l10n.t('{0} is {1}.', id, what)));
}
