import assert from 'node:assert/strict';
import { type Client, OpenFeature, type Provider } from '@openfeature/server-sdk';
import { flagsText } from '../../../src/core/registry/split/flagsDocument.js';
import { FLAG_KEY } from '../../../src/core/registry/split/splitTargeting.js';
import { FLAGS_FILE } from '../../../src/core/workspace/paths.js';
import { CodelumiProvider } from '../../../src/runtime/openfeature.js';
import { openDeployments, targetingKey } from '../../../src/runtime/runtime.js';
import { FlagdEngine } from '../support/flagdEngine.js';
import { rolledOut, STABLE } from '../support/splitSamples.js';
import { temporaryWorkspace } from '../support/temporaryWorkspace.js';

describe('the OpenFeature provider', () => {
  after(() => OpenFeature.close());

  it('answers through the SDK as flagd does', async () => {
    for (const split of [{ stable: STABLE }, rolledOut({ weightBp: 5_000 })]) {
      const flags = flagsText(split, 17);
      const client = await clientOver({ [FLAGS_FILE]: flags });
      const engine = new FlagdEngine(flags);
      const keys = Array.from({ length: 50 }, (_, number) => targetingKey({ user: `u${number}` }));
      const contexts = [
        {},
        { targetingKey: '' },
        { targetingKey: 'a', pin: 'candidate' },
        { targetingKey: 'a', pin: 'evil' },
        ...keys.map((key = '') => ({ targetingKey: key })),
      ];
      for (const context of contexts) {
        const details = await client.getObjectDetails(FLAG_KEY, {}, context);
        const { value, variant, reason, flagMetadata } = details;
        assert.deepEqual(
          { value, variant, reason, flagMetadata },
          engine.object(FLAG_KEY, context),
        );
      }
    }
  });

  it('gives the caller’s default, and why, where there is no answer', async () => {
    const fallback = { deploymentId: 'none' };
    const empty = await clientOver({});
    const torn = await clientOver({ [FLAGS_FILE]: '{"flags":' });
    const good = await clientOver({ [FLAGS_FILE]: flagsText({ stable: STABLE }, 1) });
    const asked = [
      [await empty.getObjectDetails(FLAG_KEY, fallback), 'FLAG_NOT_FOUND'],
      [await torn.getObjectDetails(FLAG_KEY, fallback), 'PARSE_ERROR'],
      [await good.getObjectDetails('another.flag', fallback), 'FLAG_NOT_FOUND'],
    ] as const;
    for (const [{ value, errorCode, reason }, code] of asked) {
      assert.deepEqual([value, errorCode, reason], [fallback, code, 'ERROR']);
    }
    const others = [
      await good.getBooleanDetails(FLAG_KEY, true),
      await good.getStringDetails(FLAG_KEY, 'text'),
      await good.getNumberDetails(FLAG_KEY, 1),
    ];
    for (const { errorCode } of others) assert.equal(errorCode, 'TYPE_MISMATCH');
    assert.equal((await good.getBooleanDetails('another.flag', true)).errorCode, 'FLAG_NOT_FOUND');
  });
});

let domains = 0;

async function clientOver(files: Readonly<Record<string, string>>): Promise<Client> {
  const workspace = await temporaryWorkspace(files);
  // The compiler holds our class against the SDK's interface here; it imports nothing of the SDK.
  const provider: Provider = new CodelumiProvider(openDeployments({ workspace }));
  domains += 1;
  const domain = `test-${domains}`;
  await OpenFeature.setProviderAndWait(domain, provider);
  return OpenFeature.getClient(domain);
}
