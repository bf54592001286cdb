import { join } from 'node:path';
import { expect, it } from 'vitest';
import { SystemClock, SystemRandom } from '../../../src/core/clock/index.ts';
import { FileCipher, KeptSecrets, SecretStore } from '../../../src/core/secrets/index.ts';
import { Settings } from '../../../src/core/settings/index.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';
import { testFiles } from '../../helpers/test-files.ts';

it('hands a key out for the origin it was entered for, and for no other', async () => {
  const folder = temporaryFolder();
  const files = testFiles();
  const secrets = await SecretStore.open({
    files,
    clock: new SystemClock(),
    random: new SystemRandom(),
    path: join(folder, 'secrets.json'),
    cipher: new FileCipher(),
    problem: () => undefined,
  });
  const settings = Settings.open({
    files,
    settingsFile: join(folder, 'settings.json'),
    dotenvFile: join(folder, '.env'),
    environment: {},
    trusted: true,
  });
  settings.takeSecrets(secrets);
  await secrets.set('OPENAI_API_KEY', 'key-of-openai', settings.modelOrigin);
  settings.reload();
  expect(settings.secrets.get('OPENAI_API_KEY')).toBe('key-of-openai');
  expect(settings.secrets.sourceOf('OPENAI_API_KEY')).toBe('store');

  // Who only looks, without the lock, sees the same settings, and no value.
  const looking = Settings.open({
    files,
    settingsFile: join(folder, 'settings.json'),
    dotenvFile: join(folder, '.env'),
    environment: {},
    trusted: true,
  });
  expect(looking.get('llm.provider')).toBe('local');
  looking.takeSecrets(new KeptSecrets(files, join(folder, 'secrets.json')));
  expect(looking.get('llm.provider')).toBe('openai');
  expect(looking.secrets.get('OPENAI_API_KEY')).toBeUndefined();

  await settings.set('llm.baseUrl', 'https://models.example.com/v1');
  expect(settings.secrets.get('OPENAI_API_KEY')).toBeUndefined();
  await settings.set('llm.baseUrl', 'https://api.openai.com/v1/other');
  expect(settings.secrets.get('OPENAI_API_KEY')).toBe('key-of-openai');
});
