/** What people say after an answer. `evidence` is the part that the signal detector reports. */
export interface Reaction {
  readonly text: string;
  readonly evidence: string;
}

/** A reaction that the detector files under a type of its own. */
export interface TypedReaction extends Reaction {
  readonly type: string;
}

const say = (text: string, evidence: string): Reaction => ({ text, evidence });

export const praise: readonly Reaction[] = [
  say('thanks, that worked', 'thanks'),
  say('Perfect, exactly what I needed.', 'Perfect'),
  say('great, works now', 'great'),
  say('That solved it, thank you!', 'thank you'),
  say('awesome, fixed in one go', 'awesome'),
  say('Thanks a lot, I had been looking for this all morning.', 'Thanks'),
  say('yes!! that was it, thanks', 'thanks'),
  say('Brilliant, thank you.', 'thank you'),
  say('works like a charm', 'works like a charm'),
  say('very helpful, saved me an hour', 'very helpful'),
  say('Excellent answer, thanks.', 'thanks'),
  say('ok that fixed the build, thank you', 'thank you'),
  say('Perfect. I put it in our wiki.', 'Perfect'),
  say('that did the trick, thanks!', 'thanks'),
  say('love it, works', 'love it'),
  say('Thank you, now I understand why.', 'Thank you'),
];

export const complaint: readonly Reaction[] = [
  say('no, that is wrong', 'wrong'),
  say('That does not work, same error as before.', 'does not work'),
  say('not what I asked', 'not what I asked'),
  say("that didn't help", "didn't help"),
  say('this is incorrect, please check again', 'incorrect'),
  say('Wrong, the option does not exist in my version.', 'Wrong'),
  say('I need a real answer, not a guess', 'not a guess'),
  say('useless, sorry', 'useless'),
  say('nope, still broken', 'still broken'),
  say("doesn't work on windows", "doesn't work"),
];

export const implicitReactions: readonly TypedReaction[] = [
  { ...say('all tests pass with this', 'tests pass'), type: 'test_pass' },
  { ...say('copied it into the script', 'copied'), type: 'copy_event' },
  { ...say('I changed the flag name and took the rest', 'I changed'), type: 'manual_edit' },
  { ...say('yes, go ahead', 'go ahead'), type: 'approval' },
  { ...say('npm test: 212 passing', '212 passing'), type: 'test_pass' },
  { ...say('I edited your snippet a bit', 'I edited'), type: 'manual_edit' },
];

/** Beginnings of the assistant's own that the detector mistakes for feedback. */
export const weakOpeners: readonly TypedReaction[] = [
  { ...say('Great question! ', 'Great'), type: 'positive_feedback' },
  { ...say('Good point to clear up. ', 'Good'), type: 'positive_feedback' },
  { ...say('Thanks for asking. ', 'Thanks'), type: 'positive_feedback' },
  { ...say('No problem, this is quick. ', 'No'), type: 'negative_feedback' },
  { ...say('Ok, here is how it goes. ', 'Ok'), type: 'approval' },
  { ...say('Perfect, I have enough context. ', 'Perfect'), type: 'positive_feedback' },
  { ...say('This often goes wrong the first time. ', 'wrong'), type: 'negative_feedback' },
  { ...say('Let us get this correct. ', 'correct'), type: 'positive_feedback' },
];

export const closers: readonly string[] = [
  ' Shall I run it for you?',
  ' Tell me if you are on Windows, the command differs there.',
  ' Would you like an example with your own files?',
  ' I can write that into the project settings if you want.',
];

export const buttonComments: readonly string[] = [
  '',
  '',
  '',
  'thanks!',
  'clear and short',
  'worked at once',
  'good example',
  'nice',
  'exactly',
];

export const downComments: readonly string[] = [
  '',
  '',
  'wrong',
  'too vague',
  'did not help',
  'outdated?',
];

export const sessionNotes: readonly string[] = [
  'Session started. CodeLumi 2.3.1, workspace [PROJECT_ROOT], knowledge base loaded.',
  'Session started. CodeLumi 2.3.1, workspace [PROJECT_ROOT], offline.',
  'Older messages were removed from the context to stay below the limit.',
  'Knowledge base reloaded: a file in training/ changed.',
  'The model answered after one retry.',
];

export function analysisOf(theme: string, variant: number): string {
  const notes = [
    `Intent: how-to question. Area: ${theme}. No code context needed.`,
    `Intent: how-to question. Area: ${theme}. The open file was added to the context.`,
    `Area: ${theme}. The user probably wants a command, not an explanation.`,
    `Area: ${theme}. Answer from the knowledge base if the score allows it, otherwise ask the model.`,
  ];
  return notes[variant % notes.length] ?? theme;
}
