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

/** How long a tool may take for one measure, in seconds; so that the whole run ends. */
let boxSeconds = 120;

export function setTimeBox(seconds: number): void {
  boxSeconds = seconds;
}

/** Speed takes that many times as long: it counts CPU seconds, after warming up. */
const SPEED_BOXES = 4;

/** What was not measured to its end, and why; said at the end. */
export const skipped: string[] = [];

export interface Answers<Answer> {
  /** One a text; undefined where the tool hung, and where its time was up. */
  readonly answers: readonly (Answer | undefined)[];
  /** Why not all were asked for; undefined: all were. */
  readonly reason: string | undefined;
}

/**
 * Answers of a tool, one a text. A tool that is silent for too long is ended, and the text it hung at
 * has no answer; what follows is asked of a new process, until its time is up.
 */
export async function answersOf<Answer>(task: Task, patienceMs: number): Promise<Answers<Answer>> {
  const answers: (Answer | undefined)[] = [];
  const wanted = task.what === 'speed' ? 1 : task.texts.length;
  const seconds = task.what === 'speed' ? SPEED_BOXES * boxSeconds : boxSeconds;
  const end = Date.now() + seconds * 1_000;
  while (answers.length < wanted) {
    const left = end - Date.now();
    if (left <= 0) return outOfTime(task, answers, wanted, seconds);
    const texts = task.what === 'speed' ? task.texts : task.texts.slice(answers.length);
    const { got, isOver } = await run<Answer>({ ...task, texts }, patienceMs, left);
    answers.push(...got);
    if (isOver) continue;
    if (answers.length < wanted) answers.push(undefined);
  }
  return { answers, reason: undefined };
}

function outOfTime<Answer>(
  { tool, what }: Task,
  answers: readonly (Answer | undefined)[],
  wanted: number,
  seconds: number,
): Answers<Answer> {
  const reason = `skipped: ${what}: ${answers.length} of ${wanted} in ${seconds} s`;
  skipped.push(`${tool}: ${reason}`);
  const rest = new Array<undefined>(wanted - answers.length).fill(undefined);
  return { answers: [...answers, ...rest], reason };
}

/** @param leftMs what is left of its time */
function run<Answer>(
  task: Task,
  patienceMs: number,
  leftMs: number,
): Promise<{ got: Answer[]; isOver: boolean }> {
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
    let isOver = false;
    const box = setTimeout(() => {
      isOver = true;
      end();
    }, leftMs);
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
      clearTimeout(box);
      if (code === 0 || isHung) done({ got: answers, isOver });
      else failed(new Error(`${task.tool} failed: ${complaint.trim().split('\n').at(-1)}`));
    });
    child.stdin.on('error', () => {}); // It ended before it had read all; `close` says why.
    child.stdin.end(JSON.stringify(task));
  });
}
