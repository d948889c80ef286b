interface Person {
  readonly name: string;
  readonly email: string;
}

/** Who has a candidate. */
interface Claim {
  readonly assignee: Person | undefined;
  /** `until`: ISO 8601. */
  readonly reservation: { readonly by: Person; readonly until: string } | undefined;
}

interface Reader {
  readonly now: Date;
  readonly isMe: (person: Person) => boolean;
  readonly nameOf?: (person: Person) => string;
}

/** `assigned to you`, `reserved by Ada until 10:40`; a reservation that has ended is none. */
export function claimWords(
  { assignee, reservation }: Claim,
  { now, isMe, nameOf = ({ name }) => name }: Reader,
): string[] {
  const who = (person: Person) => (isMe(person) ? 'you' : nameOf(person));
  const isHeld = reservation !== undefined && Date.parse(reservation.until) > now.getTime();
  return [
    ...(assignee === undefined ? [] : [`assigned to ${who(assignee)}`]),
    ...(isHeld ? [`reserved by ${who(reservation.by)} until ${clockTime(reservation.until)}`] : []),
  ];
}

/** In the time zone of whoever reads it. */
function clockTime(time: string): string {
  return new Date(time).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
}

/** What stands beside a status that somebody must not know yet. */
export const BLIND_WORDS = 'blind: decide first, then see what others decided';
