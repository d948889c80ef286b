import assert from 'node:assert/strict';
import fc from 'fast-check';
import { topicTerms } from '../../../src/core/retrieval/queryText.js';
import { QuestionIndex } from '../../../src/core/retrieval/questionIndex.js';

function indexOf(questions: readonly string[]): QuestionIndex<string> {
  const index = new QuestionIndex<string>();
  for (const question of questions) index.add(question, question);
  return index;
}

const QUESTIONS = [
  'How do I install Node?',
  'How do I install Node on Ubuntu?',
  'How do I install Docker?',
  'What is the difference between ?? and ||?',
  'What is the difference between == and ===?',
  'Why is my build slow?',
];

describe('QuestionIndex', () => {
  it('finds the same question in other case, order, spelling and with other small words', () => {
    const index = indexOf(QUESTIONS);
    for (const asked of ['how do i install node', 'Installing Node?', 'node: how to install it']) {
      assert.deepEqual(
        index.find(asked, 0.9, 5).map(({ item }) => item),
        [QUESTIONS[0]],
        asked,
      );
    }
    assert.deepEqual(index.find('How do I install Python?', 0.75, 5), []);
    assert.deepEqual(index.find('', 0.5, 5), []);
    assert.deepEqual(index.find('???', 0.5, 5), []);
  });

  it('tells questions apart that differ in signs alone', () => {
    const index = indexOf(QUESTIONS);
    assert.deepEqual(
      index.find('what is the difference between == and ===', 0.75, 5).map(({ item }) => item),
      [QUESTIONS[4]],
    );
    assert.deepEqual(indexOf(['Is C++ fast?']).find('Is C# fast?', 0.5, 5), []);
  });

  it('finds what comparing with every question finds', () => {
    const word = fc.constantFrom(...'alpha beta gamma delta epsilon zeta eta theta'.split(' '));
    const question = fc.array(word, { minLength: 1, maxLength: 5 }).map((words) => words.join(' '));
    fc.assert(
      fc.property(
        fc.array(question, { minLength: 1, maxLength: 20 }),
        question,
        fc.double({ min: 0.2, max: 1, noNaN: true }),
        (questions, asked, least) => {
          const found = indexOf(questions)
            .find(asked, least, 100)
            .map(({ item }) => item);
          const expected = questions.filter(
            (each) => jaccard(asked, each, questions) >= least - 1e-9,
          );
          const sure = questions.filter((each) => jaccard(asked, each, questions) >= least + 1e-9);
          for (const each of sure) assert.ok(found.includes(each), `${asked} | ${each}`);
          for (const each of found) assert.ok(expected.includes(each), `${asked} | ${each}`);
        },
      ),
    );
  });
});

/** Weighted Jaccard similarity, by its definition. */
function jaccard(a: string, b: string, all: readonly string[]): number {
  const [one, other] = [new Set(topicTerms(a)), new Set(topicTerms(b))];
  const weight = (term: string) => {
    const holding = all.filter((each) => topicTerms(each).includes(term)).length;
    return Math.log(1 + all.length / (holding === 0 ? 0.5 : holding));
  };
  const sum = (terms: Iterable<string>) =>
    [...terms].reduce((total, term) => total + weight(term), 0);
  const both = [...one].filter((term) => other.has(term));
  return sum(both) / sum(new Set([...one, ...other]));
}
