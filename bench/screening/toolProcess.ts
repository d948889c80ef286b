import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** What a process of its own is asked to do with one tool. */
export interface Task {
  readonly tool: string;
  /** Spans of each text; one figure in MB a CPU second; milliseconds for each text. */
  readonly what: 'detect' | 'speed' | 'hostile';
  readonly texts: readonly string[];
}

const ENTRY = 'out/bench/screeningTool.mjs';

/**
 * Answers of a tool, one a text. A tool that is silent for too long is ended, and the text it hung at
 * has no answer; what follows is asked of a new process.
 */
export async function answersOf<Answer>(
  task: Task,
  patienceMs: number,
): Promise<(Answer | undefined)[]> {
  const answers: (Answer | undefined)[] = [];
  const wanted = task.what === 'speed' ? 1 : task.texts.length;
  while (answers.length < wanted) {
    const texts = task.what === 'speed' ? task.texts : task.texts.slice(answers.length);
    const got = await run<Answer>({ ...task, texts }, patienceMs);
    answers.push(...got);
    if (answers.length < wanted) answers.push(undefined);
  }
  return answers;
}

function run<Answer>(task: Task, patienceMs: number): Promise<Answer[]> {
  return new Promise((done, failed) => {
    const answers: Answer[] = [];
    const child = spawn(process.execPath, [ENTRY], { stdio: ['pipe', 'pipe', 'pipe'] });
    let complaint = '';
    let isHung = false;
    const end = () => {
      isHung = true;
      child.kill('SIGKILL');
    };
    let patience = setTimeout(end, patienceMs);
    createInterface({ input: child.stdout }).on('line', (line) => {
      answers.push(JSON.parse(line));
      clearTimeout(patience);
      patience = setTimeout(end, patienceMs);
    });
    child.stderr.on('data', (data) => {
      complaint += data;
    });
    child.on('error', failed);
    child.on('close', (code) => {
      clearTimeout(patience);
      if (code === 0 || isHung) done(answers);
      else failed(new Error(`${task.tool} failed: ${complaint.trim().split('\n').at(-1)}`));
    });
    child.stdin.on('error', () => {}); // It ended before it had read all; `close` says why.
    child.stdin.end(JSON.stringify(task));
  });
}
