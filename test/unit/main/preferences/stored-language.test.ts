import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { storedLanguage } from '../../../../src/main/preferences/index.ts';
import { temporaryFolder } from '../../../helpers/temporary-folder.ts';

it.each([
  ['{"language": "ur", "theme": 7}', 'ur'],
  ['{"language": "en"}', 'en'],
  ['{"language": "tlh"}', 'en'],
  ['{"language": "u', 'en'],
  ['[]', 'en'],
])('the language of a failed start, with %s in the preferences, is %s', (text, language) => {
  const path = join(temporaryFolder(), 'config.json');
  writeFileSync(path, text);
  expect(storedLanguage(path)).toBe(language);
});

it('the language of a failed start without preferences is English', () => {
  expect(storedLanguage(join(temporaryFolder(), 'config.json'))).toBe('en');
});
