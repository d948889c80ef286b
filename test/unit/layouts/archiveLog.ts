/** How a generation of the assistant wrote its conversations down. */
interface Style {
  /** The key of an entry's time; undefined: it wrote none. */
  readonly time?: 't' | 'ts' | undefined;
  readonly answerRole?: 'assistant' | 'lumi';
  /** `meta.type` of the feedback button. */
  readonly feedback?: string;
  /** Whether the button tells the pair, or leaves it to be found in the log. */
  readonly tellsPair?: boolean;
}

/** Of the first entry: some days ago, so that what watches logs takes it for recent. */
const FIRST_TIME = Date.now() - 3 * 86_400_000;
const MINUTE = 60_000;

/** Lines of `lumi_memory.jsonl`: so many questions, each answered and thanked for, three lines each, hours apart. */
export function archiveLog(count: number, style: Style = {}): string[] {
  const { answerRole = 'assistant', feedback = 'up', tellsPair = false } = style;
  const time = 'time' in style ? style.time : 't';
  const lines: string[] = [];
  for (let part = 1; part <= count; part += 1) {
    const question = `How is part ${part} of the archive opened?`;
    const answer = `Open menu number ${part}, choose the view called view${part}, and confirm what it shows you there.`;
    const pair = tellsPair ? { question, assistant: answer } : { question: null, assistant: null };
    const meta = { feedbackText: 'thanks!', type: feedback, ...pair };
    const entries = [
      { role: 'user', text: question },
      { role: answerRole, text: answer },
      { role: 'signal', text: `feedback:${feedback}`, meta, source: 'renderer-feedback' },
    ];
    for (const [step, entry] of entries.entries()) {
      const at = FIRST_TIME + part * 120 * MINUTE + step * MINUTE;
      lines.push(JSON.stringify(time === undefined ? entry : { ...entry, [time]: at }));
    }
  }
  return lines;
}

/** Entries of a knowledge base, that nothing in the log asks about. */
export function knowledge(count: number): { id: string; q: string; a: string }[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `kb-${index}`,
    q: `How is device ${index} begun?`,
    a: `Press the button marked ${index} and wait for the green light to come on.`,
  }));
}

export function jsonLines(values: readonly object[], end = '\n'): string {
  return values.map((value) => JSON.stringify(value) + end).join('');
}
