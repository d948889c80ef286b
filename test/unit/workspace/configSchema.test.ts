import * as z from 'zod';
import { configSchema } from '../../../src/core/workspace/configSchema.js';
import { assertGolden } from '../support/golden.js';

describe('media/config.schema.json', () => {
  it('is what the settings are checked with, so that the editor underlines what would be refused', async () => {
    const schema = z.toJSONSchema(configSchema, { io: 'input', target: 'draft-7' });
    await assertGolden('media/config.schema.json', `${JSON.stringify(schema, null, 2)}\n`);
  });
});
