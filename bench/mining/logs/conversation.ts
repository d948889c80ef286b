/** Something that is logged; when is for whoever writes it. */
export type Logged =
  | { readonly log: 'memory'; readonly entry: Readonly<Record<string, unknown>> }
  | { readonly log: 'uses'; readonly query: string; readonly hits: readonly Hit[] };

export interface Hit {
  readonly id: string;
  readonly title: string;
}

export type Conversation = readonly Logged[];

export interface Exchange {
  readonly question: string;
  readonly answer: string;
  /** What the knowledge base had. */
  readonly hits?: readonly Hit[];
  /** Whether the assistant names them when it answers. */
  readonly isCited?: boolean;
}

export function said(role: string, text: string): Logged {
  return { log: 'memory', entry: { role, text } };
}

export function hit(id: string): Hit {
  return { id, title: `Entry ${id}` };
}

/** A question, the search made for it, and the answer. */
export function exchange({ question, answer, hits = [], isCited = false }: Exchange): Logged[] {
  const text = `KB_ANSWER: ${answer}`;
  const cited: Logged = { log: 'memory', entry: { role: 'kb_used', text, meta: { hits } } };
  return [
    said('user', question),
    { log: 'uses', query: question, hits },
    ...(isCited ? [cited] : []),
    said('assistant', answer),
  ];
}

/** A button that the user pressed below an answer. */
export function button(type: 'up' | 'down', { question, answer }: Exchange): Logged {
  const meta = { feedbackText: '', type, question, assistant: answer };
  const entry = { role: 'signal', text: `feedback:${type}`, meta, source: 'renderer-feedback' };
  return { log: 'memory', entry };
}

/** A detector that heard praise in the assistant's own words. */
export function weakSignal({ answer }: Exchange): Logged {
  const signals = [{ type: 'positive_feedback', confidence: 0.6, evidence: answer.slice(0, 5) }];
  const entry = { role: 'signal', text: answer, meta: { signals, source: 'think' } };
  return { log: 'memory', entry };
}
