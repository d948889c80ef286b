import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { JournalledDecision } from '../../../../src/core/review/decisionJournals.js';
import { quorumOf } from '../../../../src/core/review/quorum/quorumOf.js';
import type { SignedDecisions } from '../../../../src/core/review/quorum/signedDecisions.js';
import { configSchema } from '../../../../src/core/workspace/configSchema.js';
import { ALL } from '../../support/reviewDesk.js';

const { policy } = configSchema.parse({ policy: { quorum: { entry: 2 } } });

interface Act {
  readonly email: string;
  readonly key: string | undefined;
}

function decided(action: 'accept' | 'edit', { email }: Act, at: number): JournalledDecision {
  const hash = `${action}${at}`;
  const decision = {
    v: 1,
    seq: at + 1,
    at: '2026-11-20T10:00:00.000Z',
    reviewer: { name: email.toLowerCase(), email },
    action,
    candidate: 'candidate-20261120-0001',
    fingerprint: '',
    on: null,
    checklist: ALL,
    prev: '',
    hash,
  } as const;
  return { decision, writer: email, file: 'journal', line: at + 1 };
}

function signedBy(acts: readonly Act[], action: 'accept' | 'edit'): SignedDecisions {
  const at = '2026-11-20T10:00:00.000Z';
  return new Map(
    acts.flatMap(({ key, email }, index) =>
      key === undefined
        ? []
        : [[`${action}${index}`, { keyid: key, principal: email.toLowerCase(), at }] as const],
    ),
  );
}

const person = fc.constantFrom('ada@acme.dev', 'Ada@ACME.dev', 'bob@acme.dev', 'cleo@acme.dev', '');
const key = fc.constantFrom('K1', 'K2', 'K3', undefined);
const acts = fc.array(fc.record({ email: person, key }), { maxLength: 5 });

describe('quorumOf', () => {
  it('is never reached by one address or one key, however often it accepts', () => {
    fc.assert(
      fc.property(acts, fc.constantFrom('entry' as const, 'hotfix' as const), (made, release) => {
        const approvals = made.map((act, at) => decided('accept', act, at));
        const { missing } = quorumOf(
          { approvals, authors: [] },
          signedBy(made, 'accept'),
          release,
          policy,
        );
        const counted = release === 'hotfix' ? made.filter((act) => act.key !== undefined) : made;
        const addresses = new Set(
          counted.map(({ email }) => email.toLowerCase()).filter((email) => email !== ''),
        );
        if (missing === undefined) assert.ok(addresses.size >= 2);
        const keys = new Set(counted.map((act) => act.key));
        if (keys.size === 1 && !keys.has(undefined)) assert.notEqual(missing, undefined);
      }),
    );
  });

  it('is never reached by an author alone', () => {
    const one = configSchema.parse({}).policy;
    fc.assert(
      fc.property(fc.record({ email: person, key }), acts, (author, others) => {
        const approvals = [decided('accept', author, 0)];
        const authors = [author, ...others].map((act, at) => decided('edit', act, at));
        const signed = new Map([
          ...signedBy([author], 'accept'),
          ...signedBy([author, ...others], 'edit'),
        ]);
        const { missing, needed } = quorumOf({ approvals, authors }, signed, 'entry', one);
        assert.match(missing ?? '', /edited it and is its only approver/u);
        assert.equal(needed, 2);
      }),
    );
  });

  it('says what is missing', () => {
    const [ada, bob] = [
      { email: 'ada@acme.dev', key: 'K1' },
      { email: 'bob@acme.dev', key: 'K1' },
    ];
    const approvals = [ada, bob].map((act, at) => decided('accept', act, at));
    const missing = (signed: SignedDecisions, release: 'entry' | 'hotfix') =>
      quorumOf({ approvals, authors: [] }, signed, release, policy).missing;
    assert.equal(missing(new Map(), 'entry'), undefined);
    assert.equal(
      missing(new Map(), 'hotfix'),
      'needs 2 signed approvals and has none: nothing proves who approved it as ada@acme.dev and bob@acme.dev',
    );
    assert.equal(
      missing(signedBy([ada, bob], 'accept'), 'hotfix'),
      'needs a second reviewer who signs: ada@acme.dev and bob@acme.dev are one person, by address or key',
    );
  });

  it('does not count an acceptance without its whole checklist', () => {
    const entry = decided('accept', { email: 'ada@acme.dev', key: undefined }, 0);
    const unchecked = {
      ...entry,
      decision: { ...entry.decision, checklist: { ...ALL, clear: false } },
    };
    const of = (approvals: JournalledDecision[]) =>
      quorumOf({ approvals, authors: [] }, new Map(), 'entry', configSchema.parse({}).policy);
    assert.equal(of([entry]).missing, undefined);
    assert.equal(of([unchecked]).missing, 'needs 1 approval and has none');
  });
});
