import type { Fact } from './factsTools.js';

export const practiceFacts: readonly Fact[] = [
  [
    'What is a unit test?',
    'A test of one piece without network, disk or clock; it runs in milliseconds and points at the fault.',
  ],
  [
    'What is a test double?',
    'Anything that stands in for a real part in a test: a stub answers, a fake works in a simple way, a mock checks calls.',
  ],
  [
    'What is a regression test?',
    'A test that fails with the bug and passes with the fix; write it before the fix.',
  ],
  [
    'How should I name tests?',
    'Say what happens under which condition: "rejects an expired token". The name should tell what broke.',
  ],
  [
    'What is arrange, act, assert?',
    'Three parts of a test: prepare, do one thing, check. A blank line between them helps.',
  ],
  [
    'What is mutation testing?',
    'A tool changes the code in small ways and checks that some test fails; what survives is not tested.',
  ],
  [
    'What is a contract test?',
    'It checks that a client and a server agree on requests and responses, each tested alone.',
  ],
  [
    'How do I run tests in parallel with mocha?',
    '`mocha --parallel` runs files in worker processes; tests must not share ports, files or tables.',
  ],
  [
    'What is a smoke test?',
    'A few quick checks after a deployment: does it start, can one log in, does the main page answer?',
  ],
  [
    'What is continuous integration?',
    'Everybody merges small changes often, and each merge is built and tested by a machine.',
  ],
  [
    'What is a canary release?',
    'A new version gets a small share of the traffic first; it goes on only if its figures hold.',
  ],
  [
    'What is blue-green deployment?',
    'Two equal environments: the new version goes to the idle one, then the traffic is switched over and can be switched back.',
  ],
  [
    'How do I run a workflow by hand?',
    'Add `workflow_dispatch:` under `on:`; a button appears on the Actions page.',
  ],
  [
    'How do I pass a value between CI jobs?',
    'Write `name=value` to `$GITHUB_OUTPUT`, declare it under `outputs`, and read `needs.job.outputs.name`.',
  ],
  [
    'How do I run CI every night?',
    'Use `on: { schedule: [{ cron: "0 3 * * *" }] }`; times are UTC and can be late.',
  ],
  [
    'What is a required status check?',
    'A check that must be green before a pull request can be merged; set it in the branch rules.',
  ],
  [
    'What is a changelog for?',
    'It tells users what changed for them, by version: Added, Changed, Fixed. Commit messages do not replace it.',
  ],
  [
    'What is an ADR?',
    'A short record of one decision: context, choice, consequences. It is not edited later; a new one replaces it.',
  ],
  [
    'What is technical debt?',
    'Work saved now that costs more later. Write down where and why, so that it can be paid back on purpose.',
  ],
  [
    'What is the difference between authentication and authorization?',
    'Authentication finds out who you are, authorization what you may do.',
  ],
  [
    'What is a JWT?',
    'A signed token with claims. Anybody can read it, so put no secrets in it; check signature, issuer and expiry.',
  ],
  [
    'What is CSRF?',
    'Another site makes your browser send a request with your cookies. SameSite cookies and a token in the form prevent it.',
  ],
  [
    'What is OAuth for?',
    'It lets a program act for a user with limited rights, without knowing the password.',
  ],
  [
    'What does HTTPS protect?',
    'Content and integrity on the way, and that you talk to the named server. It does not say that the server is honest.',
  ],
  [
    'What is least privilege?',
    'Give each program and person only the rights the task needs, and only as long as it needs them.',
  ],
  ['What does HTTP 204 mean?', 'Success without a body, for example after a DELETE.'],
  [
    'What does HTTP 409 mean?',
    'The request conflicts with the current state, such as an old version number.',
  ],
  ['What does HTTP 422 mean?', 'The body is well-formed but its values are not acceptable.'],
  [
    'What is the difference between 301 and 302?',
    '301 is permanent and may be cached for long, 302 is temporary.',
  ],
  [
    'What is a webhook?',
    'The other side calls your URL when something happens. Check its signature and answer quickly.',
  ],
  [
    'What is REST?',
    'Resources with addresses, changed through HTTP methods with their usual meaning.',
  ],
  [
    'When is GraphQL useful?',
    'When many kinds of clients need different parts of connected data; caching and limits get harder.',
  ],
  ['What is a CDN?', 'Servers near the users that keep copies of your files.'],
  [
    'What is the box model in CSS?',
    'Content, padding, border, margin. With `box-sizing: border-box` the width includes padding and border.',
  ],
  [
    'What is the difference between em and rem?',
    '`em` is relative to the element’s font size, `rem` to that of the root.',
  ],
  [
    'How do I make a page responsive?',
    'Let the layout flow with grid or flex and `minmax`, and use media queries only where it breaks.',
  ],
  [
    'What is semantic HTML?',
    'Elements chosen for their meaning: `button`, `nav`, `main`. Keyboard and screen readers get it for free.',
  ],
  [
    'How do I hide something visually but not from screen readers?',
    'Use a clip-based `visually-hidden` class; `display: none` hides it from everybody.',
  ],
  [
    'What is a race condition?',
    'The result depends on which of two things happens first. Make the step atomic, or compare before you set.',
  ],
  [
    'What is a deadlock?',
    'Two sides each hold what the other waits for. Take locks always in the same order.',
  ],
  [
    'What is caching good for?',
    'To avoid repeated work. Decide first how an entry becomes invalid.',
  ],
  [
    'What is a message queue?',
    'It keeps jobs until a worker takes them. Expect each message at least once, so make the work repeatable.',
  ],
  [
    'What is observability?',
    'Logs, metrics and traces that let you ask new questions about a running system.',
  ],
  [
    'What is a post-mortem?',
    'A report after an incident: what happened, why, what will change. It looks for causes, not for guilt.',
  ],
  [
    'What is pair programming?',
    'Two people, one task: one writes, the other thinks ahead; they swap often.',
  ],
  [
    'What is refactoring?',
    'Changing the structure of code without changing what it does, in small steps under tests.',
  ],
  [
    'What is dependency injection?',
    'A part gets what it needs from outside instead of making it. Tests can then hand in something else.',
  ],
  [
    'What is a pure function?',
    'Its result depends on its arguments only, and it changes nothing else.',
  ],
  [
    'What is DRY?',
    'Each piece of knowledge stands in one place. Two equal lines that change for different reasons are not a repetition.',
  ],
  ['What does YAGNI mean?', 'Do not build what nobody needs yet.'],
];
