import assert from 'node:assert/strict';
import { mostlyCode } from '../../../src/core/screening/candidateRules/mostlyCode.js';
import { boilerplate, nonAnswer } from '../../../src/core/screening/candidateRules/saysNothing.js';
import { tooFewTokens } from '../../../src/core/screening/contextRules/tooFewTokens.js';
import type { CandidateRule } from '../../../src/core/screening/recogniser.js';
import { verdictOf } from '../../../src/core/screening/screenText.js';
import { candidate, found, POLICY } from './screeningSamples.js';

function finds(rule: CandidateRule, assistant_output: string): boolean {
  const findings = rule.find({ query: 'How do I do it?', assistant_output }, POLICY);
  if (findings.length > 0) assert.equal(verdictOf(findings), 'rejected');
  return findings.length > 0;
}

describe('answers that only say that nothing was found', () => {
  it('are rejected', () => {
    const answers = [
      'I cannot find any files.',
      "I'm sorry, but I couldn't find any information about that in the workspace.",
      'Unfortunately, I do not have access to your files. Please provide more details.',
      'As an AI language model, I cannot browse the web.',
      'No relevant results were found for your query.',
      'There are no matching entries in the knowledge base. Let me know if you need anything else!',
      'Sorry, I was unable to locate the file you mentioned. Could you paste it here?',
      "I don't know. I hope this helps!",
    ];
    for (const answer of answers) assert.ok(finds(boilerplate, answer), answer);
  });

  it('are kept where they go on to say something', () => {
    const answers = [
      'I cannot find any files named config.ts. Create one with `npx init`, then import it from src/main.ts.',
      "I don't know how long this has been in place, but now you can add @username in a discussion and that user will be notified.",
      'There is no way to do that in Git: a tag always points to one object.',
      'No. The tag can be moved, a commit hash cannot, so pin the hash.',
      'You cannot. Once pushed, a tag should stay; make a new one and say why in the notes.',
      'Nothing is written until the transaction ends; a reader sees the old rows until then.',
      'I do not know who maintains it. The team’s handbook should name a rota and not a person.',
    ];
    for (const answer of answers) {
      assert.ok(!finds(boilerplate, answer), answer);
      assert.ok(!finds(nonAnswer, answer), answer);
    }
  });
});

describe('answers that are none', () => {
  it('are rejected', () => {
    const answers = [
      'It depends.',
      'That depends on your setup. What exactly are you trying to do?',
      'Could you share the error message and the version that you are using, please?',
      'Sorry about that! I apologize for the confusion.',
      'Great question! Happy to help.',
      'Hmm, maybe.',
      'Sure! Let me check that for you. I will get back to you.',
    ];
    for (const answer of answers) assert.ok(finds(nonAnswer, answer), answer);
  });

  it('are told from short answers and from conditions that are explained', () => {
    const answers = [
      'It depends on the lockfile: `npm ci` wants one that agrees with package.json, `npm install` mends it.',
      'Press F2 with the cursor on the name.',
      'Did you restart it? The server reads its settings only at start, so run `systemctl restart app`.',
    ];
    for (const answer of answers) assert.ok(!finds(nonAnswer, answer), answer);
  });
});

describe('answers of code alone', () => {
  it('are rejected where nothing explains the code', () => {
    const answers = [
      '```ts\nconst roles = ["a", "b"] as const;\ntype Role = (typeof roles)[number];\n```',
      '$ git fetch --prune\n$ git branch -D old',
      'SELECT id, count(*) FROM orders GROUP BY id HAVING count(*) > 1;',
      '`git stash push --include-untracked`',
    ];
    for (const answer of answers) assert.ok(finds(mostlyCode, answer), answer);
  });

  it('are kept where a sentence or a comment does', () => {
    const answers = [
      'Freeze the array with `as const`:\n```ts\nconst roles = ["a"] as const;\n```',
      '```sh\n# removes what was merged already\ngit fetch --prune\n```',
      'Write `@acme:registry=https://npm.example.org/` into `.npmrc`.',
      '1. Open the settings.\n    Choose the tab that is called Privacy.\n2. Switch it off.',
    ];
    for (const answer of answers) assert.ok(!finds(mostlyCode, answer), answer);
  });
});

describe('answers of few tokens', () => {
  it('are rejected, and no answer at all is not', () => {
    assert.equal(found(tooFewTokens, candidate('q', 'Run it.')).length, 1);
    assert.deepEqual(found(tooFewTokens, candidate('q', ' ')), []);
    const answer = 'Run the tests, look at the output, then mend it.';
    assert.deepEqual(found(tooFewTokens, candidate('q', answer)), []);
  });
});
