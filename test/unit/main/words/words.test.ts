import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { en } from '../../../../src/main/words/en.ts';
import { wordsIn } from '../../../../src/main/words/index.ts';
import { ur } from '../../../../src/main/words/ur.ts';
import { type Language, type Message, partsOf } from '../../../../src/shared/i18n/index.ts';

const english: Readonly<Record<string, Message>> = en;
const urdu: Readonly<Record<string, Message>> = ur;
const main = join(import.meta.dirname, '../../../../src/main');

function texts(message: Message | undefined): readonly string[] {
  return typeof message === 'string' ? [message] : Object.values(message ?? {});
}

function parameters(text: string): string {
  return partsOf(text)
    .flatMap((part) => ('parameter' in part ? [part.parameter] : []))
    .toSorted()
    .join();
}

describe('the words of the app', () => {
  it('have the same keys in both languages', () => {
    expect(Object.keys(urdu).toSorted()).toEqual(Object.keys(english).toSorted());
  });

  it.each(Object.keys(english))('%s asks for the same in every form of both languages', (key) => {
    const asked = [...texts(english[key]), ...texts(urdu[key])].map(parameters);
    expect(new Set(asked).size).toBe(1);
    expect(typeof urdu[key]).toBe(typeof english[key]);
  });

  it('really are in Urdu', () => {
    const untranslated = Object.keys(urdu).filter((key) => {
      const words = texts(urdu[key])
        .join(' ')
        .replaceAll(/\{\w+\}/g, '');
      return /\p{L}/u.test(words) && !/\p{Script=Arabic}/u.test(words);
    });
    expect(untranslated).toEqual([]);
  });

  it('of buttons differ and hold nothing that a notifier reads as more than one', () => {
    for (const catalogue of [en, ur]) {
      const labels = (['approve', 'reject', 'review'] as const).map((button) => catalogue[`toast.${button}`]);
      expect(new Set(labels).size).toBe(3);
      expect(labels.join('')).not.toMatch(/[,;="]/);
    }
  });

  it('follow the choice of the language at once', () => {
    let language: Language = 'en';
    const words = wordsIn(() => language);
    expect(words().t('toast.waiting', { count: 1 })).toBe('1 request waits for you');
    language = 'ur';
    expect(words().t('toast.waiting', { count: 2 })).toBe('2 درخواستیں آپ کی منتظر ہیں');
    expect(words().direction).toBe('rtl');
  });
});

/** Literals of the code that a person would read: more than one word, or one that begins as a label does. */
function sentences(code: string): readonly string[] {
  const bare = code.replaceAll(/\/\*[\s\S]*?\*\/|(?<!:)\/\/[^\n]*/g, '').replaceAll(/^import .*$/gm, '');
  return [...bare.matchAll(/'((?:[^'\\\n]|\\.)*)'|`((?:[^`\\]|\\.)*)`/g)]
    .map(([, plain, template]) => (plain ?? template ?? '').replaceAll(/\$\{[^}]*\}/g, ''))
    .filter(
      (text) => /\p{L}{2,} \p{L}/u.test(text) || (/^\p{Lu}\p{Ll}+…?$/u.test(text) && text !== 'Windows'),
    );
}

describe('tray and toasts', () => {
  it('hold no text of their own', () => {
    const found = ['tray', 'toasts'].flatMap((folder) =>
      readdirSync(join(main, folder), { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.ts'))
        .flatMap((name) =>
          sentences(readFileSync(join(main, folder, name), 'utf8')).map(
            (text) => `${folder}/${name}: ${text}`,
          ),
        ),
    );
    expect(found).toEqual([]);
  });

  it('would be caught with one', () => {
    expect(sentences("item('quit', 'Quit')")).toEqual(['Quit']);
    expect(sentences('const text = `all files wait`; // not this one')).toEqual(['all files wait']);
    expect(sentences("t('tray.window')")).toEqual([]);
  });
});
