import * as z from 'zod';

/** What a statement is about, by name and by the SHA-256 of its bytes. */
const subjectSchema = z.looseObject({
  name: z.string().min(1).max(4_096),
  digest: z.looseObject({ sha256: z.string().regex(/^[0-9a-f]{64}$/u) }),
});

/** An in-toto Statement v1: https://github.com/in-toto/attestation/blob/main/spec/v1/statement.md */
export const statementSchema = z.looseObject({
  _type: z.literal('https://in-toto.io/Statement/v1'),
  subject: z.array(subjectSchema).min(1),
  /** A URI that names what the predicate says, and its version. */
  predicateType: z.string().min(1).max(200),
  predicate: z.record(z.string(), z.unknown()),
});

export interface Subject {
  readonly name: string;
  readonly digest: { readonly sha256: string };
}

export interface Statement {
  readonly _type: 'https://in-toto.io/Statement/v1';
  readonly subject: readonly Subject[];
  readonly predicateType: string;
  readonly predicate: Readonly<Record<string, unknown>>;
}

/** The URI of a kind of predicate of ours: `urn:codelumi:predicate:<name>:v1`. */
export type PredicateType = `urn:codelumi:predicate:${string}:v${number}`;

export function statement(
  predicateType: PredicateType,
  subject: readonly Subject[],
  predicate: Readonly<Record<string, unknown>>,
): Statement {
  return { _type: 'https://in-toto.io/Statement/v1', subject, predicateType, predicate };
}
