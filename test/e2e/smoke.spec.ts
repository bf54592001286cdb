import { expect, it } from 'vitest';
import { launchApp } from './support/launch-app.ts';

it('starts and quits', async () => {
  await using app = await launchApp();
  await app.close();
  expect(await app.exited).toBe(0);
});
