import type { KbTopic } from '../kb/kbModel.js';
import { LogFile } from '../lib/logFile.js';
import { at, type Random } from '../lib/random.js';
import type { FreshTopic } from '../memory/freshTurns.js';

const holdoutSize = 51;

/** Queries worded as no log words them, but for the leaks that are planted on purpose. */
export function buildHoldout(
  known: readonly KbTopic[],
  leaked: readonly KbTopic[],
  liked: readonly FreshTopic[],
  random: Random,
): LogFile {
  const log = new LogFile('training/eval/holdout.jsonl');
  const leakedIds = new Set(leaked.map(({ id }) => id));
  const others = random.shuffle(known.filter(({ id }) => !leakedIds.has(id)));
  const chosen = random.shuffle([...leaked, ...others.slice(0, holdoutSize - leaked.length)]);
  chosen.forEach((topic, index) => {
    log.json({ query: at(topic.also, -1), relevant: relevant(topic, index, known) });
  });
  const answered = [...others.slice(-3), ...liked.slice(-30)];
  for (const { also, answer } of answered) log.json({ query: at(also, -1), answer });
  return log;
}

function relevant(topic: KbTopic, index: number, known: readonly KbTopic[]): object[] {
  const { id } = topic;
  if (index % 8 !== 7) return [{ id }];
  const neighbour = known.find((other) => other.theme === topic.theme && other.id !== id);
  return [{ id, grade: 3 }, ...(neighbour ? [{ id: neighbour.id, grade: 1 }] : [])];
}

const annotators = ['annotator-1', 'annotator-2', 'annotator-3'];

/** 3: answers it; 2: answers a part; 1: same subject; 0: something else. */
export function buildAnnotated(known: readonly KbTopic[], random: Random): LogFile {
  const log = new LogFile('training/eval/annotated.jsonl');
  random
    .shuffle(known)
    .slice(0, 40)
    .forEach((topic, index) => {
      const label = at([3, 0, 3, 1, 2], index % 5);
      const candidate = candidateFor(topic, label, known, random);
      const annotator = at(annotators, index % annotators.length);
      log.json({ query: at(topic.also, 2), candidate, label, annotator });
    });
  return log;
}

function candidateFor(
  topic: KbTopic,
  label: number,
  known: readonly KbTopic[],
  random: Random,
): string {
  if (label === 3) return topic.answer;
  if (label === 2) return topic.answer.split(/(?<=[.:]) /)[0] ?? topic.answer;
  const sameTheme = label === 1;
  const pool = known.filter(
    ({ theme, id }) => (theme === topic.theme) === sameTheme && id !== topic.id,
  );
  return random.pick(pool).answer;
}
