/** What a grade means, by the grade. */
export const GRADES = [
  'something else',
  'the same subject',
  'a part of the answer',
  'answers it',
] as const;
