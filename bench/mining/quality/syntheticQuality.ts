import type { Candidate } from '../../../src/core/records/candidate.js';
import { namesIn, type Plant, type RuleId } from '../logs/plants.js';
import { isFoundBy, questionsOf, RULE_IDS } from './candidates.js';
import { type Score, scoreOf } from './score.js';

const MAJORITY = 0.5;

/** Each rule over the plants of synthetic logs, held against what the generator says of them. */
export function syntheticQuality(
  plants: readonly Plant[],
  candidates: readonly Candidate[],
): Map<RuleId, Score> {
  return new Map(
    RULE_IDS.map((rule) => {
      const planted = plants.filter(({ rules }) => rules.includes(rule)).map(({ name }) => name);
      const found = candidates
        .filter((candidate) => isFoundBy(candidate, rule))
        .map((each) =>
          each.assistant_output === '' ? subjectOf(each) : namesIn(each.assistant_output),
        );
      return [rule, scoreOf(new Set(planted), found)];
    }),
  );
}

/** What most questions of a gap are about. */
function subjectOf(gap: Candidate): Set<string> {
  const questions = questionsOf(gap);
  const names = [...namesIn(questions.join('\n'))];
  const share = (name: string) =>
    questions.filter((question) => question.includes(name)).length / questions.length;
  return new Set(names.filter((name) => share(name) > MAJORITY));
}
