import { archiveLog, jsonLines, knowledge } from '../archiveLog.js';
import type { Layout } from '../layout.js';

const NOW = Date.now() - 86_400_000;
const AT = new Date(NOW).toISOString();

/** All of the logs that today's assistant writes, with what each may leave out. */
export const everyLog: Layout = {
  name: 'every log',
  files: {
    'userData/lumi_memory.jsonl': `${archiveLog(3).join('\n')}\n`,
    'userData/kb_usage.jsonl': jsonLines([
      { ts: NOW, query: 'How is device 1 begun?', source: 'kbContext', hits: [{ title: 'no id' }] },
      { ts: NOW + 1, query: 'How is device 2 begun?', source: 'kbFirst', hits: [{ id: 'kb-2' }] },
      { query: 'no time', source: 'kbFirst', hits: [] },
    ]),
    'userData/audit_1792599151340.json': JSON.stringify({
      stepId: 'a',
      action: 'writeFile',
      args: { path: 'C:\\Users\\dev\\notes.md' },
      ts: NOW,
    }),
    'userData/audit_1792599151341.json': JSON.stringify(
      { stepId: 'b', action: 'runCommand', args: { command: 'dir \\\\server\\share' }, ts: NOW },
      null,
      2,
    ),
    'userData/action_journal.jsonl': jsonLines([
      { stepId: 'c', action: 'presentKB', args: {}, ts: NOW },
      { stepId: 'd', action: 'actionToCome', args: {}, ts: NOW },
    ]),
    'training/selflearn_audit.jsonl': jsonLines([
      { timestamp: AT, type: 'knowledge-added', file: 'kb.jsonl', question: 'q', confidence: 0.5 },
      { timestamp: AT, type: 'kb-prune' },
    ]),
    'userData/security/validation.jsonl': jsonLines([
      {
        timestamp: AT,
        candidate_id: 'x',
        question: 'q',
        confidence: 0.4,
        threat_score: 0.1,
        threat_reasons: [],
        decision: 'quarantine',
      },
    ]),
    'userData/staging.jsonl': jsonLines([
      {
        id: 's1',
        q: 'How is the door shut?',
        a: 'Pull it.',
        confidence: 0.4,
        status: 'quarantined',
        threats: [],
        threat_score: 0.4,
        timestamp: AT,
        source: 's',
      },
    ]),
    'training/kb.jsonl': jsonLines(knowledge(5)),
  },
  expected: {
    records: {
      'userData/lumi_memory.jsonl': 9,
      'userData/kb_usage.jsonl': 2,
      'userData/audit_1792599151340.json': 1,
      'userData/audit_1792599151341.json': 1,
      'userData/action_journal.jsonl': 2,
      'training/selflearn_audit.jsonl': 2,
      'userData/security/validation.jsonl': 1,
      'userData/staging.jsonl': 1,
      'training/kb.jsonl': 5,
    },
    faults: ['userData/kb_usage.jsonl:3 unknown-shape'],
    candidates: 3,
    known: 5,
  },
};
