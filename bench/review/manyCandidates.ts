import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { at, Random } from '../../scripts/sample/lib/random.js';
import { themes } from '../../scripts/sample/topics/allTopics.js';
import type { Topic } from '../../scripts/sample/topics/topic.js';
import { DAY_MS } from '../../src/core/durations.js';
import {
  type Candidate,
  type CandidateText,
  candidateLine,
  type Finding,
  type Provenance,
} from '../../src/core/records/candidate.js';
import { fingerprintOf } from '../../src/core/records/fingerprint.js';
import { sha256 } from '../../src/core/records/sha256.js';
import { projectDay } from '../../src/core/review/projections.js';
import { screenText, verdictOf } from '../../src/core/screening/screenText.js';
import { configSchema } from '../../src/core/workspace/configSchema.js';
import { candidatesFile, dayOf } from '../../src/core/workspace/paths.js';
import { nodeContext } from '../../src/node/nodeContext.js';
import { writeDecisions } from './manyDecisions.js';

const POLICY = configSchema.parse({}).screening;
const LOG = 'userData/lumi_memory.jsonl';
/** The first run over old logs finds most; every later day adds its share. */
const FIRST_RUN = 0.6;
const DECIDED = 0.05;
/** Lines written at a time. */
const BATCH = 500;

const topics: readonly Topic[] = themes.flat();

/**
 * Writes `count` candidates over several days into a workspace, as extraction and two reviewers would
 * have left them: mostly pending, some flagged or rejected by screening, a twentieth decided on.
 * The same seed gives the same bytes.
 *
 * @param root absolute path of the workspace
 * @param until the newest day
 * @returns the days, oldest first
 */
export async function writeManyCandidates(
  root: string,
  count: number,
  until: Date,
  days = 5,
): Promise<string[]> {
  await mkdir(join(root, 'candidates'), { recursive: true });
  const random = new Random(20_261);
  const names: string[] = [];
  for (let index = 0; index < days; index += 1) {
    const day = dayOf(new Date(until.getTime() - (days - 1 - index) * DAY_MS));
    const share = index === 0 ? FIRST_RUN : (1 - FIRST_RUN) / (days - 1);
    await writeDay(root, day, Math.round(count * share), random);
    names.push(day);
  }
  return names;
}

async function writeDay(root: string, day: string, count: number, random: Random): Promise<void> {
  const decided: Candidate[] = [];
  function* batches(): Generator<string> {
    let lines: string[] = [];
    for (let number = 1; number <= count; number += 1) {
      const candidate = candidateOf(day, number, random);
      if (number <= count * DECIDED) decided.push(candidate);
      lines.push(candidateLine(candidate));
      if (lines.length < BATCH && number < count) continue;
      yield lines.join('');
      lines = [];
    }
  }
  await pipeline(Readable.from(batches()), createWriteStream(join(root, candidatesFile(day))));
  await writeDecisions(root, day, decided, random);
  await projectDay(nodeContext(root, new AbortController().signal), day);
}

function candidateOf(day: string, number: number, random: Random): Candidate {
  const topic = random.pick(topics);
  const text = textOf(topic, number, random);
  const findings = findingsIn(text);
  const variants = random.chance(0.2) ? topic.also.slice(0, random.int(1, 3)) : [];
  const bm25 = Math.round(random.next() * 30_000) / 1_000;
  return {
    id: `candidate-${day.replaceAll('-', '')}-${String(number).padStart(4, '0')}`,
    source: random.chance(0.1) ? 'kb_usage' : 'user_memory',
    timestamp: new Date(Date.parse(day) - random.int(0, 30 * DAY_MS)).toISOString(),
    ...text,
    user_feedback: 'positive_feedback',
    confidence_metrics: { bm25 },
    author: 'codelumi-system',
    status: verdictOf(findings),
    fingerprint: fingerprintOf(text),
    provenance: provenanceOf(number, random),
    evidence: [{ rule: 'R1-positive-feedback', version: 2, count: random.int(1, 4) }],
    findings,
    metadata: {
      nearest_kb: { id: `kb-${topic.key}`, bm25 },
      ...(variants.length === 0 ? {} : { variants }),
      corroboration: { sessions: random.int(1, 3), days: random.int(1, 3) },
    },
  };
}

const screened = new Map<string, Finding[]>();

/** Questions differ in numbers alone, so what stands in an answer is the same wherever it is given. */
function findingsIn(text: CandidateText): Finding[] {
  const known = screened.get(text.assistant_output);
  if (known !== undefined) return known;
  const findings = screenText(text, POLICY);
  screened.set(text.assistant_output, findings);
  return findings;
}

/** Every one is another question, so that no two are the same candidate. */
function textOf({ ask, also, answer }: Topic, number: number, random: Random): CandidateText {
  const query = `${random.pick([ask, ...also])} (project ${random.int(1, 400)}, case ${number})`;
  const chance = random.next();
  if (chance < 0.02) return { query, assistant_output: 'Press F2.' };
  if (chance < 0.1) {
    const mail = ['someone', number, '@', 'acme', '.dev'].join('');
    return { query, assistant_output: `${answer} If it persists, write to ${mail}.` };
  }
  const more = random.chance(0.5) ? ` ${at(topics, number % topics.length).answer}` : '';
  return { query, assistant_output: `${answer}${more}` };
}

function provenanceOf(number: number, random: Random): Provenance[] {
  return (['question', 'answer', 'signal'] as const).map((part, index) => ({
    file: LOG,
    line: number * 3 + index,
    byte_offset: number * 900 + index * 300,
    byte_length: random.int(60, 300),
    sha256: sha256(`${number}/${part}`),
    part,
  }));
}
