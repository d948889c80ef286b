import { messageOf } from '../../errors.js';
import { candidateSchema, isCandidateId } from '../../records/candidate.js';
import { fingerprintOf } from '../../records/fingerprint.js';
import { parseRecords } from '../../records/parseRecords.js';
import { describeFault, isLoss, type ReadFault } from '../../records/readFault.js';
import type { JsonObject } from '../../records/readItem.js';
import type { ScreeningPolicy } from '../recogniser.js';
import type { DocumentFinding } from './documentFinding.js';
import { type DocumentKind, looksLikeRecordOf } from './documentKind.js';
import { findingsInRecord } from './findingsInRecord.js';
import { Utf16Offsets } from './utf16Offsets.js';

/** What is said of records themselves, beside the faults that reading finds. */
export const RECORD_RULES = ['not-a-candidate', 'changed-by-hand', 'scanner-failure'] as const;

const BYTE_ORDER_MARK = '\ufeff';

/**
 * Everything to be seen in one stretch of a file: what screening finds in its records, and what is
 * wrong with the records. Pure, so that a stretch that did not change need not be read again.
 */
export function readStretch(
  text: string,
  kind: DocumentKind,
  policy: ScreeningPolicy,
): DocumentFinding[] {
  if (text.startsWith(BYTE_ORDER_MARK)) {
    return readStretch(text.slice(1), kind, policy).map((found) => moved(found, 1));
  }
  if (text.trim() === '') return [];
  const bytes = Buffer.from(text);
  const offsets = new Utf16Offsets(text, bytes);
  const findings: DocumentFinding[] = [];
  const stretch = { file: '', line: 1, byteOffset: 0, bytes };
  for (const item of parseRecords(stretch, looksLikeRecordOf(kind))) {
    const { position } = item.kind === 'record' ? item : item.fault;
    const start = offsets.at(position.byteOffset);
    const end = offsets.at(position.byteOffset + position.byteLength);
    if (item.kind === 'fault') findings.push(faultFinding(item.fault, start, end));
    else findings.push(...recordFindings(text.slice(start, end), item.value, start, kind, policy));
  }
  return findings;
}

function recordFindings(
  record: string,
  value: JsonObject,
  offset: number,
  kind: DocumentKind,
  policy: ScreeningPolicy,
): DocumentFinding[] {
  const { id } = kind === 'journal' ? { id: value['candidate'] } : value;
  const candidate = typeof id === 'string' && isCandidateId(id) ? { candidate: id } : {};
  const found = [
    ...(kind === 'candidates' ? schemaFindings(value, record) : []),
    ...screened(record, kind, policy),
  ];
  return found.map((finding) => ({ ...moved(finding, offset), ...candidate }));
}

/** A scanner that fails must not pass for one that found nothing. */
function screened(record: string, kind: DocumentKind, policy: ScreeningPolicy): DocumentFinding[] {
  try {
    return findingsInRecord(record, kind, policy);
  } catch (error) {
    const message = `This record could not be screened, so nobody knows whether it is clean: ${messageOf(error)}`;
    return [whole('scanner-failure', 'scanner-failure', message, record)];
  }
}

/** What keeps a whole record from being a candidate. */
function schemaFindings(value: JsonObject, record: string): DocumentFinding[] {
  const parsed = candidateSchema.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const place = issue?.path.join('.') || 'the record';
    const message = `Not a candidate: ${place}: ${issue?.message ?? 'not valid'}. It is left out.`;
    return [whole('schema', 'not-a-candidate', message, record)];
  }
  if (parsed.data.fingerprint === fingerprintOf(parsed.data)) return [];
  const message =
    'The text of this candidate was changed by hand, so it is left out. Restore it, and edit it in review.';
  return [whole('schema', 'changed-by-hand', message, record)];
}

/** Underlining a whole record would hide everything in it: its beginning stands for it. */
const SHOWN = 40;

function whole(
  kind: DocumentFinding['kind'],
  rule: (typeof RECORD_RULES)[number],
  message: string,
  record: string,
): DocumentFinding {
  return { kind, rule, severity: 'blocking', message, start: 0, end: endOfBeginning(record) };
}

function endOfBeginning(record: string): number {
  const end = Math.min(record.length, SHOWN);
  const lineEnd = record.slice(0, end).indexOf('\n');
  return lineEnd > 0 ? lineEnd : end;
}

function faultFinding(fault: ReadFault, start: number, end: number): DocumentFinding {
  const said = describeFault(fault);
  const lost = isLoss(fault.kind);
  return {
    kind: 'malformed',
    rule: fault.kind,
    severity: lost ? 'blocking' : 'warning',
    message: `${said.slice(0, 1).toUpperCase()}${said.slice(1)}.${lost ? ' It is left out.' : ''}`,
    start,
    end: Math.max(end, start),
  };
}

function moved(finding: DocumentFinding, by: number): DocumentFinding {
  return { ...finding, start: finding.start + by, end: finding.end + by };
}
