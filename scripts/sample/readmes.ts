export const stagingReadme = {
  path: 'staging_kb/README.md',
  text: [
    'Reviewed knowledge waits here until it enters a snapshot: one folder per day, `YYYY-MM-DD/`.',
    'The decision journals in `decisions/` are the truth; the other files are made from them.',
    'The product writes this folder. Do not edit it by hand: `codelumi verify` would notice.',
    '',
  ].join('\n'),
};

export const modelsReadme = {
  path: 'models/README.md',
  text: [
    '# Models',
    '',
    '`reranker.joblib` is the baseline reranker of the sample workspace: TF-IDF and logistic',
    'regression from scikit-learn 1.2, trained on the pairs of `training/`. Make it again with:',
    '',
    '```sh',
    'node out/sample/generate.cjs --pairs pairs.jsonl',
    '/usr/bin/python3 scripts/train_reranker.py pairs.jsonl models/reranker.joblib',
    '```',
    '',
    'Versions (`reranker.joblib.v1.0.0`, `reranker.v1.0.0.json`) and their manifests are written here by',
    '`codelumi train`; see docs/training.md.',
    '',
  ].join('\n'),
};
