import * as z from 'zod';
import { sha256 } from '../../records/sha256.js';
import { type PredicateType, type Statement, statement } from '../statement.js';

const APPROVED: PredicateType = 'urn:codelumi:predicate:approved-version:v1';

/** What is approved: texts, and the versions that they follow. */
export interface VersionContent {
  /** What it is a version of: `signers`, `policy`. */
  readonly kind: string;
  /** The ids of the versions before, mostly one; none for the first, several where branches were merged. */
  readonly follows: readonly string[];
  /** By name, mostly a path. */
  readonly texts: Readonly<Record<string, string>>;
}

/** That somebody approves a version. */
export interface ApprovalStatement {
  /** Of the version: SHA-256 of kind, versions before, and the digest of each text. */
  readonly version: string;
  readonly content: VersionContent;
  readonly principal: string;
  /** ISO 8601. */
  readonly at: string;
}

const digest = z.string().regex(/^[0-9a-f]{64}$/u);

const predicateSchema = z.strictObject({
  kind: z.string().regex(/^[a-z]{1,40}$/u),
  follows: z.array(digest).max(32),
  texts: z.record(z.string(), z.string()),
  principal: z.string().min(1),
  at: z.iso.datetime(),
});

/** The same for everybody who approves the same, so that their approvals add up. */
export function versionOf({ kind, follows, texts }: VersionContent): string {
  const digests = Object.keys(texts)
    .sort()
    .map((name) => [name, sha256(texts[name] ?? '')]);
  return sha256(
    JSON.stringify(['codelumi approved version v1', kind, [...follows].sort(), digests]),
  );
}

/** What is signed. Its subjects are the texts, by name and digest. */
export function approvalStatement(
  content: VersionContent,
  { principal, at }: Pick<ApprovalStatement, 'principal' | 'at'>,
): Statement {
  return statement(APPROVED, subjectsOf(content.texts), { ...content, principal, at });
}

/** Reads such a statement; undefined for any other, and for one whose texts are not those it is about. */
export function approvalIn({
  predicateType,
  subject,
  predicate,
}: Statement): ApprovalStatement | undefined {
  const parsed = predicateSchema.safeParse(predicate);
  if (predicateType !== APPROVED || !parsed.success) return undefined;
  const { principal, at: written, ...content } = parsed.data;
  const at = new Date(written).toISOString(); // In one form, so that times compare as text.
  const expected = new Map(
    subjectsOf(content.texts).map((each) => [each.name, each.digest.sha256]),
  );
  const isAboutThem =
    subject.length === expected.size &&
    subject.every(({ name, digest: found }) => expected.get(name) === found.sha256);
  return isAboutThem ? { version: versionOf(content), content, principal, at } : undefined;
}

function subjectsOf(texts: VersionContent['texts']): Statement['subject'] {
  return Object.entries(texts).map(([name, text]) => ({ name, digest: { sha256: sha256(text) } }));
}
