import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const source = join(import.meta.dirname, '../../../src/renderer');

/** Attributes that a person sees or hears. */
const spokenAttributes = /\b(?:aria-label|label|title|placeholder|alt|hint|description)="([^"]*)"/g;
/** Text between the end of one tag and the start of the next. */
const textBetweenTags = /(?<!=)>\s*([^<>{}]*?\p{L}{2,}[^<>{}]*?)\s*<\/?[a-zA-Z]/gu;

/** Text in a component that did not come from the catalogue. */
function literals(code: string): readonly string[] {
  const markup = code.replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, '');
  const attributes = [...markup.matchAll(spokenAttributes)].map(([, text]) => text ?? '');
  const texts = [...markup.matchAll(textBetweenTags)]
    .map(([, text]) => text ?? '')
    // Types and comparisons look like tags: what is code is not a sentence.
    .filter((text) => !/[=;()|?:&]|\b(?:readonly|extends|const|return)\b/.test(text));
  return [...attributes.filter((text) => /\p{L}/u.test(text)), ...texts];
}

describe('the components', () => {
  it('hold no text of their own', () => {
    const found = readdirSync(source, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.tsx'))
      .flatMap((name) =>
        literals(readFileSync(join(source, name), 'utf8')).map((text) => `${name}: ${text}`),
      );
    expect(found).toEqual([]);
  });

  it('would be caught with one', () => {
    expect(literals('<p>Hello there</p>')).toEqual(['Hello there']);
    expect(literals('<Button label="Press me" />')).toEqual(['Press me']);
    expect(literals("<p>{t('app.name')} · <b>{count}</b></p>")).toEqual([]);
  });
});
