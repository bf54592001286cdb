import { describe, expect, it } from 'vitest';
import { en } from '../../../src/renderer/i18n/en/index.ts';
import { ur } from '../../../src/renderer/i18n/ur/index.ts';
import { createFormats, createTranslator, type Message, partsOf } from '../../../src/shared/i18n/index.ts';

const english: Readonly<Record<string, Message>> = en;
const urdu: Readonly<Record<string, Message>> = ur;

function texts(message: Message | undefined): readonly string[] {
  return typeof message === 'string' ? [message] : Object.values(message ?? {});
}

function parameters(message: Message | undefined): readonly string[] {
  const names = texts(message).flatMap((text) =>
    partsOf(text).flatMap((part) => ('parameter' in part ? [part.parameter] : [])),
  );
  return [...new Set(names)].toSorted();
}

describe('the catalogue', () => {
  it('has the same keys in both languages', () => {
    expect(Object.keys(urdu).toSorted()).toEqual(Object.keys(english).toSorted());
  });

  it('asks for the same parameters in both languages', () => {
    const differing = Object.keys(english).filter(
      (key) => parameters(english[key]).join() !== parameters(urdu[key]).join(),
    );
    expect(differing).toEqual([]);
  });

  it('has plural messages where English has them', () => {
    const differing = Object.keys(english).filter((key) => typeof english[key] !== typeof urdu[key]);
    expect(differing).toEqual([]);
  });

  it('really is in Urdu', () => {
    const untranslated = Object.keys(urdu).filter((key) => {
      const words = texts(urdu[key])
        .join(' ')
        .replace(/\{\w+\}/g, '');
      return /\p{L}/u.test(words) && !/\p{Script=Arabic}/u.test(words);
    });
    expect(untranslated).toEqual([]);
  });

  it('speaks plainly: no exclamation marks, no "please", no "oops"', () => {
    const loud = Object.keys(english).filter((key) =>
      /!|\bplease\b|\boops\b|\bmagic\b/i.test(texts(english[key]).join(' ')),
    );
    expect(loud).toEqual([]);
  });
});

describe('a translator', () => {
  const t = createTranslator<typeof en>('en', en);

  it('chooses the plural form by the count and writes it as the language does', () => {
    expect(t.t('badge.waiting', { count: 1 })).toBe('1 waits for you');
    expect(t.t('badge.waiting', { count: 12_000 })).toBe('12,000 wait for you');
  });

  it('puts values in as text, whatever they hold', () => {
    expect(t.t('error.line', { what: '{why}', why: '<b>' })).toBe('{why}: <b>');
  });

  it('reads from right to left in Urdu', () => {
    expect(createTranslator<typeof en>('ur', ur).direction).toBe('rtl');
  });
});

describe('formats', () => {
  const formats = createFormats('en');

  it('write money with its currency, and keep what is below a cent', () => {
    expect(formats.usd(1_200)).toBe('$1,200.00');
    expect(formats.usd(0.000_412)).toBe('$0.00041');
    expect(formats.money(5, 'not a currency')).toBe('5 not a currency');
  });

  it('write relative times in the largest whole unit', () => {
    const now = new Date('2026-03-12T10:00:00Z');
    const at = (iso: string) => formats.relative(new Date(iso), now);
    expect(at('2026-03-12T09:18:00Z')).toBe('42 minutes ago');
    expect(at('2026-03-12T13:30:00Z')).toBe('in 3 hours');
    expect(at('2026-03-12T09:59:40Z')).toBe('now');
  });

  it('write sizes and durations with units', () => {
    expect(formats.bytes(0)).toBe('0 byte');
    expect(formats.bytes(4_812)).toBe('4.8 kB');
    expect(formats.duration(812)).toBe('812ms');
    expect(formats.duration(5_400_000)).toBe('1h 30m');
  });
});
