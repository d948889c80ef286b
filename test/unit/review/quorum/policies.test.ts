import assert from 'node:assert/strict';
import { CodelumiError } from '../../../../src/core/errors.js';
import { approvePolicy, policyState } from '../../../../src/core/review/quorum/approvePolicy.js';
import { readPolicies } from '../../../../src/core/review/quorum/policies.js';
import { buildSnapshot } from '../../../../src/core/snapshots/build.js';
import { readValidationRules } from '../../../../src/core/validation/rules/validationRules.js';
import { verify } from '../../../../src/core/verification/verify.js';
import { readConfig } from '../../../../src/core/workspace/config.js';
import {
  CANDIDATES,
  decideOn,
  type Person,
  signedWorkspace,
} from '../../support/signedWorkspace.js';
import { put } from '../../support/temporaryWorkspace.js';

const [FIRST] = CANDIDATES;

function write(root: string, entry: number): Promise<void> {
  return put(root, '.codelumi/config.json', JSON.stringify({ policy: { quorum: { entry } } }));
}

async function policyFaults({ context }: Person): Promise<string[]> {
  const { faults } = await verify({}, context);
  return faults.filter(({ check }) => check === 'policy').map(({ message }) => message);
}

describe('a policy', () => {
  it('holds once as many signers approved it as the policy before asks for', async () => {
    const { root, ada, bob } = await signedWorkspace();
    assert.equal((await policyState(ada.context)).state, 'approved');
    await write(root, 2);
    assert.match((await policyFaults(ada))[0] ?? '', /not in force/u);
    const one = await approvePolicy(ada.context, ada.reviewer.email);
    assert.deepEqual([one.state, one.approved_by, one.needed], ['proposed', ['ada@acme.dev'], 2]);
    assert.equal(one.in_force.quorum.entry, 1);
    const again = await approvePolicy(ada.context, ada.reviewer.email);
    assert.equal(again.state, 'proposed');
    const two = await approvePolicy(bob.context, bob.reviewer.email);
    assert.equal(two.state, 'approved');
    assert.equal(two.in_force.quorum.entry, 2);
    assert.deepEqual(await policyFaults(ada), []);
  });

  it('that somebody weakens in their files gates and proves nothing', async () => {
    const { root, ada, bob } = await signedWorkspace();
    await decideOn(ada, FIRST);
    const { manifest } = await buildSnapshot({}, ada.context);
    assert.deepEqual(manifest.candidates, [FIRST]);
    await write(root, 2);
    await approvePolicy(ada.context, ada.reviewer.email);
    await approvePolicy(bob.context, bob.reviewer.email);
    // What was built before was built by the policy of then.
    assert.deepEqual((await verify({}, ada.context)).faults, []);
    await write(root, 1);
    const built = await buildSnapshot({}, ada.context);
    assert.deepEqual(built.manifest.candidates, []);
    assert.equal(built.manifest.held_back.length, 1);
    assert.equal((await policyFaults(ada)).length, 1);
    const { now, at } = await readPolicies(ada.context);
    assert.equal(now.quorum.entry, 2);
    assert.equal(at('2020-01-01T00:00:00.000Z'), undefined);
  });

  it('holds tolerances of validation against the settings, once it is approved', async () => {
    const { root, ada, bob } = await signedWorkspace();
    const write = (policy: object) =>
      put(
        root,
        '.codelumi/config.json',
        JSON.stringify({ policy, validation: { tolerance: { 'ndcg@10': 0.5 } } }),
      );
    const tolerated = async () => {
      const { policy, rules } = await readValidationRules(
        ada.context,
        await readConfig(ada.context.files),
      );
      const from = rules.find(({ rule }) => rule === 'tolerance.ndcg@10')?.from;
      return [policy.tolerance['ndcg@10'], from];
    };
    await write({ validation: { tolerance: { 'ndcg@10': 0.01 } } });
    assert.deepEqual(await tolerated(), [0.5, 'settings']);
    assert.equal((await policyFaults(ada)).length, 1);
    await approvePolicy(ada.context, ada.reviewer.email);
    await approvePolicy(bob.context, bob.reviewer.email);
    assert.deepEqual(await tolerated(), [0.01, 'approved-policy']);
    assert.deepEqual(await policyFaults(ada), []);
    await write({ validation: { tolerance: { 'ndcg@10': 0.4 } } });
    assert.deepEqual(await tolerated(), [0.01, 'approved-policy']);
    assert.match((await policyFaults(ada))[0] ?? '', /not in force/u);
  });

  it('is approved by signers alone', async () => {
    const { root, ada } = await signedWorkspace();
    await write(root, 3);
    await assert.rejects(
      approvePolicy(ada.context, 'eve@acme.dev'),
      (error) => error instanceof CodelumiError && error.reason === 'wrong-usage',
    );
  });
});
